#include "query/suggester.h"

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cstdint>
#include <optional>
#include <utility>

#include <xapian.h>

#include "corpus/analysis/name_words.h"
#include "corpus/analysis/utf8.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/index_metadata.h"
#include "indexer/format/xapian_guard.h"
#include "query/word_slips.h"

namespace medlar {
namespace {

// Shorter words are too like each other for a slip to be guessed.
constexpr std::size_t kFewLetters = 3;

// Of names that hold the two rarest words typed, only so many are looked at, the weightiest first.
constexpr std::size_t kMaxLookedAt = 10'000;

/// The most words of a name that are looked at: a name of kMaxNameBytes has no more.
constexpr std::size_t kMaxNameWords = 256;

enum class Slips { kNone, kOneAWord };

enum class Tier : std::uint8_t { kWhole, kBegins, kInOrder, kAnyOrder };

struct TypedWord {
  std::string folded;
  WordRange exact;                     // the words that begin so
  std::vector<WordRange> meant;        // these, or with slips more: in order, apart
  std::optional<std::uint32_t> whole;  // the word that is just this

  bool means(std::uint32_t word) const {
    if (exact.contains(word)) return true;
    const auto past = std::ranges::upper_bound(meant, word, {}, &WordRange::begin);
    return past != meant.begin() && std::prev(past)->contains(word);
  }
};

/// One way to read what was typed: "x-ray" is one word or two.
struct Reading {
  std::vector<TypedWord> words;
  std::vector<std::size_t> by_length;  // indexes into words, the longest first
};

std::uint32_t bare(std::uint32_t number) { return number & ~kNameFlag; }
bool has_flag(std::uint32_t number) { return (number & kNameFlag) != 0; }

TypedWord typed_word(const NameList& names, std::string folded, Slips slips) {
  TypedWord word{.folded = std::move(folded)};
  if (word.folded.size() > kMaxJoinedBytes) {
    word.folded.resize(character_begin(word.folded, kMaxJoinedBytes));
  }
  word.exact = names.words_with(word.folded, 0, names.all_words());
  if (word.exact.begin < word.exact.end && names.word(word.exact.begin) == word.folded) {
    word.whole = word.exact.begin;
  }
  if (slips == Slips::kOneAWord && count_characters(word.folded) > kFewLetters) {
    word.meant = words_within_a_slip(names, word.folded);
  } else if (word.exact.begin < word.exact.end) {
    word.meant = {word.exact};
  }
  return word;
}

Reading reading_of(const NameList& names, std::vector<std::string> folded, Slips slips) {
  Reading reading;
  for (std::string& word : folded) {
    reading.by_length.push_back(reading.words.size());
    reading.words.push_back(typed_word(names, std::move(word), slips));
  }
  std::ranges::stable_sort(reading.by_length, std::ranges::greater(),
                           [&](std::size_t i) { return reading.words[i].folded.size(); });
  return reading;
}

std::vector<Reading> readings_of(const NameList& names, const std::vector<NameWord>& typed,
                                 Slips slips) {
  std::vector<std::string> joined;
  std::vector<std::string> apart;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (!typed[i].is_joined) joined.push_back(joined_from(typed, i));
    apart.push_back(typed[i].folded);
  }
  std::vector<Reading> readings;
  if (joined.size() != apart.size()) readings.push_back(reading_of(names, apart, slips));
  readings.push_back(reading_of(names, std::move(joined), slips));
  return readings;
}

/// Which word of a name each typed word stands for, and what that makes of the name.
struct Placement {
  Tier tier = Tier::kAnyOrder;
  std::array<std::uint16_t, kMaxTypedWords> at{};
};

/// Typed words in a name from its beginning on, or anywhere but in their order.
bool place_in_order(const Reading& reading, const NameNumbers& name, Placement& placement) {
  const std::size_t size = std::min(name.size(), kMaxNameWords);
  std::size_t at = 0;
  bool begins = true;
  for (std::size_t i = 0; i < reading.words.size(); ++i, ++at) {
    while (at < size && !reading.words[i].means(bare(name[at]))) {
      // What is joined to a word that was typed may have been typed with it.
      begins = begins && i > 0 && has_flag(name[at]);
      ++at;
    }
    if (at >= size) return false;
    placement.at[i] = static_cast<std::uint16_t>(at);
  }
  const bool is_whole =
      reading.words.back().whole == bare(name[placement.at[reading.words.size() - 1]]);
  while (at < size && has_flag(name[at])) ++at;
  placement.tier = !begins                         ? Tier::kInOrder
                   : is_whole && at == name.size() ? Tier::kWhole
                                                   : Tier::kBegins;
  return true;
}

/// Typed words on any words of a name. What a long one means, a shorter one means as well or never
/// does: so the longest chooses first, and any word of the name serves it equally.
bool place_anywhere(const Reading& reading, const NameNumbers& name, Placement& placement) {
  const std::size_t size = std::min(name.size(), kMaxNameWords);
  std::bitset<kMaxNameWords> taken;
  for (const std::size_t i : reading.by_length) {
    std::size_t at = 0;
    while (at < size && (taken[at] || !reading.words[i].means(bare(name[at])))) ++at;
    if (at == size) return false;
    taken[at] = true;
    placement.at[i] = static_cast<std::uint16_t>(at);
  }
  placement.tier = Tier::kAnyOrder;
  return true;
}

bool place(const Reading& reading, const NameNumbers& name, Placement& placement) {
  return place_in_order(reading, name, placement) || place_anywhere(reading, name, placement);
}

struct Find {
  Tier tier;
  std::uint32_t name;
  std::size_t reading;
  std::uint32_t subject = NameList::kNone;
};

bool is_better(const Find& a, const Find& b) {
  return a.tier != b.tier ? a.tier < b.tier : a.name < b.name;
}

/// The best finds so far, best first, no name twice, and not too many of one concept.
class Best {
 public:
  Best(const NameList& names, std::size_t limit)
      : names_(names), limit_(limit), most_of_a_concept_(kMostOfAConcept * ((limit + 9) / 10)) {}

