// Text of articles and visitors on its way into a page: escaped, without characters that nobody
// sees, and dates and numbers in words. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "query/snippet.h"

namespace medlar {

/// What stands between <main> and </main>, and what the page is called.
struct PageContent {
  std::string title;  // plain text
  std::string main;   // HTML
};

/// Escaped for text and for attributes in double quotes. Hidden characters (see
/// query/http/hidden_characters.h) are left out, control characters are blanks.
std::string shown_html(std::string_view text);

/// The same of a snippet, with its matches in <mark>.
std::string shown_html(const Snippet& snippet);

/// Between <bdi> and </bdi>, so that its direction of writing does not reach what stands around it.
std::string isolated_html(std::string_view text);

/// A link; `html` is what it shows, and `more` its other attributes, with a blank before.
std::string link_html(std::string_view address, std::string_view html, std::string_view more = {});

/// The beginning of a longer text, ending with a word and "…".
std::string clipped(std::string_view text, std::size_t characters);

/// "a wrong bracket was ignored" is "A wrong bracket was ignored."
std::string sentence(std::string_view message);

/// "2024-02-19" is "19 February 2024", "2024-02" "February 2024"; anything else stays as it is.
std::string date_in_words(std::string_view date);

/// "12,345"
std::string grouped(std::uint64_t number);

/// "1 result", "12,345 results"
std::string counted_noun(std::uint64_t number, std::string_view noun);

/// "English" for "en"; a language without a name in our tables by its tag.
std::string language_name(std::string_view tag);

/// ` lang="es"` where the text is in another language than the page, which is in English.
std::string language_attribute(std::string_view tag);

}  // namespace medlar
