#include "indexer/format/article_record.h"

#include <array>
#include <cstdint>
#include <vector>

#include "indexer/format/record_bytes.h"

namespace medlar {
namespace {

// The record's order. Add at the end, and raise kSchemaVersion.
constexpr std::array kStrings{&Article::id,       &Article::url,      &Article::title,
                              &Article::source,   &Article::language, &Article::audience,
                              &Article::reviewed, &Article::updated};
constexpr std::array kLists{&Article::names, &Article::authors, &Article::reviewers};

}  // namespace

std::string encode_article(const Article& article) {
  std::string out;
  for (const auto member : kStrings) put_text(out, article.*member);
  for (const auto member : kLists) {
    put_number(out, (article.*member).size());
    for (const std::string& item : article.*member) put_text(out, item);
  }
  put_number(out, article.sections.size());
  for (const Section& section : article.sections) {
    put_text(out, section.heading);
    put_number(out, static_cast<std::uint64_t>(section.level));
    put_text(out, section.anchor);
    put_text(out, section.text);
    put_number(out, static_cast<std::uint64_t>(section.role));
  }
  return out;
}

Result<Article> decode_article(std::string_view record) {
  RecordCursor cursor{record};
  Article article;
  for (const auto member : kStrings) article.*member = cursor.text();
  for (const auto member : kLists) {
    for (std::uint64_t n = cursor.count(); n > 0 && cursor.ok; --n) {
      (article.*member).push_back(cursor.text());
    }
  }
  for (std::uint64_t n = cursor.count(); n > 0 && cursor.ok; --n) {
    Section section;
    section.heading = cursor.text();
    section.level = static_cast<int>(cursor.number());
    section.anchor = cursor.text();
    section.text = cursor.text();
    const std::uint64_t role = cursor.number();
    if (role > static_cast<std::uint64_t>(SectionRole::kRelated)) cursor.ok = false;
    section.role = static_cast<SectionRole>(role);
    article.sections.push_back(std::move(section));
  }
  if (!cursor.ok || !cursor.rest.empty()) {
    return failure(ErrorCode::kIndexDamaged, "a stored article cannot be read",
                   "run: medlar check, then medlar rollback or rebuild the index");
  }
  return article;
}

}  // namespace medlar
