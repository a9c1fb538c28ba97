// The numbers of the scoring function, in one place: defaults, limits, and their form in a
// configuration file. `medlar eval tune` searches these.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "corpus/error.h"

namespace medlar {

// Of BM25; field weights are in the wdf.
inline constexpr double kMinNormalizedLength = 0.1;

struct RankingParameters {
  // BM25 (Robertson et al., TREC-3) with the constants that Lucene ships.
  double k1 = 1.2;
  double b = 0.75;
  // Shares of their own weight: what the joined form of a compound ("5ht3") adds to its parts, and
  // a word with diacritics, written as it was typed ("niño"), to its stem. Measured: 0 to 1 differ
  // by less than 0.002 nDCG@10 on NFCorpus and MedQuAD.
  double joined_word = 0.5;
  double as_spelt = 0.5;
  // What the concept that words name adds to the words, as a share of its own weight.
  double concept_names = 2;
  // What the words themselves then still weigh, each as a share of what it would.
  double words_of_concept = 0.5;
  // What a title or name that stands in the query as a whole adds, as a share of the most that its
  // words can score in a text.
  double whole_name = 1;
  // What the title that the whole query is adds to that, so that who knows it finds it first.
  double whole_title = 0.5;
  // What an article gains by each role that the question asks for and a section of it has. A rare
  // word of the question in the article's text is worth 5 and more.
  double asked_role = 0.5;
  // What two neighbours of the query add that stand together in an article, as a share of the
  // lighter one's idf. Measured: 0.3 to 1 are alike.
  double proximity = 0.5;
  // What lying where the query lies adds, as a share of the best score by words: 0 for off. And how
  // much the best articles decide where that is, the rest being left to the query's words.
  double nearness = 0.45;
  double examples = 0.5;

  bool operator==(const RankingParameters&) const = default;
};

/// One row a number: a new parameter is one member above and one row in the source.
struct RankingParameter {
  std::string_view name;  // in the configuration
  double RankingParameters::*value;
  double least;
  double most;
  std::string_view description;
};

std::span<const RankingParameter> ranking_parameters();

/// {"ranking": {"k1": 1.2, ...}}; what is not named keeps its default. kUsage for an unknown name,
/// a number out of its limits, and a file that is no such JSON.
Result<RankingParameters> parse_configuration(std::string_view json,
                                              const std::filesystem::path& name);
Result<RankingParameters> read_configuration(const std::filesystem::path& file);

/// All parameters as such a file.
std::string render_configuration(const RankingParameters& parameters);

}  // namespace medlar
