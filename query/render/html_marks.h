// A snippet as HTML: escaped first, marked after.
#pragma once

#include <string>
#include <string_view>

#include "query/snippet.h"

namespace medlar {

/// Text in which & < > " ' stand as character references.
std::string escape_html(std::string_view text);

/// The snippet's text, escaped, with every match in <mark>; no other element is ever in it.
std::string marked_html(const Snippet& snippet);

}  // namespace medlar
