#include "query/positional_query.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xapian.h>

namespace medlar {
namespace {

using Xapian::Query;

/// What stands together: different words, and how they make up the phrase or NEAR.
struct Sequence {
  const FieldInfo& field;
  std::vector<std::string> terms;    // each once
  std::vector<std::uint32_t> words;  // their numbers in the forward index
  std::vector<std::size_t> parts;    // in order; places in `words`
  std::vector<std::uint64_t> masks;  // of each word, for PhraseProgress
  std::vector<std::size_t> needed;   // how often each word is one of the parts
  std::uint32_t window;              // of NEAR; 0: a phrase
};

Sequence sequence_of(const FieldInfo& info, const QueryNode& node, std::size_t language,
                     const ForwardIndex& forward) {
  Sequence sequence{.field = info,
                    .terms = {},
                    .words = {},
                    .parts = {},
                    .masks = {},
                    .needed = {},
                    .window = node.kind == QueryNode::Kind::kNear
                                  ? static_cast<std::uint32_t>(node.parts.size()) + node.distance
                                  : 0};
  for (const QueryTerm& part : node.parts) {
    const std::string& stem = part.stems[std::min(language, part.stems.size() - 1)];
    // No record has a word of the number behind the last one.
    const std::uint32_t word = forward.find(stem).value_or(forward.words());
    const std::string term = stem_term(info, stem);
    const auto known = std::ranges::find(sequence.terms, term);
    const auto place = static_cast<std::size_t>(known - sequence.terms.begin());
    if (known == sequence.terms.end()) {
      sequence.terms.push_back(term);
      sequence.words.push_back(word);
      sequence.needed.push_back(0);
      sequence.masks.push_back(0);
    }
    sequence.masks[place] |= std::uint64_t{1} << sequence.parts.size();
    ++sequence.needed[place];
    sequence.parts.push_back(place);
  }
  return sequence;
}

/// The sequence in each language that its words may be of; any will do.
std::vector<Sequence> sequences_of(const FieldInfo& info, const QueryNode& node,
                                   const ForwardIndex& forward) {
  std::size_t languages = 1;
  for (const QueryTerm& part : node.parts) languages = std::max(languages, part.stems.size());
  std::vector<Sequence> sequences;
  for (std::size_t language = 0; language < languages; ++language) {
    sequences.push_back(sequence_of(info, node, language, forward));
  }
  return sequences;
}

std::string description(const Sequence& sequence) {
  return fmt::format("{}({})", sequence.window == 0 ? "phrase" : "near",
                     fmt::join(sequence.terms, " "));
}

template <typename Progress>
bool is_seen(const Sequence& sequence, std::uint32_t article, const ForwardIndex& forward,
             Progress progress) {
  bool is_whole = false;
  forward.visit_places(article, sequence.field, sequence.words,
                       [&](std::size_t word, std::uint32_t place) {
                         is_whole = progress.sees(word, place);
                         return !is_whole;
                       });
  return is_whole;
}

bool stands_in(const Sequence& sequence, std::uint32_t article, const ForwardIndex& forward) {
  return sequence.window == 0
             ? is_seen(sequence, article, forward,
                       PhraseProgress(sequence.masks, sequence.parts.size()))
             : is_seen(sequence, article, forward, NearProgress(sequence.needed, sequence.window));
}

/// The articles where a sequence stands; weighs nothing. It goes through those of the rarest word,
/// unless the engine asks about single articles that other words have led it to.
class SequenceSource : public Xapian::PostingSource {
 public:
  SequenceSource(Sequence sequence, const PositionalSearch& search)
      : sequence_(std::move(sequence)), search_(search) {}
  SequenceSource* clone() const override { return new SequenceSource(sequence_, search_); }

