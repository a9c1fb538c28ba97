// What an index can tell a speller of its words: how many articles have them, together and apart.
//
// As thread-safe as the database behind it: not. Includes no engine type; the sources that search
// complete it.
#pragma once

#include "indexer/format/forward_index.h"
#include "query/spelling/spelling_evidence.h"

namespace Xapian {
class Database;
}  // namespace Xapian

namespace medlar {

/// Both must outlive what is returned.
IndexEvidence index_evidence(const Xapian::Database& database, const ForwardIndex& forward);

}  // namespace medlar
