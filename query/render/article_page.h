// An article as the content of a page, for articles that have no page of their own. Pure function.
#pragma once

#include "corpus/article.h"
#include "query/render/page_text.h"

namespace medlar {

/// The whole article. Its sections are "section-1", "section-2", ... to links.
PageContent article_content(const Article& article);

}  // namespace medlar
