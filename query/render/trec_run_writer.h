// Hits as lines of a TREC run: "qid Q0 docno rank score tag".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/searcher.h"

namespace medlar {

/// Lines in the hits' order with strictly falling scores: trec_eval sorts by score and ignores the
/// rank, so that equal scores would let it reorder them. Blanks in ids become '_'.
std::string render_trec(std::string_view qid, const std::vector<Hit>& hits, std::string_view tag);

}  // namespace medlar
