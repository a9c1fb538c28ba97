// An article as bytes, for the article store.
//
// Layout: for each field of Article in the order of article_record.cpp, a LEB128 length and the
// bytes; lists are a count and their items. Article::dropped is not stored.
#pragma once

#include <string>
#include <string_view>

#include "corpus/article.h"
#include "corpus/error.h"

namespace medlar {

std::string encode_article(const Article& article);

/// Fails with kIndexDamaged when the bytes are not a whole record.
Result<Article> decode_article(std::string_view record);

}  // namespace medlar
