#include "corpus/analysis/stemmer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "corpus/analysis/folding.h"
#include "corpus/analysis/vocabulary.h"
#include "corpus/ascii.h"

namespace medlar {
namespace {

/// A spelling rewritten before stemming: "haem" -> "hem". '^' and '$' in the list anchor it.
struct Rewrite {
  std::string_view from;
  std::string_view to;
  enum class Anchor { kAnywhere, kBegin, kEnd, kWhole } anchor = Anchor::kAnywhere;
  std::uint64_t pairs = 0;  // of `from`
};

/// The pairs of neighbouring bytes in a word, as bits of their hashes: a word that lacks one of a
/// rewrite's holds no place for it. Nearly all words lack one of nearly all rewrites'.
std::uint64_t letter_pairs(std::string_view word) {
  std::uint64_t pairs = 0;
  for (std::size_t i = 1; i < word.size(); ++i) {
    const unsigned hash =
        static_cast<unsigned char>(word[i - 1]) * 37U + static_cast<unsigned char>(word[i]) * 11U;
    pairs |= std::uint64_t{1} << (hash & 63U);
  }
  return pairs;
}

/// True when it changed the word.
bool apply(const Rewrite& rewrite, std::string& word) {
  const std::size_t size = rewrite.from.size();
  std::size_t at = std::string::npos;
  switch (rewrite.anchor) {
    case Rewrite::Anchor::kAnywhere:
      at = word.find(rewrite.from);
      break;
    case Rewrite::Anchor::kBegin:
      if (word.starts_with(rewrite.from)) at = 0;
      break;
    case Rewrite::Anchor::kEnd:
      if (word.ends_with(rewrite.from)) at = word.size() - size;
      break;
    case Rewrite::Anchor::kWhole:
      if (word == rewrite.from) at = 0;
      break;
  }
  if (at == std::string::npos) return false;
  word.replace(at, size, rewrite.to);
  return true;
}

/// The rewrites of a language. Each is looked at in words that have one of its pairs only.
class Rewrites {
 public:
  Rewrites() = default;
  explicit Rewrites(std::string_view tag) {
    const std::string file = "rewrites." + std::string(tag) + ".txt";
    for (const auto& words : vocabulary_lines(vocabulary_file(file))) {
      add({words.at(0), words.at(1)});
    }
  }

  /// Applies all, in their order.
  void apply_to(std::string& word) const {
    std::uint64_t pairs = letter_pairs(word);
    for (const Group& group : groups_) {
      std::uint64_t left = group.with_one_of(pairs);
      while (left != 0) {
        const Rewrite& rewrite = group.rewrites[static_cast<std::size_t>(std::countr_zero(left))];
        const std::uint64_t later = ~(left ^ (left - 1));  // than this one
        left &= later;
        if ((rewrite.pairs & ~pairs) != 0 || !apply(rewrite, word)) continue;
        pairs = letter_pairs(word);
        left = group.with_one_of(pairs) & later;
      }
    }
  }

 private:
  struct Group {
    std::array<Rewrite, 64> rewrites;
    std::size_t size = 0;
    std::array<std::uint64_t, 64> with_pair{};  // of each bit of pairs the rewrites, as bits
    std::uint64_t without_pairs = 0;

    std::uint64_t with_one_of(std::uint64_t pairs) const {
      std::uint64_t found = without_pairs;
      for (; pairs != 0; pairs &= pairs - 1) {
        found |= with_pair[static_cast<std::size_t>(std::countr_zero(pairs))];
      }
      return found;
    }
  };

  void add(Rewrite rewrite) {
    const bool begins = rewrite.from.starts_with('^');
    const bool ends = rewrite.from.ends_with('$');
    if (begins) rewrite.from.remove_prefix(1);
    if (ends) rewrite.from.remove_suffix(1);
    rewrite.anchor = begins ? (ends ? Rewrite::Anchor::kWhole : Rewrite::Anchor::kBegin)
                            : (ends ? Rewrite::Anchor::kEnd : Rewrite::Anchor::kAnywhere);
    rewrite.pairs = letter_pairs(rewrite.from);
    if (groups_.empty() || groups_.back().size == groups_.back().rewrites.size()) {
      groups_.emplace_back();
    }
    Group& group = groups_.back();
    const std::uint64_t bit = std::uint64_t{1} << group.size;
    if (rewrite.pairs == 0) {
      group.without_pairs |= bit;
    } else {
      group.with_pair[static_cast<std::size_t>(std::countr_zero(rewrite.pairs))] |= bit;
    }
    group.rewrites[group.size++] = rewrite;
  }

  std::vector<Group> groups_;
};

/// Each line of an exception list is a group of words that share one stem, the first word, or
/// "*ending": words with that ending are their own stems.
struct Exceptions {
  std::unordered_map<std::string, std::string> stems;
  std::vector<std::string_view> kept_endings;
};

Exceptions load_exceptions(std::string_view tag) {
  Exceptions exceptions;
  const std::string file = "stem_exceptions." + std::string(tag) + ".txt";
  for (const auto& group : vocabulary_lines(vocabulary_file(file))) {
    if (group.front().starts_with('*')) {
      exceptions.kept_endings.push_back(group.front().substr(1));
      continue;
    }
    for (const std::string_view word : group) exceptions.stems.emplace(word, group.front());
  }
  return exceptions;
}

bool has_digit(std::string_view word) { return std::ranges::any_of(word, is_digit); }

}  // namespace

struct Stemmer::Impl {
  // Not libstemmer's: the loader relocates a third of a megabyte of its tables at each start.
  std::optional<Xapian::Stem> snowball;
  Rewrites rewrites;
  Exceptions exceptions;

  explicit Impl(const Language* language) {
    if (language == nullptr) return;
    snowball.emplace(language->snowball);
    rewrites = Rewrites(language->tag);
    exceptions = load_exceptions(language->tag);
  }
};

Stemmer::Stemmer(const Language* language) : impl_(std::make_unique<Impl>(language)) {}
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;
Stemmer::~Stemmer() = default;

std::string Stemmer::stem(std::string_view folded) const {
  std::string word(folded);
  if (!impl_->snowball || word.size() <= 2 || has_digit(word)) return word;
  impl_->rewrites.apply_to(word);
  const Exceptions& exceptions = impl_->exceptions;
  if (const auto known = exceptions.stems.find(word); known != exceptions.stems.end()) {
    return known->second;
  }
  if (std::ranges::any_of(exceptions.kept_endings,
                          [&](std::string_view ending) { return word.ends_with(ending); })) {
    return word;
  }
  // The rewrites of Spanish restore accents that Snowball's endings need ("cion" -> "ción").
  return fold_diacritics((*impl_->snowball)(word));
}

}  // namespace medlar
