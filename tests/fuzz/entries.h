// What is done with arbitrary bytes, for the fuzzers and for replaying what they found.
//
// Each throws std::logic_error where a promise of the library is broken. Not thread-safe.
#pragma once

#include <string_view>

namespace medlar::fuzz {

/// Parses a query, prints its tree, and makes a snippet of a fixed article for its words.
void query(std::string_view bytes);

/// Suggests for what was typed from a fixed list of names.
void suggest(std::string_view bytes);

/// Takes each three bytes as a place in a list of names (2) and what is flipped there, and suggests
/// from what is left of the list.
void names(std::string_view bytes);

/// Flips bytes of a table of concepts likewise, and finds names by what is left of it.
void concepts(std::string_view bytes);

/// Likewise the articles' words in their order, the lists of the database, the words that misspelt
/// ones may have meant, and the space, by which matches are ranked (entries_files.cpp).
void forward(std::string_view bytes);
void lists(std::string_view bytes);
void spellings(std::string_view bytes);
void space(std::string_view bytes);

void vocabulary(std::string_view bytes);   // reads them as a vocabulary
void definitions(std::string_view bytes);  // finds abbreviations, and learns concepts from them

// Each reads the bytes as one source file.
void html(std::string_view bytes);
void jsonl(std::string_view bytes);
void plain_text(std::string_view bytes);  // plain and Markdown
void xml(std::string_view bytes);         // by every reader of an XML dialect

/// Reads the bytes as topics, judgments, a run, a list of measures, a gate and a configuration.
/// With a line "%" in them, what is before it judges the run that follows.
void evaluation(std::string_view bytes);

/// A request ("METHOD target", lines "Name: value", an empty line, the body), to a service over a
/// small index (entries_http.cpp).
void http(std::string_view bytes);

}  // namespace medlar::fuzz
