// Tells whether two articles with other words here and there are the same article: a copy in
// another site's frame, with a paragraph less or a word changed. Two texts of one mould about
// different things are not, though they share nearly all words; so the title must say the same,
// and where both texts have something at a place, it must not be what tells them apart: a number,
// a word of corpus/vocabulary/telling_words.txt, or one word for another all through the text.
//
// Pure functions and plain values; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "corpus/cleaning/compared_text.h"

namespace medlar {

/// Little: none at all, or one that many articles bear ("Patient information"). Then no word of
/// the one may stand where the other has another one.
enum class TitleSays { kSubject, kLittle };

/// A text made ready to be compared with several others.
class ShingledText {
 public:
  explicit ShingledText(ComparedText compared);

  const ComparedText& text() const { return text_; }

  /// Hashes, in the order of the text; and those that differ, each once.
  const std::vector<std::uint64_t>& shingles() const { return shingles_; }
  const std::vector<std::uint64_t>& different() const { return different_; }

  bool has(std::uint64_t shingle) const { return number_of(shingle) < different_.size(); }

  /// Where a shingle begins, in the order of the text.
  std::span<const std::uint32_t> places_of(std::uint64_t shingle) const;

 private:
  std::size_t slot_of(std::uint64_t shingle) const;
  std::size_t number_of(std::uint64_t shingle) const;

  ComparedText text_;
  std::vector<std::uint64_t> shingles_;
  std::vector<std::uint64_t> different_;
  std::vector<std::uint32_t> slots_;   // numbers in different_, by hash: open addressing
  std::vector<std::uint32_t> begins_;  // of the places of each of different_
  std::vector<std::uint32_t> places_;
};

bool are_near_copies(const ShingledText& a, const ShingledText& b, TitleSays says);

// Of all shingles of the two, and of those of the shorter text, what they must share. With as much
// beside it, an article is no longer a copy but an excerpt.
inline constexpr double kMinResemblance = 0.5;
inline constexpr double kMinContainment = 0.7;

// What only one of them has, to the words of the shorter text, but for a frame: words before and
// behind the rest that do not speak of what the title names. More of it is another article.
inline constexpr double kMaxOwnContent = 0.4;

}  // namespace medlar
