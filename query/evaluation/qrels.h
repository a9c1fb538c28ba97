// Judgments: how relevant each judged article is to each topic.
//
//   TREC      qid 0 docno grade
//   BEIR      query-id TAB corpus-id TAB score, the first line being these names
//   MedQuAD   qid 2-Related docno: labels 1 to 4, of which the grade is the label less one
//             (Ben Abacha and Demner-Fushman, BMC Bioinformatics 2019)
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "corpus/error.h"

namespace medlar {

/// Article -> grade, 0 = not relevant. A negative grade says that the article was to be judged and
/// was not, as trec_eval takes it.
using Grades = std::unordered_map<std::string, int>;

struct Qrels {
  std::map<std::string, Grades> topics;  // qid -> judgments, in the byte order of trec_eval
  int highest_grade = 0;
};

/// kBadInput, naming file and line, for a line that is none, an article judged twice for one topic,
/// and a file without judgments. Ids with blanks are written as in a run (run_word).
Result<Qrels> read_qrels(const std::filesystem::path& file);
Result<Qrels> parse_qrels(std::string_view text, const std::filesystem::path& name);

}  // namespace medlar
