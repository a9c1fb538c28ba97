// Sentences that lost the blank between them: "chest.The pain". The one kind of glued text that is
// certain without knowing the words, and so is shown mended.
//
// Of a hundred drawn from real articles none was anything else. Addresses ("cancer.Net"), initials,
// abbreviations ("e.g.The") and names with a dot ("Node.js") are left alone: before the stop stands
// a whole word of three small letters or more, behind it a capital and small letters. Pure
// function; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace medlar {

/// `text` with a blank between such sentences.
std::string with_sentences_apart(std::string_view text);

}  // namespace medlar
