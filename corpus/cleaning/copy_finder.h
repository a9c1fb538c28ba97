// Finds the articles of a corpus that repeat another one: groups of exact copies (the same words in
// title, headings and text), and wider groups of near copies (near_copy.h).
//
// A group is known by its first article, and each other member was compared with that one, so that
// a chain of small changes cannot lead from one subject to another. Who is in which group depends
// on the articles and their order only. Time grows with the number of articles even where
// thousands are of one mould: each is compared with no more than a few. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "corpus/article.h"
#include "corpus/cleaning/copy_sketch.h"
#include "corpus/error.h"

namespace medlar {

/// Each number is that of the group's first article, from 1 up; 0: the article has no copies.
struct CopyGroup {
  std::uint32_t exact = 0;
  std::uint32_t near = 0;  // of the wider group, which holds the exact one

  bool operator==(const CopyGroup&) const = default;
};

struct CopyCounts {
  std::uint64_t groups = 0;
  std::uint64_t exact = 0;  // articles that say what an earlier one says
  std::uint64_t near = 0;   // articles that nearly say it
};

/// Article `number`, from 1 up.
using ArticleReader = std::function<Result<Article>(std::size_t number)>;

/// sketches[0] is of article 1; the groups are in the same order. What the sketches suggest is
/// verified by the articles' words, so that equal hashes alone make no copy. Fails as `read` does.
Result<std::vector<CopyGroup>> find_copies(std::vector<CopySketch> sketches,
                                           const ArticleReader& read);

CopyCounts count_copies(const std::vector<CopyGroup>& groups);

}  // namespace medlar
