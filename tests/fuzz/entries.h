// What is done with arbitrary bytes, for the fuzzers and for replaying what they found.
//
// Each throws std::logic_error where a promise of the library is broken. Not thread-safe.
#pragma once

#include <string_view>

namespace medlar::fuzz {

/// Parses a query, prints its tree, and makes a snippet of a fixed article for its words.
void query(std::string_view bytes);

// Each reads the bytes as one source file.
void html(std::string_view bytes);
void jsonl(std::string_view bytes);
void xml(std::string_view bytes);  // by every reader of an XML dialect

/// A request ("METHOD target", lines "Name: value", an empty line, the body), to a service over a
/// small index (entries_http.cpp).
void http(std::string_view bytes);

}  // namespace medlar::fuzz
