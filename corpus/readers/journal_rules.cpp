#include "corpus/readers/journal_rules.h"

#include <algorithm>

#include <fmt/format.h>

#include "corpus/date.h"
#include "corpus/readers/text_builder.h"

namespace medlar {

const BlockRules& journal_block_rules() {
  static const BlockRules rules = [] {
    using enum BlockKind;
    BlockRules table;
    const auto add = [&table](BlockKind kind, std::initializer_list<std::string_view> names) {
      for (const std::string_view name : names) table[name] = {name, kind, 0};
    };
    add(kSection, {"sec", "abstract", "trans-abstract", "ack", "app", "ref-list", "glossary",
                   "notes", "boxed-text", "fn-group", "bio"});
    add(kSectionTitle, {"title"});
    add(kBlock, {"p",
                 "fig",
                 "fig-group",
                 "caption",
                 "table-wrap",
                 "table-wrap-foot",
                 "disp-quote",
                 "disp-formula",
                 "disp-formula-group",
                 "attrib",
                 "fn",
                 "supplementary-material",
                 "speech",
                 "statement",
                 "verse-group",
                 "media",
                 "chem-struct-wrap",
                 "body",
                 "subtitle",
                 "AbstractText"});
    add(kList, {"list", "def-list"});
    add(kLine, {"list-item", "def-item", "verse-line", "ref"});
    add(kTable, {"table"});
    add(kRow, {"tr"});
    add(kCell, {"td", "th"});
    add(kBreak, {"break"});
    add(kPreformatted, {"preformat"});
    add(kLabel, {"label"});
    add(kSuperscript, {"sup"});
    add(kNote, {"xref"});
    // Citations are fields without a space between, or sentences with their own.
    add(kField, {"name",          "surname",
                 "given-names",   "suffix",
                 "prefix",        "collab",
                 "etal",          "person-group",
                 "string-name",   "article-title",
                 "chapter-title", "source",
                 "year",          "month",
                 "day",           "volume",
                 "issue",         "fpage",
                 "lpage",         "elocation-id",
                 "page-range",    "publisher-name",
                 "publisher-loc", "edition",
                 "comment",       "pub-id",
                 "conf-name",     "date-in-citation",
                 "trans-title",   "size",
                 "series",        "term",
                 "def",           "email",
                 "kwd",           "inline-formula",
                 "citation",      "element-citation",
                 "mixed-citation"});
    // The source text of formulas, and numbers that only machines use.
    add(kSkip, {"tex-math", "object-id", "permissions", "sec-meta", "graphic", "annotation"});
    return table;
  }();
  return rules;
}

std::string date_of_parts(XmlNode element) {
  if (!element) return {};
  const auto part = [&](std::string_view lower, std::string_view upper) {
    XmlNode node = element.child(lower);
    if (!node) node = element.child(upper);
    return node ? one_line(node.text()) : std::string();
  };
  const std::string year = part("year", "Year");
  const std::string month = part("month", "Month");
  const std::string day = part("day", "Day");
  // The first that is a date: a season in place of a month leaves the year.
  for (const std::string& text :
       {fmt::format("{} {} {}", year, month, day), fmt::format("{} {}", year, month), year}) {
    if (std::string date = parse_date(text); !date.empty()) return date;
  }
  const XmlNode free_text = element.child("MedlineDate");
  return free_text ? leading_date(free_text.text()) : std::string();
}

std::string journal_line(XmlNode element) {
  if (!element) return {};
  std::string line;
  for (const Section& section : sections_below({.root = element, .rules = journal_block_rules()})) {
    for (const std::string& text : {section.heading, section.text}) {
      if (!text.empty()) line += (line.empty() ? "" : " ") + text;
    }
  }
  return one_line(line);
}

}  // namespace medlar
