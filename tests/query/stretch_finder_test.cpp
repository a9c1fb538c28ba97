// Which stretches of an article are looked at for a snippet, and that it is the one of the whole.
#include "query/stretch_finder.h"

#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "corpus/concepts/concept_lines.h"
#include "corpus/concepts/landmarks.h"
#include "indexer/format/forward_index_writer.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

constexpr std::string_view kConcepts = R"(
lung cancer | pro: malignant neoplasm of the lung
hypertension | lay: high blood pressure | abbr: HTN
x-ray
pulmonary embolism | abbr: PE
information technology | abbr: IT
hypotension | lay: low blood pressure
)";

class StretchFinderTest : public testing::Test {
 protected:
  StretchFinderTest() {
    ConceptTableBuilder builder;
    builder.add(parse_concept_lines(kConcepts));
    bytes_ = builder.finish();
    std::vector<std::uint32_t> articles(ConceptTable::from_bytes(bytes_).value().names(), 1);
    set_article_counts(bytes_, articles);
    table_ = ConceptTable::from_bytes(bytes_).value();
  }

  static Article article_of(std::vector<std::string> texts) {
    Article article;
    article.language = "en";
    for (std::string& text : texts) article.sections.push_back({"", 0, "", std::move(text)});
    return article;
  }

  /// An index of the articles, from 1 up.
  ForwardIndex index_of(const std::vector<Article>& articles) {
    auto writer = ForwardIndexWriter::create(dir_ / "shard").value();
    std::vector<Landmark> landmarks;
    for (const Article& article : articles) {
      for (const Section& section : article.sections) {
        const auto tokens = analyzer_.analyze(section.text);
        find_landmarks(section.text, tokens, landmarks);
        writer.add_text(*find_field("text"), tokens, landmarks);
      }
      EXPECT_TRUE(writer.end_article());
    }
    EXPECT_TRUE(writer.finish());
    EXPECT_TRUE(merge_forward_indexes({dir_ / "shard"}, dir_ / "forward"));
    return ForwardIndex::open(dir_ / "forward").value();
  }

  std::uint32_t subject(std::string_view preferred) const {
    for (std::uint32_t number = 0; number < table_.concepts(); ++number) {
      if (table_.text_of(table_.names_of(number).begin) == preferred) return number;
    }
    throw std::logic_error("no such concept");
  }

  /// The stretches of an article with a bar between, each with its section.
  std::string found(const std::vector<std::string>& texts, const SnippetTerms& terms) {
    const Article article = article_of(texts);
    const ForwardIndex index = index_of({article});
    const auto stretches = StretchFinder(terms, index, table_, analyzer_).find(1, article);
    if (!stretches) return "all";
    std::string shown;
    for (const Stretch& stretch : *stretches) {
      shown +=
          fmt::format("{}{}: {}", shown.empty() ? "" : "|", stretch.section,
                      texts[stretch.section].substr(stretch.begin, stretch.end - stretch.begin));
    }
    return shown;
  }

  const TempDir dir_;
  std::string bytes_;
  ConceptTable table_;
  Analyzer analyzer_{"en"};
};

TEST_F(StretchFinderTest, FindsWhatMayShowSomething) {
  const std::vector<std::string> texts{
      "Rest well. Cement fixes bones. Bones break. Eat well.", "",
      "High pressure.\nBlood pressure.\nBlood pressure is high. The HTN clinic. HTNs. A lung.",
      "Cancer. Lung cancer. An X-ray. An xray. A ray."};
  struct Row {
    SnippetTerms terms;
    std::string stretches;
  };
  for (const auto& [terms, stretches] : std::vector<Row>{
           {{.words = {{"cement"}}}, "0: Cement fixes bones. "},
           {{.words = {{"cement"}, {"break"}}}, "0: Cement fixes bones. Bones break. "},
           {{.words = {{"rest"}, {"well"}}}, "0: Rest well. |0: Eat well."},
           {{.words = {{"unknown"}}}, ""},
           {{}, ""},
           {{.phrases = {{{"bone", "break"}}}}, "0: Cement fixes bones. Bones break. "},
           {{.prefixes = {"cem"}}, "all"},
           {{.concepts = {{subject("hypertension")}}},
            "2: Blood pressure is high. The HTN clinic. HTNs. "},
           {{.concepts = {{subject("lung cancer")}}}, "3: Lung cancer. "},
           {{.concepts = {{subject("x-ray")}}}, "3: An X-ray. An xray. "},
       }) {
    EXPECT_EQ(found(texts, terms), stretches);
  }
}

