// The words that tell a name from others, and one string of them: "Cancer of the lung", "lung
// cancers" and "What is lung cancer?" have one key.
//
// The words are the smallest parts of compounds, without stop words; but a single letter counts, so
// that hepatitis A stays apart from hepatitis. And another string of all words as they are written,
// which tells "Parkinson's Disease" from "Parkinson disease". Pure functions; thread-safe.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analysis/token.h"

namespace medlar {

/// In the order of the text; all words where there are only stop words.
std::vector<Token> telling_words(std::span<const Token> tokens);

/// Their terms, sorted, with a blank between.
std::string whole_name_key(std::span<const Token> telling);

/// The name word for word: only case, accents and punctuation are alike. No whole_name_key is one.
std::string exact_name_key(std::string_view name);

}  // namespace medlar
