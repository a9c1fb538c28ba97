// A run: what a system answered to each topic, best first. TREC's form: qid Q0 docno rank score
// tag.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"

namespace medlar {

struct RankedArticle {
  std::string docno;
  double score = 0;
};

struct Run {
  std::string tag;
  /// qid -> articles, best first; qids in the byte order of trec_eval.
  std::map<std::string, std::vector<RankedArticle>> topics;
};

/// Sorts as trec_eval does: by score as a float, equal ones by docno from last to first. The ranks
/// that a file states play no part.
void sort_ranking(std::vector<RankedArticle>& ranking);

/// kBadInput, naming file and line, for a line that is none, a score that is no finite number, an
/// article twice in one topic, and a file without lines. The tag is that of the last line.
Result<Run> read_run(const std::filesystem::path& file);
Result<Run> parse_run(std::string_view text, const std::filesystem::path& name);

/// One topic's lines, in the ranking's order, with strictly falling scores: trec_eval sorts by the
/// score and would reorder equal ones. Scores have the fewest digits that read back as the same
/// float; blanks in ids become '_'.
std::string render_ranking(std::string_view qid, const std::vector<RankedArticle>& ranking,
                           std::string_view tag);

/// All topics' lines, in qid order.
std::string render_run(const Run& run);

}  // namespace medlar
