#include "corpus/concepts/name_keys.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "corpus/analysis/language.h"
#include "corpus/concepts/concept_table_format.h"
#include "corpus/fnv1a.h"
#include "corpus/split_mix.h"

namespace medlar {
namespace {

/// Up to eight bytes as a number, the first one lowest.
constexpr std::uint64_t packed(std::string_view word) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    number |= std::uint64_t{static_cast<unsigned char>(word[i])} << (8 * i);
  }
  return number;
}

// Words that may stand between those of a name and say nothing there. Others that queries do
// without do count: "a" in "hepatitis A", "down" in "Down syndrome", "no" in "no fever".
constexpr std::uint64_t kJoiningWords[] = {
    packed("of"),  packed("in"),  packed("to"),  packed("for"), packed("with"), packed("from"),
    packed("by"),  packed("on"),  packed("at"),  packed("an"),  packed("the"),  packed("de"),
    packed("del"), packed("la"),  packed("el"),  packed("los"), packed("las"),  packed("en"),
    packed("con"), packed("por"), packed("para")};
constexpr std::uint64_t kAnds[] = {packed("and"), packed("y")};

enum class Joining { kNot, kOf, kAnd };

/// Only stop words of the text's language can join: "con" is a word in English.
Joining joining(const Token& token) {
  if (!token.is_stop_word) return Joining::kNot;
  const std::string_view word = written_form(token);
  if (word.size() > 4) return Joining::kNot;
  const std::uint64_t number = packed(word);
  const auto is_it = [number](std::uint64_t other) { return number == other; };
  if (std::ranges::any_of(kJoiningWords, is_it)) return Joining::kOf;
  return std::ranges::any_of(kAnds, is_it) ? Joining::kAnd : Joining::kNot;
}

/// Collects words, and what stands between them.
class Sequence {
 public:
  explicit Sequence(std::vector<NameWord>& words) : words_(words) { words_.clear(); }

  void add(const Token& token, std::uint64_t hash, std::uint8_t parts) {
    words_.push_back(
        {hash, token.begin, token.end, parts, joining_, is_after_and_, token.is_stop_word});
    joining_ = 0;
    is_after_and_ = false;
  }
  void join(Joining how) {
    if (joining_ < 0xFF) ++joining_;
    is_after_and_ = is_after_and_ || how == Joining::kAnd;
  }

 private:
  std::vector<NameWord>& words_;
  std::uint8_t joining_ = 0;
  bool is_after_and_ = false;
};

/// The characters that end no clause where they stand between words, beside blanks: what joins
/// words, or belongs to one of them.
bool goes_on(std::string_view gap) {
  constexpr std::string_view kInWords[] = {
      " ",      "-",      "/",      "'",      "&",      "+",      "%",      "*",      "\u00A0",
      "\u2009", "\u202F", "\u00AD", "\u2010", "\u2011", "\u2019", "\u2013", "\u00AE", "\u2122"};
  while (!gap.empty()) {
    const auto* const known = std::ranges::find_if(
        kInWords, [gap](std::string_view character) { return gap.starts_with(character); });
    if (known == std::end(kInWords)) return false;
    gap.remove_prefix(known->size());
  }
  return true;
}

}  // namespace

void read_name_words(std::span<const Token> tokens, std::span<const std::uint64_t> hashes,
                     NameWords& words) {
  Sequence parts(words.parts);
  words.wholes.clear();
  bool has_wholes = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const bool is_whole = i + 1 < tokens.size() && tokens[i + 1].begin < token.end;
    has_wholes = has_wholes || is_whole;
    if (is_whole) continue;
    if (const Joining how = joining(token); how != Joining::kNot) {
      parts.join(how);
    } else {
      parts.add(token, hashes[i], 0);
    }
  }
  if (!has_wholes) return;
  Sequence wholes(words.wholes);
  for (std::size_t i = 0; i < tokens.size();) {
    const Token& token = tokens[i];
    std::size_t next = i + 1;
    std::uint8_t count = 0;  // smallest parts
    for (; next < tokens.size() && tokens[next].begin < token.end; ++next) {
      const bool is_part = next + 1 >= tokens.size() || tokens[next + 1].begin >= tokens[next].end;
      count = static_cast<std::uint8_t>(count + (is_part ? 1 : 0));
    }
    if (const Joining how = joining(token); how != Joining::kNot) {
      wholes.join(how);
    } else {
      wholes.add(token, hashes[i], count);
    }
    i = next;
  }
}

bool ends_clause(std::string_view text, const Token& before, const Token& after) {
  if (after.begin <= before.end) return false;
  std::string_view gap = text.substr(before.end, after.begin - before.end);
  if (gap == " ") return false;
  // "H. pylori" and "St. John's wort" are names; where a sentence ends so, its last word and the
  // next one's first hardly make another.
  if (gap.front() == '.' && before.end - before.begin <= 2) gap.remove_prefix(1);
  if (gap.size() > 2 && gap.front() == ' ' && gap.back() == ' ') {
    const std::string_view inner = gap.substr(1, gap.size() - 2);  // a dash between blanks
    if (inner == "-" || inner == "--" || inner == "\u2013") return true;
  }
  return !goes_on(gap);
}

std::uint64_t name_key_begin(std::string_view language) {
  return split_mix(fnv1a(primary_tag(language), fnv1a("name ")));
}

std::uint64_t abbreviation_key_begin(std::string_view language) {
  return split_mix(fnv1a(primary_tag(language), fnv1a("abbreviation ")));
}

std::uint64_t word_hash(std::string_view word) {
  const auto bytes = [&]<typename Number>(Number, std::size_t at) {
    return std::uint64_t{concept_format::number_at<Number>(word, at)};
  };
  const std::size_t size = word.size();
  std::uint64_t hash = size * 0x9E3779B97F4A7C15ULL;
  if (size < 4) return split_mix(hash ^ packed(word));
  if (size < 8) {  // two halves that overlap
    return split_mix(hash ^ bytes(std::uint32_t{}, 0) ^ bytes(std::uint32_t{}, size - 4) << 32U);
  }
  for (std::size_t at = 0; at + 8 < size; at += 8) {
    hash = split_mix(hash ^ bytes(std::uint64_t{}, at));
  }
  return split_mix(hash ^ bytes(std::uint64_t{}, size - 8));
}

}  // namespace medlar