  void add(Find find) {
    if (is_full() && !is_better(find, finds_.back())) return;
    const auto known = std::ranges::find(finds_, find.name, &Find::name);
    if (known != finds_.end()) {
      if (!is_better(find, *known)) return;
      finds_.erase(known);
    }
    find.subject = names_.subject_of(find.name);
    if (!make_room_in_concept(find)) return;
    if (is_full()) finds_.pop_back();
    finds_.insert(std::ranges::upper_bound(finds_, find, is_better), find);
  }
  const std::vector<Find>& finds() const { return finds_; }

 private:
  bool is_full() const { return finds_.size() == limit_; }

  /// Takes the worst name of the find's concept out where there are as many as may be; false where
  /// the find is worse still.
  bool make_room_in_concept(const Find& find) {
    if (find.subject == NameList::kNone) return true;
    const auto of_concept = std::ranges::count(finds_, find.subject, &Find::subject);
    if (static_cast<std::size_t>(of_concept) < most_of_a_concept_) return true;
    const auto worst =
        std::ranges::find(finds_.rbegin(), finds_.rend(), find.subject, &Find::subject);
    if (!is_better(find, *worst)) return false;
    finds_.erase(std::next(worst).base());
    return true;
  }

  const NameList& names_;
  std::size_t limit_;
  std::size_t most_of_a_concept_;
  std::vector<Find> finds_;
};

/// A single word: the lists of names tell all but whether it is the whole name.
void find_one(const NameList& names, const Reading& reading, std::size_t number, Best& best) {
  const TypedWord& word = reading.words.front();
  for (const WordRange range : word.meant) {
    const NameNumbers found = names.names_with(range);
    for (std::size_t i = 0; i < found.size(); ++i) {
      best.add({has_flag(found[i]) ? Tier::kInOrder : Tier::kBegins, bare(found[i]), number});
    }
  }
  if (!word.whole) return;
  const NameNumbers whole = names.names_with({*word.whole, *word.whole + 1});
  for (std::size_t i = 0; i < whole.size(); ++i) {
    Placement placement;
    if (!has_flag(whole[i]) && place(reading, names.words_of(bare(whole[i])), placement) &&
        placement.tier == Tier::kWhole) {
      best.add({Tier::kWhole, bare(whole[i]), number});
    }
  }
}

/// The names that hold a word, as bits.
std::vector<std::uint64_t> holders(const NameList& names, const TypedWord& word) {
  std::vector<std::uint64_t> bits(names.size() / 64 + 1);
  for (const WordRange range : word.meant) {
    const NameNumbers found = names.names_with(range);
    for (std::size_t i = 0; i < found.size(); ++i) {
      bits[bare(found[i]) / 64] |= std::uint64_t{1} << (bare(found[i]) % 64);
    }
  }
  return bits;
}

/// Several words: of the names that hold the two rarest, those that hold all.
void find_all(const NameList& names, const Reading& reading, std::size_t number, Best& best) {
  std::vector<std::pair<std::size_t, const TypedWord*>> by_count;
  for (const TypedWord& word : reading.words) {
    std::size_t count = 0;
    for (const WordRange range : word.meant) count += names.names_with(range).size();
    by_count.emplace_back(count, &word);
  }
  std::ranges::stable_sort(by_count, {}, &std::pair<std::size_t, const TypedWord*>::first);
  if (by_count.front().first == 0) return;
  const auto rarest = holders(names, *by_count[0].second);
  const auto second = holders(names, *by_count[1].second);
  std::size_t looked_at = 0;
  for (std::size_t i = 0; i < rarest.size(); ++i) {
    for (std::uint64_t both = rarest[i] & second[i]; both != 0; both &= both - 1) {
      if (++looked_at > kMaxLookedAt) return;
      const auto name =
          static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(both)));
      Placement placement;
      if (place(reading, names.words_of(name), placement)) {
        best.add({placement.tier, name, number});
      }
    }
  }
}

