#include "indexer/format/name_list.h"

#include <array>

#include <gtest/gtest.h>

#include "indexer/format/article_store.h"
#include "tests/support/articles.h"
#include "tests/support/names.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

/// The list of names of articles "a1", "a2", ... and of concepts.
NameList list_of(const TempDir& dir, const std::vector<TitleAndNames>& articles,
                 const CountedConcepts& concepts = {}) {
  EXPECT_TRUE(write_names(articles, dir / "names", concepts));
  auto list = NameList::open(dir / "names");
  if (!list) throw std::runtime_error(list.error().message);
  return std::move(*list);
}

constexpr std::array<std::string_view, 4> kKinds{"title", "name", "concept", "abbreviation"};

/// A line for each name, the best first: text, kind, articles, id and title it leads to, and what
/// its concept is called first.
std::string shown(const NameList& list) {
  std::string all;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    const NameList::Name name = list.name(i);
    all += fmt::format("{}|{}|{}", name.text, kKinds[static_cast<std::size_t>(name.kind)],
                       name.articles);
    if (name.article != NameList::kNone) {
      const NameList::Owner article = list.article(name.article);
      all += fmt::format("|{}|{}", article.id, article.title);
    }
    EXPECT_EQ(list.subject_of(i), name.subject);
    if (name.subject != NameList::kNone) {
      all += fmt::format("|={}", list.preferred_name(name.subject));
    }
    all += '\n';
  }
  return all;
}

const std::vector<TitleAndNames> kSmall{{"Pulmonary embolism", "PE", "Lung clot"},
                                        {"X-ray", "Röntgen"},
                                        {"Asthma"},
                                        {"Lung Clot", "pulmonary embolism"}};

TEST(NameList, RanksByArticlesThenKindThenLength) {
  struct Row {
    std::string_view what;
    std::vector<TitleAndNames> articles;
    std::string_view list;
  };
  for (const Row& row : {
           Row{"nothing", {}, ""},
           Row{"titles before names, shorter before longer",
               {{"Bb", "C"}, {"Aaa"}},
               "Bb|title|1|a1|Bb\nAaa|title|1|a2|Aaa\nC|name|1|a1|Bb\n"},
           Row{"what more articles carry comes first",
               {{"Asthma", "Wheeze"}, {"Croup", "Wheeze"}, {"Flu"}},
               "Wheeze|name|2|a1|Asthma\nFlu|title|1|a3|Flu\nCroup|title|1|a2|Croup\n"
               "Asthma|title|1|a1|Asthma\n"},
           Row{"characters count, not bytes",
               {{"\u00e9\u00e9\u00e9"}, {"aaaa"}},
               "\u00e9\u00e9\u00e9|title|1|a1|\u00e9\u00e9\u00e9\naaaa|title|1|a2|aaaa\n"},
           Row{"equally long: by their letters",
               {{"beta"}, {"Alfa"}},
               "Alfa|title|1|a2|Alfa\nbeta|title|1|a1|beta\n"},
           Row{"case, accents and punctuation apart, one name, as the first title is written",
               {{"T", "meniere\u2019s-disease"},
                {"M\u00e9ni\u00e8re's Disease"},
                {"MENIERE'S DISEASE"}},
               "M\u00e9ni\u00e8re's Disease|title|3|a2|M\u00e9ni\u00e8re's Disease\n"
               "T|title|1|a1|T\n"},
           Row{"an article counts once", {{"Flu", "flu", "FLU"}}, "Flu|title|1|a1|Flu\n"},
           Row{"of names the first", {{"", "Flu"}, {"", "FLU"}}, "Flu|name|2|a1|\n"},
           Row{"without letters, no name", {{"???", " ", ""}, {"?", "A!"}}, "A!|name|1|a2|?\n"},
       }) {
    const TempDir dir;
    EXPECT_EQ(shown(list_of(dir, row.articles)), row.list) << row.what;
  }
}

TEST(NameList, HasTheNamesOfConceptsThatArticlesHave) {
  struct Row {
    std::string_view what;
    std::vector<TitleAndNames> articles;
    CountedConcepts concepts;
    std::string_view list;
  };
  for (const Row& row : {
           Row{"only those that articles have",
               {},
               {"myocardial infarction | lay: heart attack | abbr: MI",
                {{"heart attack", 7}, {"MI", 3}}},
               "heart attack|concept|7|=myocardial infarction\n"
               "MI|abbreviation|3|=myocardial infarction\n"},
           Row{"what is a title or another name goes on leading to its article",
               {{"Heart Attack", "M.I."}},
               {"myocardial infarction | lay: heart attack | abbr: MI",
                {{"myocardial infarction", 2}, {"heart attack", 7}, {"MI", 3}}},
               "Heart Attack|title|7|a1|Heart Attack|=myocardial infarction\n"
               "M.I.|name|3|a1|Heart Attack|=myocardial infarction\n"
               "myocardial infarction|concept|2|=myocardial infarction\n"},
           Row{"an abbreviation for each of its meanings, the likelier first",
               {{"Gums", "PD"}, {"Pd"}},
               {"periodontal disease | abbr: PD\nParkinson disease | abbr: PD",
                {{"PD", 5}, {"periodontal disease", 1}, {"Parkinson disease", 4}}},
               "PD|abbreviation|5|=Parkinson disease\nPD|abbreviation|5|=periodontal disease\n"
               "Parkinson disease|concept|4|=Parkinson disease\n"
               "Pd|title|2|a2|Pd\nGums|title|1|a1|Gums\n"
               "periodontal disease|concept|1|=periodontal disease\n"},
       }) {
    const TempDir dir;
    EXPECT_EQ(shown(list_of(dir, row.articles, row.concepts)), row.list) << row.what;
  }
}

