// Whether an update has anything to do: a look at the bytes of all sources that reads no article.
#pragma once

#include "corpus/error.h"
#include "indexer/source_units.h"

namespace medlar {

/// True when the sources are, piece for piece, what the build before read. Stops at the first
/// difference.
Result<bool> are_unchanged(SourceUnits& units, unsigned threads);

}  // namespace medlar
