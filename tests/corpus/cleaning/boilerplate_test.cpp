#include "corpus/cleaning/boilerplate.h"

#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "corpus/cleaning/boilerplate_scan.h"
#include "corpus/section_parts.h"

namespace medlar {
namespace {

constexpr std::string_view kNotice =
    "Our pharmacists answer questions about medicines on weekdays until six.";
constexpr std::string_view kOther = "Leaflets in large print can be ordered from the same address.";

Article article_of(std::vector<std::string> texts, std::string source = "clinic") {
  Article article;
  article.source = std::move(source);
  article.language = "en";
  for (std::string& text : texts) article.sections.push_back({.text = std::move(text)});
  return article;
}

/// A sentence that no other article has, and that is much longer than a notice.
std::string own_text(std::size_t number) {
  return fmt::format(
      "Article {0} is about ailment {0}, which begins with a rash on the back of finger {0} and "
      "spreads from there to the wrist, the elbow and the shoulder. Ailment {0} is treated with "
      "ointment {0}, twice a day for a week, and seldom returns after that.",
      number);
}

/// The stretches of an article that are boilerplate, with a bar between them.
std::string boilerplate_of(const Article& article, const BoilerplateScan& scan) {
  std::string all;
  for (const auto& found : find_boilerplate(article, scan.test(publisher_print(article)))) {
    const std::string& text = article.sections[found.section].text;
    all += (all.empty() ? "" : "|") + text.substr(found.begin, found.end - found.begin);
  }
  return all;
}

TEST(SentencePieces, AreLinesAndSentences) {
  struct Row {
    const char* text;
    std::vector<std::string> pieces;  // in brackets those too short to be counted
  };
  for (const Row& row : {
           Row{"", {}},
           Row{" \n\n ", {}},
           Row{"See your doctor.", {"[See your doctor.]"}},
           Row{"The rash goes away by itself within some days. See your doctor.",
               {"The rash goes away by itself within some days.", "[See your doctor.]"}},
           Row{"Treatment of the rash in children\nNo treatment of it is needed in most children",
               {"[Treatment of the rash in children]",
                "No treatment of it is needed in most children"}},
           Row{"(It goes away by itself within some days.) \"Really!\"  Yes",
               {"(It goes away by itself within some days.)", "[\"Really!\"]", "[Yes]"}},
           Row{"A dose of 2.5 mg is enough for nearly every grown-up.",
               {"A dose of 2.5 mg is enough for nearly every grown-up."}},
       }) {
    std::vector<std::string> pieces;
    for (const SentencePiece& piece : sentence_pieces(row.text, 0)) {
      const std::string text(row.text + piece.begin, row.text + piece.end);
      pieces.push_back(piece.print == 0 ? "[" + text + "]" : text);
    }
    EXPECT_EQ(pieces, row.pieces) << row.text;
  }
}

TEST(SentencePrint, IsOfLettersAndDigits) {
  struct Row {
    const char* one;
    const char* other;
    bool are_alike;
  };
  for (const Row& row : {
           Row{"Ask your nurse.", "ASK  your\nnurse", true},
           Row{"- Ask your nurse:", "(Ask, your \"nurse\")", true},
           Row{"Ask\u00a0your nurse", "Ask your nurse", true},
           Row{"It doesn't hurt", "It doesnt hurt", true},
           Row{"Take 2 tablets", "Take 3 tablets", false},
           Row{"Take 2.5 mg", "Take 25 mg", false},
           Row{"Ask your nurse", "Askyour nurse", false},
           Row{"Pida más", "Pida mas", false},
       }) {
    EXPECT_EQ(sentence_print(row.one, 1) == sentence_print(row.other, 1), row.are_alike)
        << row.one << " / " << row.other;
  }
  EXPECT_NE(sentence_print("Ask your nurse", 1), sentence_print("Ask your nurse", 2));
}

TEST(PublisherPrint, IsOfSourceAndLanguage) {
  const Article article = article_of({});
  Article other = article;
  EXPECT_EQ(publisher_print(article), publisher_print(other));
  other.source = "hospital";
  EXPECT_NE(publisher_print(article), publisher_print(other));
  other = article;
  other.language = "es";
  EXPECT_NE(publisher_print(article), publisher_print(other));
}

TEST(FindBoilerplate, FindsSentencesAndShortOnesBetween) {
  const std::string own = own_text(1);
  const std::uint64_t publisher = publisher_print(article_of({}));
  const BoilerplateSet set({sentence_print(kNotice, publisher), sentence_print(kOther, publisher)});
  EXPECT_EQ(set.size(), 2U);
  struct Row {
    std::vector<std::string> texts;
    std::string found;
  };
  const std::string notice(kNotice);
  const std::string other(kOther);
  for (const Row& row : {
           Row{{own}, ""},
           Row{{own + "\n\n" + notice}, notice},
           Row{{notice + " " + own}, notice},
           Row{{own, notice, other}, notice + "|" + other},
           Row{{own + "\n" + notice + " Call us. " + other}, notice + "|Call us.|" + other},
           Row{{own + "\n" + notice + " Call us.", other}, notice + "|" + other},
           Row{{notice + " Call us. " + own + " " + other}, notice + "|" + other},
           Row{{notice}, ""},  // nothing else would be left
           Row{{notice, "Rash"}, ""},
       }) {
    const Article article = article_of(row.texts);
    std::string found;
    for (const auto& sentence :
         find_boilerplate(article, [&](std::uint64_t print) { return set.contains(print); })) {
      const std::string& text = article.sections[sentence.section].text;
      found +=
          (found.empty() ? "" : "|") + text.substr(sentence.begin, sentence.end - sentence.begin);
    }
    EXPECT_EQ(found, row.found) << row.texts.front();
  }
}

TEST(InSection, IsThePartOfOneSection) {
  const std::vector<BoilerplateSentence> all{{0, 1, 2, 3}, {2, 4, 5, 6}, {2, 7, 8, 9}};
  EXPECT_EQ(in_section(all, 0).size(), 1U);
  EXPECT_EQ(in_section(all, 1).size(), 0U);
  ASSERT_EQ(in_section(all, 2).size(), 2U);
  EXPECT_EQ(in_section(all, 2).front().begin, 4U);
  EXPECT_EQ(in_section(all, 3).size(), 0U);
}

TEST(BoilerplateScan, TakesWhatStandsInManyArticlesOfAPublisher) {
  struct Row {
    std::size_t articles;  // of the publisher
    std::size_t with_notice;
    bool is_boilerplate;
  };
  for (const Row& row : {
           Row{19, 19, false},  // too few to tell
           Row{20, 20, true},
           Row{400, 19, false},
           Row{400, 20, true},
           Row{1000, 49, false},  // fewer than one in 20
           Row{1000, 50, true},
       }) {
    BoilerplateScan scan;
    for (std::size_t i = 0; i < row.articles; ++i) {
      scan.add(article_of({own_text(i) + (i < row.with_notice ? " " + std::string(kNotice) : "")}));
    }
    const std::string notice(kNotice);
    EXPECT_EQ(boilerplate_of(article_of({own_text(0) + " " + notice}), scan),
              row.is_boilerplate ? notice : "")
        << row.articles << " " << row.with_notice;
    // On another site it is news.
    EXPECT_EQ(boilerplate_of(article_of({own_text(0) + " " + notice}, "hospital"), scan), "");
  }
}

TEST(BoilerplateScan, CountsASentenceOnceAnArticle) {
  BoilerplateScan scan;
  const std::string notice(kNotice);
  for (std::size_t i = 0; i < 10; ++i) {
    scan.add(article_of({own_text(i) + " " + notice + " " + notice, own_text(i) + " " + notice}));
  }
  EXPECT_EQ(boilerplate_of(article_of({own_text(0) + " " + notice}), scan), "");
}

TEST(BoilerplateScan, LeavesWhatIsALargePartOfItsSections) {
  const std::string answer = "This ailment is passed on by one parent who has it too.";
  struct Row {
    std::size_t articles;
    std::size_t with_answer;
    bool is_boilerplate;
  };
  for (const Row& row : {Row{100, 40, false}, Row{100, 50, true}}) {
    BoilerplateScan scan;
    for (std::size_t i = 0; i < row.articles; ++i) {
      scan.add(article_of({own_text(i), i < row.with_answer ? answer + " Rarely two." : "None."}));
    }
    EXPECT_EQ(boilerplate_of(article_of({own_text(0), answer}), scan),
              row.is_boilerplate ? answer : "");
  }
}

TEST(BoilerplateScan, IsTheSameForAnyOrderAndNumberOfThreads) {
  std::vector<Article> articles;
  for (std::size_t i = 0; i < 200; ++i) {
    articles.push_back(article_of({own_text(i) + (i % 9 == 0 ? " " + std::string(kNotice) : ""),
                                   own_text(i) + (i % 11 == 0 ? " " + std::string(kOther) : "")},
                                  i % 2 == 0 ? "clinic" : "hospital"));
  }
  BoilerplateScan one;
  for (const Article& article : articles) one.add(article);
  BoilerplateScan many;
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = articles.size(); i-- > 0;) {
        if (i % 4 == t) many.add(articles[i]);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Article& article : articles) {
    EXPECT_EQ(boilerplate_of(article, one), boilerplate_of(article, many));
  }
}

TEST(BoilerplateScan, TakesMoreArticlesWhereItsCountersAreFull) {
  BoilerplateScan scan;
  const std::uint64_t publisher = publisher_print(article_of({}));
  EXPECT_EQ(scan.limit(publisher), 20U);
  EXPECT_LE(BoilerplateScan::bytes(), 32U << 20U);
  // As a corpus of a few million sentences fills them.
  std::string text;
  for (std::size_t i = 0; i < 100000; ++i) {
    text += fmt::format("Sentence {:07} of a very long article\n", i);
  }
  const std::size_t times = 60;
  for (std::size_t i = 0; i < times; ++i) {
    scan.add(article_of({text}, fmt::format("publisher {}", i)));
  }
  EXPECT_GT(scan.limit(publisher), 20U);
  EXPECT_EQ(boilerplate_of(article_of({own_text(0) + " " + std::string(kNotice)}), scan), "");
}

}  // namespace
}  // namespace medlar
