#include "corpus/cleaning/copy_finder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

#include "corpus/cleaning/near_copy.h"

namespace medlar {
namespace {

// A title that more articles bear says little of any.
constexpr std::uint32_t kTitleBearers = 20;

// First articles of groups that one bucket offers to a new article, and that it is compared with.
constexpr std::size_t kOfferedByBucket = 8;
constexpr std::size_t kCompared = 6;

// Texts of a title's first articles that are kept; most titles have fewer.
constexpr std::size_t kFirstTexts = 200;

using Number = std::uint32_t;  // of an article, from 1 up

struct Keyed {
  std::uint64_t key;
  Number number;
};

/// Calls `each` with the numbers of every key that two or more have, in order.
template <typename Each>
void for_each_run(std::vector<Keyed>& keyed, const Each& each) {
  std::ranges::sort(keyed, [](const Keyed& a, const Keyed& b) {
    return a.key == b.key ? a.number < b.number : a.key < b.key;
  });
  for (auto begin = keyed.begin(); begin != keyed.end();) {
    const auto end =
        std::find_if(begin, keyed.end(), [&](const Keyed& k) { return k.key != begin->key; });
    if (end - begin > 1) each(begin, end);
    begin = end;
  }
}

class CopyFinder {
 public:
  CopyFinder(std::vector<CopySketch> sketches, const ArticleReader& read)
      : sketches_(std::move(sketches)), read_(read), groups_(sketches_.size()) {}

  Result<std::vector<CopyGroup>> find() {
    if (auto done = find_exact(); !done) return tl::unexpected<Error>(done.error());
    fill_buckets();
    if (auto done = find_near(); !done) return tl::unexpected<Error>(done.error());
    for (CopyGroup& own : groups_) {  // first articles come before those that follow them
      if (own.exact == 0) continue;
      const std::uint32_t near = group(own.exact).near;
      own.near = near == 0 ? own.exact : near;
    }
    return std::move(groups_);
  }

 private:
  static bool has_bucket(const CopySketch& sketch) {
    return std::ranges::any_of(sketch.bands, [](std::uint32_t bucket) { return bucket != 0; });
  }
  static Number number_of(std::size_t index) { return static_cast<Number>(index + 1); }
  CopyGroup& group(Number number) { return groups_[number - 1]; }
  CopySketch& sketch(Number number) { return sketches_[number - 1]; }

  /// True for an exact copy of an earlier article.
  bool is_follower(Number number) {
    return group(number).exact != 0 && group(number).exact != number;
  }

  Result<ComparedText> text(Number number) const {
    return read_(number).map([](const Article& article) { return compared_text(article); });
  }

  Result<void> find_exact() {
    std::vector<Keyed> keyed;
    for (std::size_t i = 0; i < sketches_.size(); ++i) {
      keyed.push_back({sketches_[i].exact, number_of(i)});
    }
    std::optional<Error> error;
    for_each_run(keyed, [&](auto begin, auto end) {
      std::vector<std::pair<Number, ComparedText>> firsts;  // more than one of colliding hashes
      for (auto at = begin; at != end && !error; ++at) {
        auto read = text(at->number);
        if (!read) {
          error = read.error();
          return;
        }
        const auto same =
            std::ranges::find(firsts, *read, &std::pair<Number, ComparedText>::second);
        if (same == firsts.end()) {
          firsts.emplace_back(at->number, std::move(*read));
        } else {
          group(same->first).exact = group(at->number).exact = same->first;
        }
      }
    });
    if (error) return tl::unexpected<Error>(*error);
    return {};
  }

  /// Puts in place of each band the number of its bucket; 0 for one that no other article has.
  void fill_buckets() {
    std::uint32_t buckets = 0;
    bucket_begins_ = {0, 0};
    for (std::size_t band = 0; band < kBands; ++band) {
      std::vector<Keyed> keyed;
      for (std::size_t i = 0; i < sketches_.size(); ++i) {
        std::uint32_t& value = sketches_[i].bands[band];
        const std::uint64_t title = sketches_[i].title;
        if (value != 0 && !is_follower(number_of(i))) {
          keyed.push_back({title << 32U | value, number_of(i)});
        }
        value = 0;
      }
      for_each_run(keyed, [&](auto begin, auto end) {
        ++buckets;
        for (auto at = begin; at != end; ++at) sketch(at->number).bands[band] = buckets;
        const auto room =
            std::min<std::size_t>(static_cast<std::size_t>(end - begin), kOfferedByBucket);
        bucket_begins_.push_back(bucket_begins_.back() + static_cast<std::uint32_t>(room));
      });
    }
    offered_.assign(bucket_begins_.back(), 0);
  }