TEST(NameList, KnowsTheNamesOfEachWordAndTheWordsOfEachName) {
  const TempDir dir;
  const NameList list = list_of(dir, kSmall);
  ASSERT_EQ(shown(list),
            "Lung Clot|title|2|a4|Lung Clot\nPulmonary embolism|title|2|a1|Pulmonary embolism\n"
            "X-ray|title|1|a2|X-ray\nAsthma|title|1|a3|Asthma\nPE|name|1|a1|Pulmonary embolism\n"
            "Röntgen|name|1|a2|X-ray\n");
  std::string words;
  for (std::uint32_t word = 0; word < list.all_words().end; ++word) {
    words += fmt::format("{}:", list.word(word));
    const NameNumbers names = list.names_with({word, word + 1});
    for (std::size_t i = 0; i < names.size(); ++i) {
      words += fmt::format(" {}{}", names[i] & ~kNameFlag, (names[i] & kNameFlag) != 0 ? "+" : "");
    }
    words += '\n';
  }
  EXPECT_EQ(words,
            "asthma: 3\nclot: 0+\nembolism: 1+\nlung: 0\npe: 4\npulmonary: 1\nray: 2+\n"
            "rontgen: 5\nxray: 2\n");
  const NameNumbers xray = list.words_of(2);
  ASSERT_EQ(xray.size(), 2U);
  EXPECT_EQ(list.word(xray[0]), "xray");
  EXPECT_EQ(list.word(xray[1] & ~kNameFlag), "ray");
  EXPECT_TRUE((xray[1] & kNameFlag) != 0 && (xray[0] & kNameFlag) == 0);
}

TEST(NameList, FindsTheWordsThatBeginSo) {
  const TempDir dir;
  const NameList list = list_of(dir, {{"gas gastric gastritis gasp gut \u0436\u0438\u0437\u043d"}});
  const auto found = [&](std::string_view rest, std::size_t at, std::string_view begin) {
    std::string words;
    const WordRange range = list.words_with(rest, at, list.words_with(begin, 0, list.all_words()));
    for (std::uint32_t word = range.begin; word < range.end; ++word) {
      words.append(words.empty() ? "" : " ").append(list.word(word));
    }
    return words;
  };
  EXPECT_EQ(found("", 0, ""), "gas gasp gastric gastritis gut \u0436\u0438\u0437\u043d");
  EXPECT_EQ(found("gast", 0, ""), "gastric gastritis");
  EXPECT_EQ(found("t", 3, "gas"), "gastric gastritis");
  EXPECT_EQ(found("ut", 1, "g"), "gut");
  EXPECT_EQ(found("\u0436\u0438", 0, ""), "\u0436\u0438\u0437\u043d");
  EXPECT_EQ(found("x", 0, ""), "");
  EXPECT_EQ(found("x", 99, "g"), "");
}

TEST(NameList, LeavesOutWhatNobodyPicksAndSaysSo) {
  const TempDir dir;
  const std::string longest(kMaxNameBytes, 'x');
  const NameList list =
      list_of(dir, {{longest + "x", longest, "short"}, {std::string(1U << 20U, 'y'), "?"}});
  EXPECT_EQ(list.size(), 2U);
  EXPECT_EQ(list.left_out(), 2U);
  EXPECT_EQ(list.name(0).text, "short");
  EXPECT_EQ(list.article(list.name(0).article).title, longest + "x");
}

TEST(NameList, IsMadeFromAStoreOfArticles) {
  const TempDir dir;
  auto store = ArticleStoreWriter::create(dir / "articles");
  ASSERT_TRUE(store);
  for (int number = 0; number < 3; ++number) ASSERT_TRUE(store->add(full_article(number)));
  ASSERT_TRUE(store->finish());
  ASSERT_TRUE(write_names({dir / "articles"}, ConceptTable(), dir / "names"));
  const auto list = NameList::open(dir / "names");
  ASSERT_TRUE(list);
  EXPECT_TRUE(list->is_as_written());
  EXPECT_EQ(shown(*list),
            "one name|name|3|id-0|Title 0\nanother name|name|3|id-0|Title 0\n"
            "Title 0|title|1|id-0|Title 0\nTitle 1|title|1|id-1|Title 1\n"
            "Title 2|title|1|id-2|Title 2\n");
  EXPECT_EQ(list->article(0).number, 1U);
  EXPECT_EQ(list->article(2).number, 3U);
}

TEST(NameList, MissingOrForeignIsDamage) {
  const TempDir dir;
  dir.file("empty", "");
  dir.file("foreign", std::string(1000, 'M'));
  for (const char* const name : {"missing", "empty", "foreign"}) {
    const auto list = NameList::open(dir / name);
    ASSERT_FALSE(list) << name;
    EXPECT_EQ(list.error().code, ErrorCode::kIndexDamaged);
    EXPECT_FALSE(list.error().hint.empty());
  }
}

TEST(NameList, RefusesEveryTruncation) {
  const TempDir dir;
  ASSERT_TRUE(write_names(kSmall, dir / "names", {"lung clot | abbr: PE", {{"PE", 2}}}));
  const std::string whole = read_file(dir / "names");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    dir.file("cut", std::string_view(whole).substr(0, size));
    EXPECT_FALSE(NameList::open(dir / "cut")) << size;
  }
  dir.file("longer", whole + "x");
  EXPECT_FALSE(NameList::open(dir / "longer"));
}

TEST(NameList, CannotBeWrittenIntoAMissingFolder) {
  const TempDir dir;
  const auto written = write_names(kSmall, dir / "missing" / "names");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kInputOutput);
}

}  // namespace
}  // namespace medlar
