// HTML to articles, for the readers of formats that hold HTML.
#pragma once

#include <string_view>
#include <vector>

#include "corpus/reader.h"

namespace medlar {

/// A whole page of clean UTF-8. The id is left empty, and so is the language when the page is
/// silent about it. A title known from elsewhere goes before the page's own.
Result<Article> article_from_html(std::string_view utf8, const ReadOptions& options,
                                  std::string_view known_title = {});

/// A fragment of clean UTF-8 all of which is content.
Result<std::vector<Section>> sections_from_html(std::string_view utf8);

}  // namespace medlar
