#include "query/bag_matcher.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_set>
#include <utility>

#include <xapian.h>

#include "indexer/format/posting_list.h"
#include "indexer/format/schema.h"

namespace medlar {
namespace {

// Scores of so many articles are 32 KB. The deadline looks at the clock each 32 windows.
constexpr std::uint32_t kWindow = 4096;

// Below so many postings the engine has done before the lists are open; and where they are less
// than one for so many articles, going through the windows takes longer. Reckoned, not measured: 4
// ns for each article's length and place in a window, 60 and more for a posting by the engine.
constexpr std::uint64_t kLeastPostings = 1000;
constexpr std::uint64_t kArticlesOfPosting = 16;

// Articles of which the best are chosen at once, for each that is wanted.
constexpr std::size_t kChosenFrom = 4;

/// What a term weighs that so many articles have: Xapian 1.4.22, weight/bm25weight.cc, with k3 = 1
/// and a term that is in the query once.
double term_weight(double articles, double having, double factor, double k1) {
  double odds = (articles - having + 0.5) / (having + 0.5);
  if (odds < 2) odds = odds * 0.5 + 1;
  return std::log(odds) * factor * (k1 + 1);
}

/// Articles that are taken to have any of the terms, as the engine takes it: matcher/orpostlist.cc.
double having_any(double articles, const std::vector<GlassLists::Cursor>& lists) {
  double having = 0;
  for (const GlassLists::Cursor& list : lists) {
    const auto more = static_cast<double>(list.articles());
    having = std::floor(having + more - having * more / articles + 0.5);
  }
  return having;
}

}  // namespace

/// The best of the articles that it is told of, one at least.
class BestArticles {
 public:
  explicit BestArticles(std::size_t most) : most_(std::max<std::size_t>(1, most)) {}

  /// An article with a score no higher would not be among the best: it comes later.
  double threshold() const { return threshold_; }

  /// Each article's number is higher than those before.
  void add(double score, std::uint32_t article, std::uint32_t group) {
    all_.push_back({score, article, group});
    if (all_.size() >= most_ * kChosenFrom) choose();
  }

  std::vector<RankedMatch> finish() {
    choose();
    std::vector<RankedMatch> best;
    for (const Scored& one : all_) {
      best.push_back({.article = one.article,
                      .words = one.score,
                      .copies = one.group == 0 ? "" : std::to_string(one.group)});
    }
    return best;
  }

 private:
  struct Scored {
    double score;
    std::uint32_t article;
    std::uint32_t group;  // of copies; 0: none
  };

  void choose() {
    std::ranges::sort(all_, [](const Scored& a, const Scored& b) {
      return a.score != b.score ? a.score > b.score : a.article < b.article;
    });
    std::unordered_set<std::uint32_t> seen;
    std::erase_if(all_, [&seen](const Scored& one) {
      return one.group != 0 && !seen.insert(one.group).second;
    });
    if (all_.size() < most_) return;
    all_.resize(most_);
    threshold_ = all_.back().score;
  }

  std::size_t most_;
  double threshold_ = 0;
  std::vector<Scored> all_;
};

/// One match on its way through the articles.
class BagMatcher::Match {
 public:
  Match(const BagMatcher& matcher, const BagOfWords& bag, const RankingParameters& ranking,
        const Copies& copies, std::size_t most)
      : lengths_(matcher.lengths_),
        k1_(ranking.k1 * kBodyWeight),
        b_(ranking.b),
        length_factor_(1 / matcher.database_.get_average_length()),
        copies_(copies),
        next_copy_(copies.begin()),
        has_group_(copies.empty() ? 0 : matcher.lengths_.size()),
        best_(most) {
    const auto articles = static_cast<double>(matcher.database_.get_doccount());
    const auto list = [&](const std::string& term) {
      return matcher.lists_->list(term_list_key(term));
    };
    for (const BagWord& word : bag.words) {
      Word& added = words_.emplace_back();
      for (const std::string& term : word.terms) added.lists.push_back(list(term));
      added.weight = term_weight(articles, having_any(articles, added.lists), word.weight, k1_);
    }
    for (const EqualTerm& name : bag.names) names_.push_back({list(name.term), name.weight});
    for (const EqualTerm& role : bag.roles) roles_.push_back({list(role.term), role.weight});
  }

  void run(MatchDeadline& deadline) {
    const auto end = static_cast<std::uint32_t>(lengths_.size());
    for (begin_ = 1; begin_ < end && !deadline.cuts_here(); begin_ = end_) {
      end_ = std::min(end, begin_ + kWindow);
      std::ranges::fill(scores_, 0);
      for (Word& word : words_) add(word);
      for (Equal& name : names_) {
        name.list.visit_numbers(end_, [&](std::uint32_t article, std::uint64_t /*weighs*/) {
          score(article) += name.weight;
        });
      }
      for (Equal& role : roles_) {
        role.list.visit_numbers(end_, [&](std::uint32_t article, std::uint64_t /*weighs*/) {
          if (score(article) > 0) score(article) += role.weight;
        });
      }
      count();
    }
  }

  bool is_damaged() const {
    const auto is_bad = [](const GlassLists::Cursor& list) { return list.is_damaged(); };
    return std::ranges::any_of(names_, is_bad, &Equal::list) ||
           std::ranges::any_of(roles_, is_bad, &Equal::list) ||
           std::ranges::any_of(
               words_, [&](const Word& word) { return std::ranges::any_of(word.lists, is_bad); });
  }

  BagMatches finish() { return {best_.finish(), total_}; }

