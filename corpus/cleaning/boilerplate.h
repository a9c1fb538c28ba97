// Boilerplate: sentences that stand in so many articles of one publisher that they say nothing
// about any of them ("Much of this information comes from ...", "Clinical trials are taking place
// in many parts of the country."). boilerplate_scan.h finds them; here is what a sentence is for
// that purpose, and where the ones that were found stand in an article.
//
// Sentences are told apart by fingerprints of their letters and digits, together with publisher and
// language: what is a notice on one site may be news on another. Offsets are bytes of the text as
// it is; nothing is removed from an article. Pure functions and plain values; thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "corpus/article.h"

namespace medlar {

/// Who publishes an article, and in which language.
std::uint64_t publisher_print(const Article& article);

/// A piece of a section's text: a line, or a part of one that ends like a sentence. Cheaper than
/// SentenceSplitter, and good enough to see that two are alike: "Dr." ends a piece here.
struct SentencePiece {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;  // blanks around it left out
  std::uint64_t print =
      0;  // 0 where it is too short to be told from a heading or an item of a list
};

// Letters and digits (bytes) that a sentence must have to be counted: "Symptoms and causes" and
// "If you smoke, quit." are in many articles, and about the subject of each.
inline constexpr std::size_t kMinSentenceLetters = 32;

/// The pieces of a text of this publisher, in order.
std::vector<SentencePiece> sentence_pieces(std::string_view text, std::uint64_t publisher);

/// The fingerprint of a whole sentence, whatever its length.
std::uint64_t sentence_print(std::string_view sentence, std::uint64_t publisher);

using IsBoilerplate = std::function<bool(std::uint64_t print)>;

/// A stretch of a section's text that is boilerplate: one sentence, or a short one that stands
/// between two.
struct BoilerplateSentence {
  std::size_t section = 0;  // index into Article::sections
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint64_t print = 0;  // 0 for a short one
};

/// Where boilerplate stands in an article, in order. None where less than a sentence would be left:
/// the copies of an article repeat each other, and each is an article still.
std::vector<BoilerplateSentence> find_boilerplate(const Article& article,
                                                  const IsBoilerplate& is_boilerplate);

/// A set of fingerprints that never changes.
class BoilerplateSet {
 public:
  BoilerplateSet() = default;
  explicit BoilerplateSet(std::vector<std::uint64_t> prints);  // in any order
  bool contains(std::uint64_t print) const;
  std::size_t size() const { return prints_.size(); }

 private:
  std::vector<std::uint64_t> prints_;  // sorted, each once
};

}  // namespace medlar