  void init(const Xapian::Database& database) override {
    const auto rarest = std::ranges::min_element(
        sequence_.terms, {}, [&](const std::string& term) { return database.get_termfreq(term); });
    articles_ = database.get_doccount();
    most_ = database.get_termfreq(*rarest);
    at_ = database.postlist_begin(*rarest);
    end_ = database.postlist_end(*rarest);
    article_ = 0;
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  // As the engine guesses of its own phrases: a third of the articles that have the words.
  Xapian::doccount get_termfreq_est() const override { return articles_ / 3; }
  Xapian::doccount get_termfreq_max() const override { return most_; }

  void next(double /*min_weight*/) override { go_to(article_ + 1); }
  void skip_to(Xapian::docid to, double /*min_weight*/) override { go_to(to); }
  bool check(Xapian::docid to, double /*min_weight*/) override {
    article_ = to;
    return stands_in(sequence_, article_, search_.forward);
  }
  bool at_end() const override { return at_ == end_; }
  Xapian::docid get_docid() const override { return article_; }
  std::string get_description() const override { return description(sequence_); }

 private:
  void go_to(Xapian::docid first) {
    if (at_ != end_) at_.skip_to(first);
    while (at_ != end_) {
      article_ = *at_;
      if (stands_in(sequence_, article_, search_.forward)) return;
      if (search_.deadline.cuts_here()) {
        at_ = end_;
      } else {
        ++at_;
      }
    }
  }

  Sequence sequence_;
  PositionalSearch search_;
  Xapian::doccount articles_ = 0;
  Xapian::doccount most_ = 0;
  Xapian::PostingIterator at_;
  Xapian::PostingIterator end_;
  Xapian::docid article_ = 0;
};

Query words_of(const Sequence& sequence) {
  std::vector<Query> words;
  for (const std::size_t part : sequence.parts) words.emplace_back(sequence.terms[part]);
  return {Query::OP_AND, words.begin(), words.end()};
}

Query words_of(const std::vector<Sequence>& sequences) {
  std::vector<Query> choices;
  for (const Sequence& sequence : sequences) choices.push_back(words_of(sequence));
  return {Query::OP_OR, choices.begin(), choices.end()};
}

/// True for a field whose terms weigh nothing, so that the same words anywhere rank.
bool ranks_anywhere(const FieldInfo& info) { return !info.prefix.empty() && info.weight > 0; }

}  // namespace

bool PhraseProgress::sees(std::size_t word, std::uint32_t place) {
  if (place != place_) {
    before_ = place == place_ + 1 ? now_ : 0;
    now_ = 0;
    place_ = place;
  }
  now_ |= (before_ << 1U | 1U) & masks_[word];
  return (now_ & last_) != 0;
}

bool NearProgress::sees(std::size_t word, std::uint32_t place) {
  for (; first_ < seen_.size() && place - seen_[first_].second >= window_; ++first_) {
    const std::size_t left = seen_[first_].first;
    if (counts_[left]-- == needed_[left]) ++missing_;
  }
  if (!seen_.empty() && seen_.back() == std::pair(word, place)) return false;
  seen_.emplace_back(word, place);
  if (++counts_[word] == needed_[word]) --missing_;
  return missing_ == 0;
}

Query positional_query(const FieldInfo& info, const QueryNode& node,
                       const PositionalSearch& search) {
  std::vector<Query> choices;
  for (Sequence& sequence : sequences_of(info, node, search.forward)) {
    const Query words = words_of(sequence);
    choices.emplace_back(Query::OP_FILTER, words,
                         Query((new SequenceSource(std::move(sequence), search))->release()));
  }
  Query found(Query::OP_OR, choices.begin(), choices.end());
  if (!ranks_anywhere(info)) return found;
  return {Query::OP_FILTER, positional_query(field("text"), node, search), found};
}

class RequiredSequences::Decider : public Xapian::MatchDecider {
 public:
  explicit Decider(const PositionalSearch& search) : search_(search) {}

  bool operator()(const Xapian::Document& document) const override {
    if (search_.deadline.cuts_here()) return false;
    return std::ranges::all_of(required, [&](const std::vector<Sequence>& choices) {
      return std::ranges::any_of(choices, [&](const Sequence& sequence) {
        return stands_in(sequence, document.get_docid(), search_.forward);
      });
    });
  }

  const ForwardIndex& forward() const { return search_.forward; }

  std::vector<std::vector<Sequence>> required;  // of each one

 private:
  PositionalSearch search_;
};

RequiredSequences::RequiredSequences(const PositionalSearch& search)
    : decider_(std::make_unique<Decider>(search)) {}

RequiredSequences::~RequiredSequences() = default;

Query RequiredSequences::add(const FieldInfo& info, const QueryNode& node) {
  const auto& sequences =
      decider_->required.emplace_back(sequences_of(info, node, decider_->forward()));
  if (!ranks_anywhere(info)) return words_of(sequences);
  return {Query::OP_FILTER, words_of(sequences_of(field("text"), node, decider_->forward())),
          words_of(sequences)};
}

const Xapian::MatchDecider* RequiredSequences::decider() const {
  return decider_->required.empty() ? nullptr : decider_.get();
}

std::string RequiredSequences::description() const {
  std::string all;
  for (const std::vector<Sequence>& choices : decider_->required) {
    std::vector<std::string> described;
    for (const Sequence& sequence : choices) described.push_back(medlar::description(sequence));
    all += fmt::format(" AND ({})", fmt::join(described, " OR "));
  }
  return all;
}

}  // namespace medlar
