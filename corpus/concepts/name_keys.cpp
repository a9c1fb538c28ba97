#include "corpus/concepts/name_keys.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

#include "corpus/analysis/language.h"
#include "corpus/fnv1a.h"
#include "corpus/little_endian.h"
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
enum class Joining : std::uint8_t { kNot, kOf, kAnd };

struct JoiningWord {
  std::uint64_t word = 0;
  Joining how = Joining::kNot;
};

constexpr JoiningWord kJoiningWords[] = {
    {packed("of"), Joining::kOf},   {packed("in"), Joining::kOf},   {packed("to"), Joining::kOf},
    {packed("for"), Joining::kOf},  {packed("with"), Joining::kOf}, {packed("from"), Joining::kOf},
    {packed("by"), Joining::kOf},   {packed("on"), Joining::kOf},   {packed("at"), Joining::kOf},
    {packed("an"), Joining::kOf},   {packed("the"), Joining::kOf},  {packed("de"), Joining::kOf},
    {packed("del"), Joining::kOf},  {packed("la"), Joining::kOf},   {packed("el"), Joining::kOf},
    {packed("los"), Joining::kOf},  {packed("las"), Joining::kOf},  {packed("en"), Joining::kOf},
    {packed("con"), Joining::kOf},  {packed("por"), Joining::kOf},  {packed("para"), Joining::kOf},
    {packed("and"), Joining::kAnd}, {packed("y"), Joining::kAnd}};

/// The words by a hash of them: texts ask this of every second word.
constexpr std::size_t kSlots = 128;
constexpr std::size_t slot_of(std::uint64_t word) {
  return word * 0x9E3779B97F4A7C15ULL >> (64 - 7);
}
constexpr std::array<JoiningWord, kSlots> kJoiningTable = [] {
  std::array<JoiningWord, kSlots> table{};
  for (const JoiningWord& row : kJoiningWords) {
    std::size_t slot = slot_of(row.word);
    while (table[slot].word != 0) slot = (slot + 1) % kSlots;
    table[slot] = row;
  }
  return table;
}();

/// Only stop words of the text's language can join: "con" is a word in English.
Joining joining(const Token& token) {
  if (!token.is_stop_word) return Joining::kNot;
  const std::string_view word = written_form(token);
  if (word.size() > 4) return Joining::kNot;
  const std::uint64_t number = packed(word);
  std::size_t slot = slot_of(number);
  while (kJoiningTable[slot].word != number && kJoiningTable[slot].word != 0) {
    slot = (slot + 1) % kSlots;
  }
  return kJoiningTable[slot].how;
}

/// Collects words, and what stands between them.
class Sequence {
 public:
  explicit Sequence(std::vector<KeyedWord>& words) : words_(words) { words_.clear(); }

  void add(const Token& token, std::uint8_t parts) {
    words_.push_back(
        {token.hash, token.begin, token.end, parts, joining_, is_after_and_, token.is_stop_word});
    joining_ = 0;
    is_after_and_ = false;
  }
  void join(Joining how) {
    if (joining_ < 0xFF) ++joining_;
    is_after_and_ = is_after_and_ || how == Joining::kAnd;
  }

 private:
  std::vector<KeyedWord>& words_;
  std::uint8_t joining_ = 0;
  bool is_after_and_ = false;
};

/// True of characters that end no clause where they stand between words: what joins words, or
/// belongs to one of them.
bool goes_on(std::string_view gap) {
  constexpr std::string_view kAscii = " -/'&+%*";
  constexpr std::string_view kOther[] = {"\u00A0", "\u2009", "\u202F", "\u00AD", "\u2010",
                                         "\u2011", "\u2019", "\u2013", "\u00AE", "\u2122"};
  while (!gap.empty()) {
    std::size_t size = 1;
    if (static_cast<unsigned char>(gap.front()) < 0x80) {
      if (kAscii.find(gap.front()) == std::string_view::npos) return false;
    } else {
      const auto* const known = std::ranges::find_if(
          kOther, [gap](std::string_view character) { return gap.starts_with(character); });
      if (known == std::end(kOther)) return false;
      size = known->size();
    }
    gap.remove_prefix(size);
  }
  return true;
}

}  // namespace

void read_name_words(std::span<const Token> tokens, NameWords& words) {
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
      parts.add(token, 0);
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
      wholes.add(token, count);
    }
    i = next;
  }
}

const Token* only_word(std::span<const Token> tokens) {
  if (tokens.empty() || tokens.back().end > tokens.front().end) return nullptr;
  return &tokens.front();
}

bool ends_clause(std::string_view text, const Token& before, const Token& after) {
  if (after.begin <= before.end) return false;
  if (after.begin == before.end + 1 && text[before.end] == ' ') return false;
  std::string_view gap = text.substr(before.end, after.begin - before.end);
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

}  // namespace medlar
