// Words that no list has and that are right all the same: regular forms of words, and words built
// of a beginning and a word. And small differences between words.
//
// Pure functions; thread-safe.
#pragma once

#include <functional>
#include <string_view>

namespace medlar {

using IsWord = std::function<bool(std::string_view)>;

/// True for a plural or a form of a verb made by the rules: "polypectomies", but neither "babys"
/// nor "smokeing". `is_word` says what there is to be formed.
bool is_regular_form(std::string_view word, const IsWord& is_word);

/// True for "postmenopausal": a beginning of corpus/vocabulary/affixes.txt and a word.
bool is_built_of(std::string_view word, const IsWord& is_word);

/// True for "prebiotics" and "probiotics": another beginning makes another word of the same rest,
/// often one that means the reverse.
bool differ_in_beginning(std::string_view word, std::string_view other, const IsWord& is_word);

/// True when a letter too many, too few or wrong, or two neighbours exchanged, are all that parts
/// them.
bool are_one_slip_apart(std::string_view a, std::string_view b);

}  // namespace medlar
