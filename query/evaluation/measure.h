// The measures by name: one row for each family, in trec_eval's order, with the names that
// trec_eval and ir_measures give it.
//
// A list of measures is names between commas or blanks:
//   ndcg_cut_10, ndcg_cut.10   trec_eval's name; a family's name alone stands for its usual cutoffs
//   nDCG@10, P(rel=2)@5, RBP(p=0.8), nDCG(dcg='exp-log2')@10, AP(judged_only=True)
//                              ir_measures' name, with its parameters
//   condensed_ndcg_cut_10      any trec_eval name, on rankings without unjudged articles
//   official, all_trec         what trec_eval prints by default, and with -m all_trec
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "query/evaluation/judged_ranking.h"

namespace medlar {

struct MeasureFamily {
  std::string_view trec_name;
  std::string_view ir_name;  // empty: ir_measures has none
  enum class Kind {
    kMean,           // averaged over topics
    kSum,            // added up over topics
    kGeometricMean,  // of at least 0.00001 each; shown for all topics only
    kTopicCount,     // for all topics only
    kRunTag,         // not a number, for all topics only
    kGradeString,    // not a number, for single topics only
  } kind = Kind::kMean;
  enum class Parameter {
    kNone,
    kHits,
    kRecall,
    kMultiple,
    kPersistence
  } parameter = Parameter::kNone;
  double (*value)(const JudgedRanking& r, double parameter) = nullptr;
  std::vector<double> usual;     // parameters that the bare name stands for
  double without_parameter = 0;  // of ir_measures' name without @k
  std::string_view description;
};

const std::vector<MeasureFamily>& measure_families();

struct Measure {
  std::string name;  // as it was asked for, so that output and request agree
  const MeasureFamily* family = nullptr;
  double parameter = 0;
  int level = 0;  // its own relevance level; 0: the evaluation's
  Judged judged = Judged::kAll;

  bool is_printed_per_topic() const;
};

/// kUsage, naming the nearest known name, for a name that is none.
Result<std::vector<Measure>> parse_measures(std::string_view list);

}  // namespace medlar
