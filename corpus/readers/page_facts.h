// What a page says about itself, in several places that may disagree: the best-ranked place wins.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"

namespace medlar {

enum class Fact {
  kTitle,
  kUrl,
  kLanguage,
  kSource,
  kAudience,
  kReviewed,
  kUpdated,
  kAuthor,
  kReviewer,
  kName
};
inline constexpr std::size_t kFactCount = 10;

/// Single facts keep the offer of the lowest rank; authors, reviewers and names keep all offers of
/// the lowest rank, each once. Dates are offered as written and kept as ISO; what is no date, no
/// language or no absolute address is not kept.
class PageFacts {
 public:
  void offer(Fact fact, int rank, std::string_view value);

  std::string first(Fact fact) const;
  const std::vector<std::string>& all(Fact fact) const { return of(fact).values; }
  /// Fills the article's empty fields but the title, which also depends on the headings.
  void fill(Article& article) const;

 private:
  struct Kept {
    int rank = 1000;
    std::vector<std::string> values;
  };
  const Kept& of(Fact fact) const { return kept_[static_cast<std::size_t>(fact)]; }

  std::array<Kept, kFactCount> kept_;
};

/// The parts of a list in words: "a, b and c", "a; b", "a|b".
std::vector<std::string> listed_names(std::string_view text);

/// "www.niddk.nih.gov" -> "niddk.nih.gov"; empty when the address has no host.
std::string host_of(std::string_view url);

}  // namespace medlar
