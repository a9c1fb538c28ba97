#include "indexer/format/article_record.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace medlar {
namespace {

// The record's order. Add at the end, and raise kSchemaVersion.
constexpr std::array kStrings{&Article::id,       &Article::url,      &Article::title,
                              &Article::source,   &Article::language, &Article::audience,
                              &Article::reviewed, &Article::updated};
constexpr std::array kLists{&Article::names, &Article::authors, &Article::reviewers};

void put_number(std::string& out, std::uint64_t number) {
  while (number >= 0x80) {
    out.push_back(static_cast<char>(number | 0x80));
    number >>= 7;
  }
  out.push_back(static_cast<char>(number));
}

void put_text(std::string& out, std::string_view text) {
  put_number(out, text.size());
  out += text;
}

/// Reads a record from its beginning; `ok` turns false at the first thing that does not fit.
struct RecordCursor {
  std::string_view rest;
  bool ok = true;

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest.empty()) break;
      const auto byte = static_cast<unsigned char>(rest.front());
      rest.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7fU} << shift;
      if (byte < 0x80) return value;
    }
    ok = false;
    return 0;
  }

  std::string text() {
    const std::uint64_t size = number();
    if (size > rest.size()) {
      ok = false;
      return {};
    }
    std::string value(rest.substr(0, size));
    rest.remove_prefix(size);
    return value;
  }

  /// A count of items that take at least a byte each.
  std::uint64_t count() {
    const std::uint64_t items = number();
    if (items > rest.size()) ok = false;
    return ok ? items : 0;
  }
};

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
