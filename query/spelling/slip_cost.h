// How likely one spelling is meant as another: the cost of the slips that part them, where a letter
// too many, too few or wrong costs about 1.
//
// Damerau's four slips (A technique for computer detection and correction of spelling errors, CACM
// 1964), weighted as in a noisy channel (Kernighan, Church and Gale, COLING 1990): neighbours
// exchanged, a letter doubled or not, one vowel for another and the key beside are commoner than
// others, a slip in the first letter is rarer (Yannakoudakis and Fawthrop, Information Processing
// and Management 1983; Pollock and Zamora, CACM 1984). People who spell by ear get many letters
// wrong but no sound: where the words' sound keys are nearer than the words, the sound counts more
// than the letters. So "hemroids" is near "hemorrhoids", which takes three letters more.
//
// Pure functions; thread-safe.
#pragma once

#include <string_view>

namespace medlar {

/// The cost of the slips between two strings of small letters; anything above `limit` once it is
/// certain to be above.
double slip_cost(std::string_view typed, std::string_view meant, double limit);

/// Words as they are written, with their sound keys.
struct SpelledSound {
  std::string_view letters;
  std::string_view key;
};

/// Of the words, or of their keys for the greater part where that is less; above `limit` as above.
double misspelling_cost(const SpelledSound& typed, const SpelledSound& meant, double limit);

}  // namespace medlar
