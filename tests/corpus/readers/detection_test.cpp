#include <set>

#include "corpus/readers/language_names.h"
#include "tests/corpus/readers/reading.h"

namespace medlar {
namespace {

struct Row {
  std::string_view path;
  std::string_view head;
  std::string_view reader;  // empty: none
};

TEST(Detection, ByContentWhereUnmistakableElseByExtension) {
  const Row rows[] = {
      {"a.html", "<p>x", "html"},
      {"a.HTM", "", "html"},
      {"a.xhtml", "<?xml version='1.0'?><html>", "html"},
      {"a.md", "text", "markdown"},
      {"a.markdown", "", "markdown"},
      {"a.txt", "<html>", "text"},
      {"a.jsonl", "", "jsonl"},
      {"a.ndjson", "", "jsonl"},
      {"a.nxml", "<article>", "jats"},
      {"a.xml", "<Document id='1'><Focus>", "medquad"},
      {"a.xml", "<doc docid='1'><doctitle-focus>", "medquad"},
      {"a.html", "<?xml version='1.0'?>\n<DiseaseFile fid='1'><Focus>", "medquad"},
      {"a.xml", "\xEF\xBB\xBF<!-- c --><!DOCTYPE health-topics PUBLIC 'x'>\n<health-topics>",
       "medlineplus"},
      {"a", "<PubmedArticleSet>", "pubmed"},
      {"a.xml", "<!DOCTYPE article PUBLIC '-//NLM//DTD JATS' 'x.dtd' [ <!ENTITY a 'b'> ]><article>",
       "jats"},
      {"a.html", "<article><p>HTML</p></article>", "html"},
      {"a.xml", "<rss>", ""},
      {"a.xml", "<Document><other>", ""},
      {"dump", "{\"id\": 1}", "jsonl"},
      {"page", "<!DOCTYPE html><title>x", "html"},
      {"notes", "# Title\n", "markdown"},
      {"notes", "words", ""},
      {"a.jpg", "\xFF\xD8\xFF", ""},
  };
  for (const Row& row : rows) {
    const ReaderInfo* reader = detect_reader(row.path, row.head);
    EXPECT_EQ(reader == nullptr ? "" : reader->name, row.reader) << row.path << " " << row.head;
  }
}

TEST(Detection, TheTableIsComplete) {
  std::set<std::string_view> names;
  for (const ReaderInfo& reader : readers()) {
    names.insert(reader.name);
    EXPECT_FALSE(reader.description.empty());
    EXPECT_FALSE(reader.extensions.empty());
    EXPECT_GT(reader.max_bytes, 0U);
    EXPECT_EQ(find_reader(reader.name), &reader);
  }
  EXPECT_EQ(names, (std::set<std::string_view>{"html", "text", "markdown", "jsonl", "medquad",
                                               "medlineplus", "jats", "pubmed"}));
  EXPECT_EQ(find_reader("word"), nullptr);
}

TEST(LanguageNames, NamesCodesAndTags) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"English", "en"}, {"eng", "en"}, {"EN-gb", "en"}, {"en_US", "en"}, {"spa", "es"},
      {"Español", "es"}, {"ht", "ht"},  {"", ""},        {"?", ""},       {"Klingon", ""},
  };
  for (const auto& [name, tag] : rows) EXPECT_EQ(language_tag(name), tag) << name;
}

}  // namespace
}  // namespace medlar
