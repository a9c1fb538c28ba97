// Finds the articles of a corpus that repeat another one: groups of exact copies (the same words in
// title, headings and text), and wider groups of near copies (near_copy.h).
//
// A group is known by its first article, and each other member was compared with that one, so that
// a chain of small changes cannot lead from one subject to another. Who is in which group depends
// on the articles and their order only. Time grows with the number of articles even where
// thousands are of one mould: each is compared with no more than a few.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_map>
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

/// The search, in steps: find_exact() for each set, gather_titles(), find_near() for each title,
/// then groups(). What the sketches suggest is verified by the articles' words, so that equal
/// hashes alone make no copy. Threads may look at different sets, and at different titles, at once;
/// what looks fails as `read` does.
class CopyFinder {
 public:
  /// sketches[0] is of article 1.
  explicit CopyFinder(std::vector<CopySketch> sketches);

  /// The number of sets of articles that may be exact copies of each other.
  std::size_t sets() const { return sets_.size(); }

  /// Looks at the articles of one set, from 0 up.
  Result<void> find_exact(std::size_t set, const ArticleReader& read);

  void gather_titles();

  /// The number of titles with articles that may be near copies of each other.
  std::size_t titles() const { return titles_.size(); }

  /// Looks at the articles of one title, from 0 up.
  Result<void> find_near(std::size_t title, const ArticleReader& read);

  /// In the order of the sketches.
  std::vector<CopyGroup> groups();

 private:
  using Number = std::uint32_t;  // of an article, from 1 up
  class TitleSearch;

  CopyGroup& group(Number number) { return groups_[number - 1]; }
  CopySketch& sketch(Number number) { return sketches_[number - 1]; }
  bool is_follower(Number number) const;
  void fill_buckets();

  std::vector<CopySketch> sketches_;
  std::vector<CopyGroup> groups_;
  std::vector<std::vector<Number>> sets_;                     // articles of equal hashes
  std::vector<std::uint32_t> bucket_begins_;                  // in offered_; bucket 0 is none
  std::vector<Number> offered_;                               // first articles; 0: room for one
  std::unordered_map<std::uint32_t, std::uint32_t> bearers_;  // of a title
  std::vector<std::vector<Number>> titles_;                   // articles that share a bucket
};

CopyCounts count_copies(const std::vector<CopyGroup>& groups);

}  // namespace medlar
