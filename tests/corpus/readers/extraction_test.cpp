// Main content of real pages: how much of it is found, and that nothing is lost on the way.
//
// The measure is that of word_runs.h. The floor lies below what was reached when it was written
// (0.971), so that only a loss is a failure.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>
#include "corpus/readers/xml_document.h"
#include "tests/corpus/readers/reading.h"
#include "tests/support/letters.h"
#include "tests/support/shared_data.h"
#include "tests/support/word_runs.h"

namespace medlar {
namespace {

constexpr double kFloor = 0.965;

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Extraction, FindsTheArticlesOfRealPages) {
  MEDLAR_NEED_SHARED_DATA("extraction/gold.jsonl");
  FoundText score;
  std::ifstream gold(shared_data("extraction/gold.jsonl"));
  for (std::string line; std::getline(gold, line);) {
    const auto page = nlohmann::json::parse(line);
    const auto result =
        read_as("html", content(shared_data("extraction") / page["file"].get<std::string>()));
    ASSERT_TRUE(result) << page["file"];
    std::string text;
    for (const Section& section : result->articles.at(0).sections) {
      text += section.heading + "\n" + section.text + "\n";
    }
    score.add(runs_of(measured_words(page["gold"].get<std::string>())),
              runs_of(measured_words(text)));
  }
  RecordProperty("f1", std::to_string(score.f1()));
  EXPECT_GE(score.f1(), kFloor) << "precision " << score.precision() << ", recall "
                                << score.recall();
}

/// Every letter of the page is in a section, or was dropped with a reason, or is in the title.
TEST(Extraction, LosesNoLetter) {
  MEDLAR_NEED_SHARED_DATA("cancergov/html");
  for (const char* const folder : {"cancergov/html", "extraction/html"}) {
    for (const auto& entry : std::filesystem::directory_iterator(shared_data(folder))) {
      const std::string bytes = content(entry.path());
      const auto result = read_as("html", bytes, keeping_dropped());
      ASSERT_TRUE(result) << entry.path();
      const Article& article = result->articles.at(0);
      std::size_t found = letters_in(article.title);
      for (const Section& section : article.sections) {
        found += letters_in(section.heading) + letters_in(section.text);
      }
      for (const DroppedText& dropped : article.dropped) found += letters_in(dropped.text);
      const auto document = XmlDocument::parse_html(bytes);
      ASSERT_TRUE(document) << entry.path();
      EXPECT_GE(found, letters_in(document->root().child("body").text())) << entry.path();
    }
  }
}

/// Pages that are all article keep nearly all of it; what goes is "Enlarge" and lists of links.
TEST(Extraction, KeepsPagesThatAreAllArticle) {
  MEDLAR_NEED_SHARED_DATA("cancergov/html");
  std::size_t kept = 0;
  std::size_t dropped = 0;
  for (const auto& entry : std::filesystem::directory_iterator(shared_data("cancergov/html"))) {
    const auto result = read_as("html", content(entry.path()), keeping_dropped());
    ASSERT_TRUE(result) << entry.path();
    for (const Section& section : result->articles.at(0).sections) {
      kept += letters_in(section.heading) + letters_in(section.text);
    }
    for (const DroppedText& text : result->articles.at(0).dropped) {
      if (text.reason != "script" && text.reason != "style") dropped += letters_in(text.text);
    }
  }
  EXPECT_LT(dropped * 100, kept) << dropped << " of " << kept;
}

}  // namespace
}  // namespace medlar
