#include "corpus/cleaning/word_shares.h"

#include <algorithm>
#include <array>

#include "corpus/analysis/vocabulary.h"

namespace medlar {
namespace {

/// The share of text that a word has by the size of its list: what Zipf's law gives a whole list,
/// divided by its words. Only orders of magnitude matter: it counts where a corpus says nothing.
struct BandShare {
  int up_to = 0;
  double share = 0;
};
constexpr std::array<BandShare, 9> kBandShares{{{10, 1e-4},
                                                {20, 2e-5},
                                                {35, 5e-6},
                                                {40, 2e-6},
                                                {50, 8e-7},
                                                {60, 4e-7},
                                                {70, 1.4e-7},
                                                {80, 3e-8},
                                                {kWholeBand, 5e-9}}};
constexpr double kNamesLess = 0.1;  // names are many, and each is rare

// 213 function words make up two fifths of a text.
constexpr double kFunctionWordShare = 2e-3;

// Frequent words of Spanish that are none of English; together a tenth of any text.
constexpr std::array<std::string_view, 8> kSpanishSigns{"que", "los",  "las", "una",
                                                        "del", "para", "con", "por"};
constexpr double kSpanishSignsShare = 0.1;

// The largest band believed to be words; beyond, a list knows what no writer does.
constexpr int kBelievedBand = 80;

// The lists weigh as much as a corpus of so many words; and, since a corpus never has all words
// that it might have, as much as a twentieth of it.
constexpr double kKnownWords = 100'000;
constexpr double kKnownWordsOfCorpus = 0.05;

}  // namespace

WordShares::WordShares(const CorpusWords& counts)
    : counts_(counts), words_(static_cast<double>(counts.size())) {
  for (const std::string_view sign : kSpanishSigns) spanish_ += counts.of(sign).free;
  spanish_ = std::min(1.0, spanish_ / (kSpanishSignsShare * words_ + 1));
  known_words_ = kKnownWords + kKnownWordsOfCorpus * words_;
  for (const auto& line : vocabulary_lines(vocabulary_file("stop_words.en.txt"))) {
    function_words_.insert(line.begin(), line.end());
  }
  for (const auto& line : vocabulary_lines(vocabulary_file("affixes.txt"))) {
    for (const std::string_view affix : line) {
      if (affix.ends_with('-')) beginnings_.insert(affix.substr(0, affix.size() - 1));
      if (affix.starts_with('-')) endings_.insert(affix.substr(1));
    }
  }
}

double WordShares::as_known(const KnownWord& word) const {
  for (const auto& [up_to, share] : kBandShares) {
    if (word.band > up_to) continue;
    return share * (word.is_name ? kNamesLess : 1) * (word.is_spanish ? spanish_ : 1);
  }
  return 0;
}

double WordShares::before_seam(std::string_view word) const {
  const WordCount count = counts_.of(word);
  return share(count.free + count.closes, word);
}

double WordShares::after_seam(std::string_view word) const {
  const WordCount count = counts_.of(word);
  return share(count.free + count.opens, word);
}

double WordShares::share(std::uint32_t count, std::string_view word) const {
  double known = 0;
  if (is_function_word(word)) {
    known = kFunctionWordShare;
  } else if (const auto found = find_known_word(word)) {
    if (found->band <= kBelievedBand && !found->is_name) known = as_known(*found);
  }
  return (count + known_words_ * known) / (words_ + known_words_);
}

}  // namespace medlar