  void count_titles() {
    for (std::size_t i = 0; i < sketches_.size(); ++i) {
      if (sketches_[i].title != 0 && !is_follower(number_of(i))) ++bearers_[sketches_[i].title];
    }
  }

  TitleSays says(Number number) {
    const std::uint32_t title = sketch(number).title;
    return title == 0 || bearers_[title] > kTitleBearers ? TitleSays::kLittle : TitleSays::kSubject;
  }

  /// First articles that share a bucket with this one: those that share most first.
  std::vector<Number> candidates(Number number) {
    std::vector<std::pair<Number, std::size_t>> shared;
    for (const std::uint32_t bucket : sketch(number).bands) {
      if (bucket == 0) continue;
      for (std::uint32_t at = bucket_begins_[bucket]; at < bucket_begins_[bucket + 1]; ++at) {
        if (offered_[at] == 0) break;
        const auto known =
            std::ranges::find(shared, offered_[at], &std::pair<Number, std::size_t>::first);
        if (known == shared.end()) {
          shared.emplace_back(offered_[at], 1);
        } else {
          ++known->second;
        }
      }
    }
    std::ranges::sort(shared, [](const auto& a, const auto& b) {
      return a.second == b.second ? a.first < b.first : a.second > b.second;
    });
    std::vector<Number> first;
    for (const auto& [candidate, count] : shared) {
      if (first.size() == kCompared) break;
      first.push_back(candidate);
    }
    return first;
  }

  /// Offers an article that is a copy of none to those that come later.
  void offer(Number number) {
    for (const std::uint32_t bucket : sketch(number).bands) {
      if (bucket == 0) continue;
      const auto begin = offered_.begin() + bucket_begins_[bucket];
      const auto end = offered_.begin() + bucket_begins_[bucket + 1];
      if (const auto free = std::find(begin, end, 0); free != end) *free = number;
    }
  }

  /// Title by title, as no bucket holds articles of two: so what is compared again and again is
  /// read once.
  Result<void> find_near() {
    count_titles();
    std::vector<Keyed> keyed;
    for (std::size_t i = 0; i < sketches_.size(); ++i) {
      if (has_bucket(sketches_[i])) keyed.push_back({sketches_[i].title, number_of(i)});
    }
    std::optional<Error> error;
    for_each_run(keyed, [&](auto begin, auto end) {
      first_texts_.clear();
      for (auto at = begin; at != end && !error; ++at) {
        if (const auto done = find_near(at->number); !done) error = done.error();
      }
    });
    if (error) return tl::unexpected<Error>(*error);
    return {};
  }

  Result<void> find_near(Number number) {
    const auto first = candidates(number);
    if (first.empty()) {
      offer(number);
      return {};
    }
    auto own = text(number);
    if (!own) return tl::unexpected<Error>(own.error());
    for (const Number candidate : first) {
      const auto other = first_text(candidate);
      if (!other) return tl::unexpected<Error>(other.error());
      if (!are_near_copies(**other, *own, says(number))) continue;
      group(number).near = group(candidate).near = candidate;
      return {};
    }
    offer(number);
    return {};
  }

  /// Of a first article; kept until the next call.
  Result<const ComparedText*> first_text(Number number) {
    const auto known = first_texts_.find(number);
    if (known != first_texts_.end()) return &known->second;
    auto read = text(number);
    if (!read) return tl::unexpected<Error>(read.error());
    if (first_texts_.size() == kFirstTexts) first_texts_.clear();
    return &first_texts_.emplace(number, std::move(*read)).first->second;
  }

  std::vector<CopySketch> sketches_;
  const ArticleReader& read_;
  std::vector<CopyGroup> groups_;
  std::vector<std::uint32_t> bucket_begins_;                  // in offered_; bucket 0 is none
  std::vector<Number> offered_;                               // first articles; 0: room for one
  std::unordered_map<std::uint32_t, std::uint32_t> bearers_;  // of a title
  std::unordered_map<Number, ComparedText> first_texts_;      // some, of the title being looked at
};

}  // namespace

Result<std::vector<CopyGroup>> find_copies(std::vector<CopySketch> sketches,
                                           const ArticleReader& read) {
  return CopyFinder(std::move(sketches), read).find();
}

CopyCounts count_copies(const std::vector<CopyGroup>& groups) {
  CopyCounts counts;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto [exact, near] = groups[i];
    const bool is_exact_copy = exact != 0 && exact != i + 1;
    if (near == i + 1) ++counts.groups;
    if (is_exact_copy) ++counts.exact;
    if (near != 0 && near != i + 1 && !is_exact_copy) ++counts.near;
  }
  return counts;
}

}  // namespace medlar
