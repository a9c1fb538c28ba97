// Citation marks that stand in a text as plain figures: "embolism.21Complications", "cement.1,2
// The", "study [12].", "joints.(1)The". A reader of the page saw them raised; they are no words.
//
// Told by the text alone, so that the index side and the query side agree. A mark stands behind a
// word or the end of a sentence, never behind a number, and is a list of numbers below 1000. What
// may as well be a value, a name or a designation is left a word: "GII.4", "p.53", "Fig.2", "age
// 36 [8]", "[6]-gingerol", "interval,0.18". Figures that Unicode raises ("embolism.²¹") are no
// words either, by Unicode's own rules; readers write <sup> so. Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace medlar {

/// The bytes of a mark.
struct CitationMark {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool ends_sentence = false;  // it stands behind a sentence's last stop
};

/// The first mark that begins at `from` or later; begin is text.size() where there is none. Raised
/// figures count as marks behind the end of a sentence.
CitationMark next_citation_mark(std::string_view text, std::size_t from);

/// `text` with the figures 0 to 9 raised, and a minus before them: "1,2" -> "¹,²".
std::string raised_figures(std::string_view text);

/// `text` as its page showed it: marks glued to the stop before them are raised and kept apart
/// from the sentence behind them: "embolism.²¹ Complications".
std::string with_raised_marks(std::string_view text);

}  // namespace medlar