 private:
  struct Word {
    std::vector<GlassLists::Cursor> lists;
    double weight;
  };
  struct Equal {
    GlassLists::Cursor list;
    double weight;
  };

  double& score(std::uint32_t article) { return scores_[article - begin_]; }

  /// As Xapian's BM25Weight::get_sumpart().
  double word_score(double weight, std::uint64_t weighs, std::uint32_t article) const {
    const double length = std::max(lengths_[article] * length_factor_, kMinNormalizedLength);
    const auto in_article = static_cast<double>(weighs);
    return weight * (in_article / (k1_ * (length * b_ + (1 - b_)) + in_article));
  }

  void add(Word& word) {
    if (word.lists.size() == 1) {
      word.lists.front().visit_numbers(end_, [&](std::uint32_t article, std::uint64_t weighs) {
        score(article) += word_score(word.weight, weighs, article);
      });
      return;
    }
    together_.assign(kWindow, 0);
    for (GlassLists::Cursor& list : word.lists) {
      list.visit_numbers(end_, [&](std::uint32_t article, std::uint64_t weighs) {
        together_[article - begin_] += weighs;
      });
    }
    for (std::uint32_t article = begin_; article < end_; ++article) {
      const auto weighs = std::min<std::uint64_t>(together_[article - begin_], lengths_[article]);
      if (weighs > 0) score(article) += word_score(word.weight, weighs, article);
    }
  }

  /// Counts what matches in the window, and chooses of it.
  void count() {
    const auto first_copy = next_copy_;
    for (; next_copy_ != copies_.end() && next_copy_->article < end_; ++next_copy_) {
      if (score(next_copy_->article) <= 0) continue;
      if (has_group_[next_copy_->group]) --total_;
      has_group_[next_copy_->group] = true;
    }
    auto copy = first_copy;
    for (std::uint32_t article = begin_; article < end_; ++article) {
      const double score = this->score(article);
      total_ += score > 0 ? 1 : 0;
      if (score <= best_.threshold()) continue;
      while (copy != next_copy_ && copy->article < article) ++copy;
      const bool is_copy = copy != next_copy_ && copy->article == article;
      best_.add(score, article, is_copy ? copy->group : 0);
    }
  }

  const std::vector<std::uint32_t>& lengths_;
  double k1_;
  double b_;
  double length_factor_;
  std::vector<Word> words_;
  std::vector<Equal> names_;
  std::vector<Equal> roles_;

  std::uint32_t begin_ = 0;  // of the window
  std::uint32_t end_ = 0;
  std::array<double, kWindow> scores_ = {};
  std::vector<std::uint64_t> together_;  // what terms that count as one weigh

  const Copies& copies_;
  Copies::const_iterator next_copy_;
  std::vector<bool> has_group_;  // by its number: one of it has matched
  std::uint64_t total_ = 0;
  BestArticles best_;
};

BagMatcher::BagMatcher(std::filesystem::path files, const Xapian::Database& database)
    : files_(std::move(files)), database_(database) {}

bool BagMatcher::pays(const BagOfWords& bag) const {
  std::uint64_t postings = 0;
  for (const BagWord& word : bag.words) {
    for (const std::string& term : word.terms) postings += database_.get_termfreq(term);
  }
  return postings >= kLeastPostings && postings >= database_.get_doccount() / kArticlesOfPosting;
}

/// Opens the lists and reads how long the articles are.
Result<void> BagMatcher::load() {
  if (lists_) return {};
  auto lists = GlassLists::open(files_);
  if (!lists) return tl::unexpected<Error>(lists.error());
  const std::uint32_t end = database_.get_lastdocid() + 1;
  std::vector<std::uint32_t> lengths(end, 0);
  GlassLists::Cursor list = lists->list(kLengthListKey);
  list.visit_numbers(end, [&lengths](std::uint32_t article, std::uint64_t length) {
    lengths[article] = static_cast<std::uint32_t>(length);
  });
  if (list.is_damaged()) return lists_damaged();
  lengths_ = std::move(lengths);
  lists_.emplace(std::move(*lists));
  return {};
}

/// The articles that have copies, none where all are to be shown.
Result<const BagMatcher::Copies*> BagMatcher::copies(Duplicates duplicates) {
  std::optional<Copies>& known = copies_[static_cast<std::size_t>(duplicates)];
  if (known) return &*known;
  Copies read;
  if (const CopyField* const field = copy_field(duplicates)) {
    bool is_whole = true;
    GlassLists::Cursor list = lists_->list(value_list_key(static_cast<unsigned>(field->slot)));
    list.visit_texts([&](std::uint32_t article, std::string_view name) {
      std::uint32_t group = 0;
      std::from_chars(name.data(), name.data() + name.size(), group);
      is_whole = is_whole && article < lengths_.size() && group > 0 && group < lengths_.size();
      read.push_back({article, group});
    });
    if (!is_whole || list.is_damaged()) return lists_damaged();
  }
  return &known.emplace(std::move(read));
}

Result<BagMatches> BagMatcher::match(const BagOfWords& bag, const RankingParameters& ranking,
                                     Duplicates duplicates, std::size_t most,
                                     MatchDeadline& deadline) {
  if (const auto loaded = load(); !loaded) return tl::unexpected<Error>(loaded.error());
  const auto copies = this->copies(duplicates);
  if (!copies) return tl::unexpected<Error>(copies.error());
  Match match(*this, bag, ranking, **copies, most);
  match.run(deadline);
  if (match.is_damaged()) return lists_damaged();
  return match.finish();
}

}  // namespace medlar
