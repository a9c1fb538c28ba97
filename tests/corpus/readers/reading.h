// Reading in tests: a string literal in, an article out, and how an article looks as one string.
#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "corpus/encoding.h"
#include "corpus/reader.h"

namespace medlar {

inline Result<ReadResult> read_as(std::string_view format, std::string_view bytes,
                                  const ReadOptions& options = {}) {
  const ReaderInfo* reader = find_reader(format);
  if (reader == nullptr) return failure(ErrorCode::kUsage, "no reader");
  return reader->read({.bytes = bytes, .path = "dir/a-page.txt", .fallback_id = "dir/a-page.txt"},
                      options);
}

inline ReadOptions keeping_dropped() {
  ReadOptions options;
  options.keep_dropped = true;
  return options;
}

/// The only article of a source; an empty one, and a failed test, when there is none.
inline Article read_one(std::string_view format, std::string_view bytes,
                        const ReadOptions& options = {}) {
  const Result<ReadResult> result = read_as(format, bytes, options);
  if (!result) {
    ADD_FAILURE() << result.error().message;
    return {};
  }
  EXPECT_EQ(result->articles.size(), 1U);
  return result->articles.empty() ? Article{} : result->articles.front();
}

/// "[2 Heading #anchor]\ntext\n" for each section.
inline std::string shown(const Article& article) {
  std::string out;
  for (const Section& section : article.sections) {
    out.append("[").append(std::to_string(section.level)).append(" ").append(section.heading);
    if (!section.anchor.empty()) out.append(" #").append(section.anchor);
    out.append("]\n").append(section.text).append("\n");
  }
  return out;
}

inline std::string all_text(const Article& article) {
  std::string out = article.title;
  for (const Section& section : article.sections) {
    out.append("\n").append(section.heading).append("\n").append(section.text);
  }
  return out;
}

/// Clean text survives decoding without a change.
inline bool is_clean(std::string_view text) {
  const Result<DecodedText> decoded = decode_to_utf8(text);
  return decoded && !decoded->is_converted;
}

/// True when every string of the article is clean UTF-8.
inline bool all_clean(const Article& article) {
  bool clean = true;
  const auto check = [&clean](std::string_view text) { clean = clean && is_clean(text); };
  for (const std::string* text :
       {&article.id, &article.url, &article.title, &article.source, &article.language,
        &article.audience, &article.reviewed, &article.updated}) {
    check(*text);
  }
  for (const auto* list : {&article.names, &article.authors, &article.reviewers}) {
    for (const std::string& text : *list) check(text);
  }
  for (const Section& section : article.sections) {
    check(section.heading);
    check(section.anchor);
    check(section.text);
  }
  return clean;
}

}  // namespace medlar
