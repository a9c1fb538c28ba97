// Which words are true words, and how common: the word lists of Debian's packages scowl (English of
// all countries, with names) and wspanish, packed into the program when it is built.
//
// SCOWL sorts words by the size of the dictionary that would have them, from 10 (the 4,000
// commonest) to 95 (everything that was ever printed); its authors call 60 a normal dictionary, 70
// a large one and everything beyond 80 of doubtful use. These sizes are the bands here. wspanish
// does not tell how common its words are; they have band kSpanishBand.
//
// Words are case folded as fold_word().exact is, of letters only, of two and more. Nothing is read
// or allocated before the first question. Thread-safe: the lists are constants.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

namespace medlar {

struct KnownWord {
  int band = 0;
  bool is_name = false;     // in the lists of names only: of people, places, makes
  bool is_spanish = false;  // in the Spanish list only
};

inline constexpr int kCommonBand = 35;
inline constexpr int kWholeBand = 95;

/// The word in the lists; nothing when no list has it.
std::optional<KnownWord> find_known_word(std::string_view folded);

/// Calls `visit` with every word, in the order of their bytes; each stays valid for the call only.
void each_known_word(const std::function<void(std::string_view, KnownWord)>& visit);

/// True when a list of `band` or a smaller one has the word.
bool is_known_word(std::string_view folded, int band);

}  // namespace medlar
