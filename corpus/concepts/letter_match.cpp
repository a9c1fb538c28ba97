#include "corpus/concepts/letter_match.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "corpus/ascii.h"

namespace medlar {
namespace {

using Place = FoldedLetter::Place;

// Schwartz and Hearst take the shortest words whose letters fit, wherever within words these stand,
// but for the first. Here words whose beginnings fit are better; that, and what below is impossible
// or dear, is from what their successors learnt (S. Sohn et al., Abbreviation definition
// identification based on automatic precision estimates, BMC Bioinformatics 2008): a letter
// within a word tells something only where the word's first letter stands for it too, and where few
// are so; the last word is always told by a letter; words left out between the first and the last
// are words such as "of".
constexpr int kInnerLetter = 1;
constexpr int kWordLeftOut = 2;
constexpr int kImpossible = 1000;

/// What a meaning may cost, by the number of letters of its abbreviation.
constexpr int dearest(std::size_t letters) {
  return std::min<int>(static_cast<int>(letters) - 1, 3);
}

/// Words that abbreviations leave out, of English and Spanish.
constexpr std::string_view kLeftOut[] = {
    "a",  "al",   "an",  "and",  "are", "as", "at", "by",  "con", "de",   "del", "e",
    "el", "en",   "for", "from", "in",  "is", "la", "las", "los", "o",    "of",  "on",
    "or", "para", "por", "que",  "the", "to", "un", "una", "via", "with", "y"};

/// Words that are left out too, though a meaning may begin with them: "T2D", but "MPS II".
constexpr std::string_view kNumbered[] = {"grade", "stage", "tipo", "type"};

/// Words after "in" that make it a part of a name.
constexpr std::string_view kLatinPlaces[] = {"situ", "utero", "vitro", "vivo"};

template <std::size_t kSize>
bool is_one_of(const std::string_view (&list)[kSize], std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

/// The word of `words` at `begin`, in small letters where they are ASCII.
std::string word_at(std::string_view words, std::size_t begin) {
  const std::string_view rest = words.substr(std::min(begin, words.size()));
  std::string word(rest.substr(0, rest.find(' ')));
  for (char& c : word) c = is_capital(c) ? static_cast<char>(c + 'a' - 'A') : c;
  return word;
}

/// What is known of a way to fit the last letters of an abbreviation to the last ones of the words.
struct State {
  bool has_word_begun = false;  // a letter of the present word fits, its first must too
  bool was_inner = false;       // the letter that was looked at last fits, within a word
};
constexpr std::size_t kStates = 4;
constexpr std::size_t number(State state) {
  return (state.has_word_begun ? 2U : 0U) + (state.was_inner ? 1U : 0U);
}

constexpr std::size_t kMostLetters = 10;

/// For so many letters that fit, and each state, the least cost.
using Costs = std::array<std::array<int, kStates>, kMostLetters + 1>;

constexpr Costs impossible() {
  Costs costs{};
  for (auto& row : costs) row.fill(kImpossible);
  return costs;
}

}  // namespace

std::optional<std::size_t> find_meaning(const ShortForm& form, std::string_view words,
                                        MeaningBegin begin) {
  const std::size_t size = form.letters.size();
  if (size > kMostLetters) return {};
  std::vector<FoldedLetter> letters;
  fold_letters(words, letters);

  int least = dearest(size) + 1;
  std::size_t found = words.size();
  Costs costs = impossible();
  costs[0][number({})] = 0;
  // From the last letter to the first, as they do, so that of equals the shortest wins.
  for (std::size_t i = letters.size(); i-- > 0;) {
    const FoldedLetter& letter = letters[i];
    const bool begins_word = letter.place == Place::kWord;
    const std::string word = begins_word ? word_at(words, letter.begin) : std::string();
    const bool only_joins = begins_word && is_one_of(kLeftOut, word);
    const bool may_go = only_joins || (begins_word && is_one_of(kNumbered, word));
    Costs next = impossible();
    for (std::size_t fit = 0; fit <= size; ++fit) {
      for (const State state :
           {State{}, State{false, true}, State{true, false}, State{true, true}}) {
        const int cost = costs[fit][number(state)];
        if (cost >= kImpossible) continue;
        const auto offer = [&next](std::size_t letters_fit, State after, int total) {
          int& known = next[letters_fit][number(after)];
          known = std::min(known, total);
        };
        // The letter stands for nothing.
        if (!begins_word) {
          offer(fit, {state.has_word_begun, false}, cost);
        } else if (!state.has_word_begun && fit > 0) {
          offer(fit, {}, cost + (may_go ? 0 : kWordLeftOut));
        }
        if (fit == size) continue;
        const FoldedLetter& wanted = form.letters[size - 1 - fit];
        if (letter.folded == 0 || letter.folded != wanted.folded) continue;
        // The s of a plural stands for nothing: "two authors (AS)".
        const bool ends_word = i + 1 == letters.size() || letters[i + 1].place == Place::kWord;
        if (letter.folded == 's' && ends_word && letter.place == Place::kInner) continue;
        // A small letter of an abbreviation goes on from the one before: "PCa", "HbA1c".
        int total = cost;
        if (state.was_inner && fit > 0 && form.letters[size - fit].is_small) total -= kInnerLetter;
        const bool is_inner = letter.place == Place::kInner;
        if (is_inner) total += kInnerLetter;
        offer(fit + 1, {!begins_word, is_inner}, total);
      }
    }
    costs = next;
    if (!begins_word) continue;
    int& whole = costs[size][number({})];
    const bool may_begin =
        !only_joins || (word == "in" && is_one_of(kLatinPlaces, word_at(words, letter.begin + 3)));
    // Only a way that ends with this word's first letter: costs[size] holds no other, as the ones
    // before were taken out.
    const bool is_allowed = begin == MeaningBegin::kAnyWord || i == 0;
    if (whole < least && may_begin && is_allowed) {
      least = whole;
      found = letter.begin;
    }
    costs[size].fill(kImpossible);
  }
  if (found == words.size()) return {};
  return found;
}

}  // namespace medlar