TEST_F(StretchFinderTest, SeesAllWhereTooMuchIsSoughtOrTheIndexIsAnothers) {
  std::string text;
  SnippetTerms terms;
  for (std::size_t i = 0; i <= ForwardIndex::kMaxStretchWords; ++i) {
    text += fmt::format("word{} ", i);
    terms.words.push_back({fmt::format("word{}", i)});
  }
  EXPECT_EQ(found({text}, terms), "all");
  terms.words.pop_back();
  EXPECT_EQ(found({text}, terms), "0: " + text);

  const ForwardIndex index = index_of({article_of({"One. Two.", "Three. Four."})});
  const StretchFinder finder({.words = {{"four"}}}, index, table_, analyzer_);
  EXPECT_TRUE(finder.find(1, article_of({"One. Two.", "Three. Four."})));
  for (const std::vector<std::string>& texts : {std::vector<std::string>{"One. Two."},
                                                {"One. Two.", "Three"},
                                                {"", "Three \u00c9\u00c9"}}) {
    EXPECT_FALSE(finder.find(1, article_of(texts))) << texts.back();
  }
  EXPECT_TRUE(finder.find(2, article_of({"One. Two."}))) << "of no article nothing is shown";
}

TEST_F(StretchFinderTest, TheSnippetIsTheOneOfTheWholeArticle) {
  static const std::vector<std::string> kPieces{
      "cancer", "Lung", "lung", "high", "blood",     "Pressure", "HTN",
      "htn",    "IT",   "it",   "PE",   "pe",        "PEs",      "x-ray",
      "xray",   "ray",  "Fig.", "St.",  "bone",      "cement",   "Cement",
      "10",     "mg",   "of",   "the",  "malignant", "neoplasm", "andlung"};
  static const std::vector<std::string> kGaps{" ",  " ",  " ",  " ", ". ", ". ",
                                              "! ", "\n", ", ", "-", "; ", ".1 "};
  static const std::vector<std::string> kStems{"bone", "cement", "ray",  "xray", "lung",
                                               "mg",   "10",     "high", "htn",  "the"};
  std::mt19937 random(20261130);
  const auto one_of = [&random](const std::vector<std::string>& all) {
    return all[random() % all.size()];
  };
  ConceptMatcher matcher(table_, "en");
  SentenceSplitter sentences("en");
  std::vector<Article> articles;
  for (int i = 0; i < 400; ++i) {
    std::vector<std::string> texts(3);
    for (std::string& text : texts) {
      for (unsigned n = random() % 60; n > 0; --n) text += one_of(kPieces) + one_of(kGaps);
    }
    articles.push_back(article_of(texts));
  }
  const ForwardIndex index = index_of(articles);
  std::size_t parts = 0;  // snippets that were made of parts of their articles
  for (int round = 0; round < 20; ++round) {
    SnippetTerms terms;
    for (unsigned n = random() % 3; n > 0; --n) terms.words.push_back({one_of(kStems), 1.5});
    for (unsigned n = random() % 2; n > 0; --n) {
      terms.phrases.push_back({{one_of(kStems), one_of(kStems)}});
    }
    for (unsigned n = random() % 3; n > 0; --n) {
      terms.concepts.push_back({static_cast<std::uint32_t>(random() % table_.concepts())});
    }
    const StretchFinder finder(terms, index, table_, analyzer_);
    for (std::size_t i = 0; i < articles.size(); ++i) {
      const auto stretches = finder.find(static_cast<std::uint32_t>(i + 1), articles[i]);
      ASSERT_TRUE(stretches);
      parts += stretches->size() > 3 ? 1 : 0;
      const Snippet whole = make_snippet({articles[i], {}, &matcher}, terms, analyzer_, sentences);
      const Snippet part =
          make_snippet({articles[i], {}, &matcher, stretches}, terms, analyzer_, sentences);
      const auto ranges = [](const Snippet& snippet) {
        std::vector<std::pair<std::size_t, std::size_t>> all;
        for (const TextRange& match : snippet.matches) all.emplace_back(match.begin, match.end);
        return all;
      };
      ASSERT_EQ(part.text, whole.text);
      ASSERT_EQ(part.section, whole.section);
      ASSERT_EQ(ranges(part), ranges(whole)) << part.text;
    }
  }
  EXPECT_GT(parts, 1000U);
}

}  // namespace
}  // namespace medlar