std::vector<Find> find(const NameList& names, const std::vector<Reading>& readings,
                       std::size_t limit) {
  Best best(names, limit);
  for (std::size_t number = 0; number < readings.size(); ++number) {
    if (readings[number].words.size() == 1) {
      find_one(names, readings[number], number, best);
    } else {
      find_all(names, readings[number], number, best);
    }
  }
  return best.finds();
}

/// The bytes of a name that a typed word stands for: as many letters as were typed, or the whole
/// word where there was a slip.
TextRange matched(std::string_view text, const std::vector<NameWord>& words, std::size_t at,
                  const TypedWord& typed, std::uint32_t word) {
  const std::size_t begin = words[at].begin;
  std::size_t left = typed.folded.size();
  while (left > words[at].folded.size() && at + 1 < words.size() && words[at + 1].is_joined) {
    left -= words[at].folded.size();
    ++at;
  }
  return {begin, typed.exact.contains(word) ? end_as_written(text, words[at], left)
                                            : std::size_t{words[at].end}};
}

std::vector<TextRange> matches_of(const NameList& names, std::uint32_t name, std::string_view text,
                                  const Reading& reading) {
  const NameNumbers numbers = names.words_of(name);
  const std::vector<NameWord> words = name_words(text);
  Placement placement;
  if (words.size() != numbers.size() || !place(reading, numbers, placement)) return {};
  std::vector<TextRange> all;
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    const std::size_t at = placement.at[i];
    all.push_back(matched(text, words, at, reading.words[i], bare(numbers[at])));
  }
  std::ranges::sort(all, {}, &TextRange::begin);
  std::vector<TextRange> apart;
  for (const TextRange range : all) {
    if (apart.empty() || apart.back().end < range.begin) {
      apart.push_back(range);
    } else {
      apart.back().end = std::max(apart.back().end, range.end);
    }
  }
  return apart;
}

/// True where texts differ only in case, accents and punctuation.
bool are_one_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(name_words(a), name_words(b), {}, &NameWord::folded, &NameWord::folded);
}

Suggestion suggestion(const NameList& names, const Find& find,
                      const std::vector<Reading>& readings) {
  const NameList::Name name = names.name(find.name);
  Suggestion made{.text = std::string(name.text),
                  .kind = name.kind,
                  .matches = matches_of(names, find.name, name.text, readings[find.reading])};
  if (name.article != NameList::kNone) {
    const NameList::Owner article = names.article(name.article);
    made.id = article.id;
    made.title = article.title;
  }
  if (name.subject != NameList::kNone) {
    const std::string_view preferred = names.preferred_name(name.subject);
    if (!are_one_name(preferred, name.text)) made.preferred = preferred;
  }
  return made;
}

}  // namespace

Result<Suggester> Suggester::open(const std::filesystem::path& index) {
  const auto sound = sound_generation(index);
  if (!sound) return tl::unexpected<Error>(sound.error());
  return open_generation(sound->generation);
}

Result<Suggester> Suggester::open_generation(const Generation& generation) {
  return xapian_guard([&]() -> Result<Suggester> {
    const Xapian::Database database(generation.database().string());
    const auto metadata = decode_metadata(database.get_metadata(std::string(kMetadataKey)));
    if (!metadata) return tl::unexpected<Error>(metadata.error());
    auto names = NameList::open(generation.names());
    if (!names) return tl::unexpected<Error>(names.error());
    return Suggester(std::move(*names), generation.number);
  });
}

std::vector<Suggestion> Suggester::suggest(std::string_view typed, std::size_t limit) const {
  limit = std::min(limit, kMaxSuggestions);
  if (limit == 0 || typed.size() > kMaxTypedBytes) return {};
  const std::vector<NameWord> words = typed_words(valid_utf8(typed));
  if (words.empty() || words.size() > kMaxTypedWords) return {};
  for (const Slips slips : {Slips::kNone, Slips::kOneAWord}) {
    if (slips == Slips::kOneAWord && words.size() > kMaxSlippedWords) break;
    const auto readings = readings_of(names_, words, slips);
    std::vector<Suggestion> suggestions;
    for (const Find& found : find(names_, readings, limit)) {
      suggestions.push_back(suggestion(names_, found, readings));
    }
    if (!suggestions.empty()) return suggestions;
  }
  return {};
}

}  // namespace medlar
