// The readers over what publishers really have.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

#include "corpus/readers/block_walker.h"
#include "corpus/readers/text_builder.h"
#include "tests/corpus/readers/reading.h"
#include "tests/support/shared_data.h"

namespace medlar {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

struct Tally {
  std::size_t articles = 0;
  std::size_t with_text = 0;
  std::size_t rejections = 0;
  std::size_t repaired = 0;
  std::set<std::string> ids;
};

/// Reads every file below, as the detected format, and checks what holds for every article.
Tally read_all(const fs::path& root, std::string_view extension,
               const std::function<void(const fs::path&, const Article&)>& look = {}) {
  Tally tally;
  std::vector<fs::path> paths = {root};
  if (fs::is_directory(root)) {
    paths.clear();
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.is_regular_file() && entry.path().extension() == extension) {
        paths.push_back(entry.path());
      }
    }
  }
  for (const fs::path& path : paths) {
    const std::string bytes = bytes_of(path);
    const ReaderInfo* reader =
        detect_reader(path.string(), std::string_view(bytes).substr(0, kSniffBytes));
    if (reader == nullptr) {
      ADD_FAILURE() << "no reader for " << path;
      continue;
    }
    const Result<ReadResult> result = reader->read(
        {.bytes = bytes, .path = path.filename().string(), .fallback_id = path.filename().string()},
        {});
    if (!result) {
      ADD_FAILURE() << path << ": " << result.error().message;
      continue;
    }
    tally.rejections += result->rejections.size();
    tally.repaired += result->repaired;
    for (const Article& article : result->articles) {
      ++tally.articles;
      tally.with_text += has_text(article) ? 1 : 0;
      tally.ids.insert(article.id);
      EXPECT_TRUE(all_clean(article)) << path;
      EXPECT_FALSE(article.id.empty()) << path;
      if (look) look(path, article);
    }
  }
  return tally;
}

TEST(RealData, MedquadXml) {
  MEDLAR_NEED_SHARED_DATA("medquad/xml");
  std::size_t untitled = 0;
  const Tally tally =
      read_all(shared_data("medquad/xml"), ".xml", [&](const auto& path, const auto& a) {
        untitled += a.title.empty() ? 1 : 0;
        EXPECT_FALSE(a.source.empty()) << path;
        EXPECT_TRUE(a.url.starts_with("http")) << path;
      });
  EXPECT_EQ(tally.articles, 11'274U);
  EXPECT_EQ(tally.ids.size(), 11'274U);
  EXPECT_EQ(tally.with_text, 5'490U);
  EXPECT_EQ(untitled, 3U);  // their <Focus> is empty
  EXPECT_EQ(tally.rejections, 0U);
}

TEST(RealData, JsonLines) {
  MEDLAR_NEED_SHARED_DATA("medquad/docs.jsonl");
  EXPECT_EQ(read_all(shared_data("medquad/docs.jsonl"), "").with_text, 17'912U);
  EXPECT_EQ(read_all(shared_data("nfcorpus/docs.jsonl"), "").with_text, 3'633U);
}

TEST(RealData, MedquadXmlAndJsonLinesHoldTheSameWords) {
  MEDLAR_NEED_SHARED_DATA("medquad");
  const Article xml = [] {
    const std::string bytes = bytes_of(shared_data("medquad/xml/6_NINDS_QA/0000007.xml"));
    return read_one("medquad", bytes);
  }();
  std::size_t found = 0;
  read_all(shared_data("medquad/docs.jsonl"), "", [&](const auto&, const Article& article) {
    for (const Section& section : xml.sections) {
      if (article.id != xml.id + "_" + section.anchor + ".txt") continue;
      ++found;
      EXPECT_EQ(article.title, xml.title);
      EXPECT_EQ(article.sections.at(0).heading, section.heading);
      EXPECT_EQ(article.sections.at(0).text, section.text);
    }
  });
  EXPECT_EQ(found, xml.sections.size());
}

TEST(RealData, CancerGovPages) {
  MEDLAR_NEED_SHARED_DATA("cancergov/html");
  std::size_t spanish = 0;
  const Tally tally =
      read_all(shared_data("cancergov/html"), ".html", [&](const auto& path, const auto& a) {
        EXPECT_FALSE(a.title.empty()) << path;
        EXPECT_FALSE(a.title.ends_with("- NCI")) << path << a.title;
        EXPECT_FALSE(a.sections.empty()) << path;
        EXPECT_EQ(a.language, path.stem().string().ends_with("_es") ? "es" : "en") << path;
        spanish += a.language == "es" ? 1 : 0;
      });
  EXPECT_EQ(tally.with_text, 309U);
  EXPECT_EQ(spanish, 79U);
}

TEST(RealData, JournalArticles) {
  MEDLAR_NEED_SHARED_DATA("jats");
  const auto complete = [](const auto& path, const Article& article) {
    EXPECT_TRUE(article.id.starts_with("PMC") || article.id.starts_with("PMID")) << path;
    EXPECT_FALSE(article.title.empty()) << path;
    EXPECT_FALSE(article.source.empty()) << path;
    EXPECT_FALSE(article.authors.empty()) << path;
    EXPECT_EQ(article.updated.size(), 10U) << path;
    const bool record = path.extension() == ".xml";
    EXPECT_TRUE(says_the_same(article.sections.back().heading, record ? "Keywords" : "References"))
        << path;
  };
  EXPECT_EQ(read_all(shared_data("jats"), ".nxml", complete).with_text, 8U);
  EXPECT_EQ(read_all(shared_data("jats"), ".xml", complete).with_text, 1U);
}

TEST(RealData, MedlinePlusTopics) {
  MEDLAR_NEED_SHARED_DATA("medlineplus");
  const Tally tally = read_all(shared_data("medlineplus"), ".xml");
  EXPECT_EQ(tally.with_text, 2U);
  EXPECT_EQ(tally.ids, (std::set<std::string>{"medlineplus-3061", "medlineplus-3062"}));
}

TEST(RealData, NewsPagesNeitherCrashNorComeOutEmpty) {
  MEDLAR_NEED_SHARED_DATA("extraction/html");
  EXPECT_EQ(read_all(shared_data("extraction/html"), ".html").with_text, 181U);
}

TEST(RealData, ThePageTheProjectBeganWith) {
  MEDLAR_NEED_SHARED_DATA("seed/vertebroplasty.txt");
  const std::string page = bytes_of(shared_data("seed/vertebroplasty.txt"));
  const Article article = read_one("text", page, keeping_dropped());
  EXPECT_EQ(article.title, "Vertebroplasty and kyphoplasty for compression fractures of the spine");
  // The article ends with its disclaimer; what stands above the title and below that is the site's.
  const std::string text = all_text(article);
  const std::size_t begin = page.find(article.title);
  const std::size_t end = page.find("\nHot Topics");
  std::istringstream lines(page);
  std::size_t at = 0;
  for (std::string line; std::getline(lines, line); at += line.size() + 1) {
    const std::string words = one_line(line);
    if (words.empty()) continue;
    const bool is_article = begin <= at && at < end;
    EXPECT_EQ(text.find(words) != std::string::npos, is_article) << words;
    const bool is_dropped = std::ranges::any_of(article.dropped, [&](const DroppedText& dropped) {
      return !dropped.reason.empty() && dropped.text.find(words) != std::string::npos;
    });
    EXPECT_NE(is_article, is_dropped) << words;
  }
}

}  // namespace
}  // namespace medlar
