#include "corpus/analysis/stemmer.h"

#include <algorithm>
#include <cstdint>
#include <new>
#include <string>
#include <unordered_map>
#include <vector>

#include <libstemmer.h>

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

std::vector<Rewrite> load_rewrites(std::string_view tag) {
  std::vector<Rewrite> rewrites;
  const std::string file = "rewrites." + std::string(tag) + ".txt";
  for (const auto& words : vocabulary_lines(vocabulary_file(file))) {
    Rewrite rewrite{words.at(0), words.at(1)};
    const bool begins = rewrite.from.starts_with('^');
    const bool ends = rewrite.from.ends_with('$');
    if (begins) rewrite.from.remove_prefix(1);
    if (ends) rewrite.from.remove_suffix(1);
    rewrite.anchor = begins ? (ends ? Rewrite::Anchor::kWhole : Rewrite::Anchor::kBegin)
                            : (ends ? Rewrite::Anchor::kEnd : Rewrite::Anchor::kAnywhere);
    rewrite.pairs = letter_pairs(rewrite.from);
    rewrites.push_back(rewrite);
  }
  return rewrites;
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

void apply_all(const std::vector<Rewrite>& rewrites, std::string& word) {
  std::uint64_t pairs = letter_pairs(word);
  for (const Rewrite& rewrite : rewrites) {
    if ((rewrite.pairs & ~pairs) == 0 && apply(rewrite, word)) pairs = letter_pairs(word);
  }
}

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
  sb_stemmer* snowball = nullptr;
  std::vector<Rewrite> rewrites;
  Exceptions exceptions;

  explicit Impl(const Language* language) {
    if (language == nullptr) return;
    snowball = sb_stemmer_new(language->snowball, "UTF_8");
    if (snowball == nullptr) throw std::bad_alloc();  // the names are libstemmer's own
    rewrites = load_rewrites(language->tag);
    exceptions = load_exceptions(language->tag);
  }
  ~Impl() { sb_stemmer_delete(snowball); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
};

Stemmer::Stemmer(const Language* language) : impl_(std::make_unique<Impl>(language)) {}
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;
Stemmer::~Stemmer() = default;

std::string Stemmer::stem(std::string_view folded) const {
  std::string word(folded);
  if (impl_->snowball == nullptr || word.size() <= 2 || has_digit(word)) return word;
  apply_all(impl_->rewrites, word);
  const Exceptions& exceptions = impl_->exceptions;
  if (const auto known = exceptions.stems.find(word); known != exceptions.stems.end()) {
    return known->second;
  }
  if (std::ranges::any_of(exceptions.kept_endings,
                          [&](std::string_view ending) { return word.ends_with(ending); })) {
    return word;
  }
  const sb_symbol* stem =
      sb_stemmer_stem(impl_->snowball, reinterpret_cast<const sb_symbol*>(word.data()),
                      static_cast<int>(word.size()));
  if (stem == nullptr) throw std::bad_alloc();
  const std::string_view view(reinterpret_cast<const char*>(stem),
                              static_cast<std::size_t>(sb_stemmer_length(impl_->snowball)));
  // The rewrites of Spanish restore accents that Snowball's endings need ("cion" -> "ción").
  return fold_diacritics(view);
}

}  // namespace medlar
