#include "corpus/concepts/corpus_concepts.h"

#include <string>
#include <utility>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace medlar {
namespace {

struct Said {
  std::string title;
  std::vector<std::string> names;
  std::string text;
  std::string source = "clinic";
  std::string language = "en";
};

Article article_of(const Said& said, std::size_t number) {
  Article article;
  article.id = fmt::format("article {}", number);
  article.title = said.title;
  article.names = said.names;
  article.source = said.source;
  article.language = said.language;
  article.sections.push_back({.text = said.text});
  return article;
}

/// A line a concept; abbreviations in angle brackets.
std::string shown(const Vocabulary& vocabulary) {
  std::string all;
  for (const Concept& subject : vocabulary.concepts) {
    EXPECT_EQ(subject.names.front().kind, ConceptNameKind::kPreferred);
    for (const ConceptName& name : subject.names) {
      const bool is_abbreviation = name.kind == ConceptNameKind::kAbbreviation;
      if (&name != &subject.names.front()) all += "|";
      all += is_abbreviation ? "<" + name.text + ">" : name.text;
      if (name.language != "en") all += "@" + name.language;
    }
    all += "\n";
  }
  return all;
}

std::string concepts_of(const std::vector<Said>& corpus, std::size_t others = 0) {
  CorpusConcepts concepts;
  for (std::size_t i = 0; i < corpus.size(); ++i) concepts.add(article_of(corpus[i], i));
  for (std::size_t i = 0; i < others; ++i) concepts.add(article_of({}, 1000 + i));
  return shown(concepts.vocabulary());
}

TEST(CorpusConcepts, AreWhatArticlesSayTheyAreCalled) {
  EXPECT_EQ(concepts_of({}), "");
  EXPECT_EQ(concepts_of({{"Heart attack", {"Myocardial infarction", "MI"}, ""}}),
            "Heart attack|Myocardial infarction|<MI>\n");
  EXPECT_EQ(concepts_of({{"Heart attack", {"Coronary"}, ""},
                         {"heart attacks", {"Cardiac infarct"}, ""},
                         {"Heart attack", {"Cardiac infarct"}, ""}}),
            "Heart attack|Cardiac infarct|Coronary\n");
  EXPECT_EQ(concepts_of({{"Dolor abdominal", {"Dolor de barriga"}, "", "clinic", "es"}}),
            "Dolor abdominal@es|Dolor de barriga@es\n");
}

TEST(CorpusConcepts, AreNotWiderOrNarrowerOnes) {
  // has an article of its own
  EXPECT_EQ(concepts_of({{"Arrhythmia", {"Fast heart", "Slow heart"}, ""}, {"Slow heart", {}, ""}}),
            "Arrhythmia|Fast heart\n");
  // but at another publisher it may be the same
  EXPECT_EQ(concepts_of({{"Arrhythmia", {"Odd pulse"}, ""}, {"Odd pulse", {}, "", "other"}}),
            "Arrhythmia|Odd pulse\n");
  EXPECT_EQ(concepts_of({{"Asthma", {"Severe asthma", "Wheeze", "ASM", "ASM2"}, ""}}),
            "Asthma|Wheeze|<ASM>\n");
  // a family's name
  EXPECT_EQ(concepts_of({{"Scarlatina", {"Fevers", "Second disease"}, ""},
                         {"Rubella", {"Fevers", "Third disease"}, ""},
                         {"Roseola", {"Fevers", "Sixth disease"}, ""}}),
            "Roseola|Sixth disease\nRubella|Third disease\nScarlatina|Second disease\n");
}

TEST(CorpusConcepts, AreAbbreviationsThatTextsDefine) {
  const std::vector<Said> corpus = {
      {"", {}, "A pulmonary embolism (PE) is a clot. A pulmonary embolism (PE) is grave."},
      {"", {}, "Pulmonary emboli (PEs) and pulmonary Embolism (PE)"},
      {"", {}, "One has physical education (PE)."},
      {"", {}, "The pulmonary-embolism (PE)"}};
  EXPECT_EQ(concepts_of(corpus),
            "pulmonary embolism|<PE>\n"
            "physical education|<PE>\n"
            "Pulmonary emboli|<PE>\n");
  // in a large corpus one article is not enough
  EXPECT_EQ(concepts_of(corpus, 200), "pulmonary embolism|<PE>\n");
}

TEST(CorpusConcepts, JoinWhatIsNamedAndWhatIsDefined) {
  EXPECT_EQ(concepts_of({{"Heart attack", {"Myocardial infarction"}, ""},
                         {"", {}, "myocardial infarctions (MI)"},
                         {"", {}, "a heart attack (HA)"}}),
            "Heart attack|Myocardial infarction|<HA>|<MI>\n");
}

TEST(CorpusConcepts, LeaveReferencesOut) {
  Article article = article_of({"", {}, "a pulmonary embolism (PE)"}, 0);
  article.sections[0].role = SectionRole::kReferences;
  CorpusConcepts concepts;
  concepts.add(article);
  EXPECT_EQ(shown(concepts.vocabulary()), "");
}

TEST(CorpusConcepts, DoNotDependOnThreads) {
  const auto said = [](std::size_t i) {
    return article_of({fmt::format("Ailment {}", i % 50),
                       {fmt::format("Illness {}", i % 70), "Malady"},
                       i % 3 == 0 ? "deep vein thrombosis (DVT)" : "Deep vein thrombosis (DVT)"},
                      i);
  };
  CorpusConcepts one;
  for (std::size_t i = 0; i < 300; ++i) one.add(said(i));
  std::vector<CorpusConcepts> parts(3);
  for (std::size_t i = 300; i-- > 0;) parts[i * i % 3].add(said(i));
  CorpusConcepts all = std::move(parts[2]);
  all.merge(std::move(parts[0]));
  all.merge(std::move(parts[1]));
  EXPECT_EQ(shown(all.vocabulary()), shown(one.vocabulary()));
  EXPECT_NE(shown(one.vocabulary()).find("Deep vein thrombosis|<DVT>"), std::string::npos);
}

}  // namespace
}  // namespace medlar
