// What is suggested for what is typed, in which order, and what of it is marked.
#include "query/suggester.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/analysis/name_words.h"
#include "indexer/indexer.h"
#include "query/word_slips.h"
#include "tests/support/articles.h"
#include "tests/support/names.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Suggester suggester_of(const TempDir& dir, const std::vector<TitleAndNames>& articles,
                       const CountedConcepts& concepts = {}) {
  EXPECT_TRUE(write_names(articles, dir / "names", concepts));
  auto list = NameList::open(dir / "names");
  if (!list) throw std::runtime_error(list.error().message);
  return Suggester(std::move(*list));
}

/// The text with what was typed between brackets.
std::string marked(const Suggestion& suggestion) {
  std::string text;
  std::size_t at = 0;
  for (const TextRange match : suggestion.matches) {
    text += suggestion.text.substr(at, match.begin - at) + "[" +
            suggestion.text.substr(match.begin, match.end - match.begin) + "]";
    at = match.end;
  }
  return text + suggestion.text.substr(at);
}

std::string found(const Suggester& suggester, std::string_view typed, std::size_t limit = 10) {
  std::string all;
  for (const Suggestion& suggestion : suggester.suggest(typed, limit)) {
    all += (all.empty() ? "" : "; ") + marked(suggestion);
  }
  return all;
}

const std::vector<TitleAndNames> kArticles{
    {"Heart attack", "Myocardial infarction", "MI"},
    {"Heart failure"},
    {"Heartburn", "Acid reflux"},
    {"Congenital heart disease"},
    {"Migraine"},
    {"Crohn's disease"},
    {"Crohn Enteritis"},
    {"X-ray"},
    {"Chest x ray"},
    {"Xrays of the teeth"},
    {"5-HT3 receptor antagonists"},
    {"\u00bfQu\u00e9 es la presi\u00f3n arterial?"},
    {"M\u00e9ni\u00e8re's disease"},
    {"\u03b2-blockers"},
    {"Vitamin D", "Calciferol, vitamin"},
    {"Vitamin deficiency"},
    {"Vitamins"},
    {"Disease of the heart, congestive"},
    {"Non-small-cell lung cancer", "NSCLC"},
    {"Warfarin 2.5mg"},
    {"Warfarin 25 mg"},
    {"Edema"},
};

TEST(Suggester, SuggestsAsTabled) {
  const TempDir dir;
  const Suggester suggester = suggester_of(dir, kArticles);
  struct Row {
    std::string_view typed, suggestions;
  };
  for (const Row& row : {
           // One word: first names that begin so, then names with such a word.
           Row{"heart",
               "[Heart]burn; [Heart] attack; [Heart] failure; Congenital [heart] disease; "
               "Disease of the [heart], congestive"},
           Row{"HEART",
               "[Heart]burn; [Heart] attack; [Heart] failure; Congenital [heart] disease; "
               "Disease of the [heart], congestive"},
           Row{"heart ",
               "[Heart]burn; [Heart] attack; [Heart] failure; Congenital [heart] disease; "
               "Disease of the [heart], congestive"},
           Row{"heartb", "[Heartb]urn"},
           Row{"inf", "Myocardial [inf]arction"},
           // The name itself comes first, also where others weigh more.
           Row{"mi", "[MI]; [Mi]graine"},
           Row{"m",
               "[M]igraine; [M]\u00e9ni\u00e8re's disease; [M]I; [M]yocardial infarction; "
               "Warfarin 25 [m]g"},
           Row{"vitamin", "[Vitamin]s; [Vitamin] D; [Vitamin] deficiency; Calciferol, [vitamin]"},
           // Several words: all of them, as beginnings; the order typed before others.
           Row{"heart att", "[Heart] [att]ack"},
           Row{"he at", "[He]art [at]tack"},
           Row{"att heart", "[Heart] [att]ack"},
           Row{"heart dis", "Congenital [heart] [dis]ease; [Dis]ease of the [heart], congestive"},
           Row{"vitamin d", "[Vitamin] [D]; [Vitamin] [d]eficiency"},
           Row{"d vitamin", "[Vitamin] [D]; [Vitamin] [d]eficiency"},
           Row{"vitamin calc", "[Calc]iferol, [vitamin]"},
           Row{"heart heart", ""},
           Row{"heart attack now", ""},
           Row{"h h", ""},
           // Accents and punctuation say nothing.
           Row{"crohns", "[Crohn's] disease"},
           Row{"crohn's", "[Crohn] Enteritis; [Crohn]'s disease"},
           Row{"crohn\u2019s d", "[Crohn]'s [d]isease"},
           Row{"meniere's disease", "[M\u00e9ni\u00e8re]'s [disease]"},
           Row{"m\u00c9NI", "[M\u00e9ni]\u00e8re's disease"},
           Row{"que es la pres", "\u00bf[Qu\u00e9] [es] [la] [pres]i\u00f3n arterial?"},
           Row{"beta", "[\u03b2]-blockers"},
           Row{"betablock", "[\u03b2-block]ers"},
           Row{"\u03b2 b", "[\u03b2]-[b]lockers"},
           // Joined words answer to both ways to write them.
           Row{"xray", "[X-ray]; [Xray]s of the teeth"},
           Row{"x-ray", "[X]-[ray]; [Xray]s of the teeth; Chest [x] [ray]"},
           Row{"x ray", "[X]-[ray]; Chest [x] [ray]"},
           Row{"ray x", "[X]-[ray]; Chest [x] [ray]"},
           Row{"5-ht3 rec", "[5]-[HT3] [rec]eptor antagonists"},
           Row{"5ht3 ant", "[5-HT3] receptor [ant]agonists"},
           Row{"ht3", "5-[HT3] receptor antagonists"},
           Row{"nonsmall cell", "[Non-small]-[cell] lung cancer"},
           Row{"non small-cell lung", "[Non]-[small]-[cell] [lung] cancer"},
           // A point in a number is no punctuation.
           Row{"warfarin 2.5", "[Warfarin] [2.5]mg"},
           Row{"warfarin 25", "[Warfarin] [25] mg"},
           // One slip a word of more than three letters, where nothing begins so.
           Row{"hart attack", "[Heart] [attack]"},
           Row{"heart atack", "[Heart] [attack]"},
           Row{"haert attak", "[Heart] [attack]"},
           Row{"oedema", "[Edema]"},
           Row{"migrane", "[Migraine]"},
           Row{"migraime", "[Migraine]"},
           Row{"xmi", ""},
           Row{"hxaxrt", ""},
           // Nothing to go by.
           Row{"", ""},
           Row{" \t\n", ""},
           Row{"?!...", ""},
           Row{"zzz", ""},
           Row{"\xff\xfe", ""},
           Row{"heartb\xff", "[Heartb]urn"},
       }) {
    EXPECT_EQ(found(suggester, row.typed), row.suggestions) << row.typed;
  }
}

TEST(Suggester, SaysWhereASuggestionLeads) {
  const TempDir dir;
  const Suggester suggester = suggester_of(
      dir, {{"Asthma", "Wheeze"}, {"Croup", "wheeze"}, {"", "Untitled wheeze"}, {"Wheezes"}});
  const auto all = suggester.suggest("whee", 10);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].text, "Wheeze");  // two articles carry it
  EXPECT_EQ(all[0].kind, NameKind::kName);
  EXPECT_EQ(all[0].id, "a1");
  EXPECT_EQ(all[0].title, "Asthma");
  EXPECT_EQ(all[1].text, "Wheezes");
  EXPECT_EQ(all[1].kind, NameKind::kTitle);
  EXPECT_EQ(all[1].id, "a4");
  EXPECT_EQ(all[1].title, "Wheezes");
  EXPECT_EQ(all[2].id, "a3");
  EXPECT_EQ(all[2].title, "");
}

const CountedConcepts kConcepts{
    "myocardial infarction | lay: heart attack | pro: cardiac infarction | abbr: MI\n"
    "mitral insufficiency | abbr: MI\n"
    "migraine | also: migraine headache, migraine disorder, migrainous headache\n"
    "haemorrhoids | us: hemorrhoids | lay: piles",
    {{"myocardial infarction", 20},
     {"heart attack", 30},
     {"MI", 9},
     {"mitral insufficiency", 4},
     {"migraine", 40},
     {"migraine headache", 12},
     {"migraine disorder", 11},
     {"migrainous headache", 10},
     {"haemorrhoids", 8},
     {"hemorrhoids", 7},
     {"piles", 2}}};

TEST(Suggester, NamesTheConceptBesideItsNames) {
  const TempDir dir;
  const Suggester suggester =
      suggester_of(dir, {{"Heart attack"}, {"Migraine in children"}, {"Miles to go"}}, kConcepts);
  const auto with_concepts = [&](std::string_view typed) {
    std::string all;
    for (const Suggestion& suggestion : suggester.suggest(typed, 10)) {
      all += (all.empty() ? "" : "; ") + marked(suggestion);
      if (!suggestion.preferred.empty()) all += " - " + suggestion.preferred;
    }
    return all;
  };
  struct Row {
    std::string_view typed, suggestions;
  };
  for (const Row& row : {
           // Each meaning of what was typed whole, the likelier first; of migraine no more than
           // two.
           Row{"mi",
               "[MI] - myocardial infarction; [MI] - mitral insufficiency; [mi]graine; "
               "[mi]graine headache - migraine; [mi]tral insufficiency; [Mi]les to go; "
               "[Mi]graine in children"},
           Row{"heart", "[Heart] attack - myocardial infarction"},
           Row{"infarct", "myocardial [infarct]ion"},
           Row{"pile", "[pile]s - haemorrhoids"},
           // One slip, in words of more than three letters.
           Row{"hart att", "[Heart] [att]ack - myocardial infarction"},
           Row{"migrane", "[migraine]; [migraine] headache - migraine; [Migraine] in children"},
           Row{"haemorhoid", "[haemorrhoids]"},
           Row{"mx", ""},
       }) {
    EXPECT_EQ(with_concepts(row.typed), row.suggestions) << row.typed;
  }
  const Suggestion concept_alone = suggester.suggest("piles", 1).front();
  EXPECT_EQ(concept_alone.kind, NameKind::kConcept);
  EXPECT_EQ(concept_alone.id, "");
  EXPECT_EQ(concept_alone.title, "");
  EXPECT_EQ(suggester.suggest("heart", 1).front().id, "a1");
  EXPECT_EQ(suggester.suggest("mi", 1).front().kind, NameKind::kAbbreviation);
}

TEST(Suggester, NamesOfAConceptMakeRoomForBetterOnes) {
  const TempDir dir;
  CountedConcepts concepts{"migraine | also: ", {}};
  for (int i = 0; i < 40; ++i) {
    const std::string name = fmt::format("migraine {}x", i);
    concepts.lines += (i > 0 ? ", " : "") + name;
    concepts.articles[name] = static_cast<std::uint32_t>(1 + i);
  }
  const Suggester suggester = suggester_of(dir, {{"Migraine diary"}}, concepts);
  EXPECT_EQ(found(suggester, "migr"), "[migr]aine 39x; [migr]aine 38x; [Migr]aine diary");
  EXPECT_EQ(suggester.suggest("migr", 20).size(), 5U);
}

TEST(Suggester, KeepsToTheLimit) {
  const TempDir dir;
  std::vector<TitleAndNames> articles;
  for (int i = 0; i < 300; ++i) articles.push_back({fmt::format("Asthma {}", i)});
  const Suggester suggester = suggester_of(dir, articles);
  for (const std::size_t limit : {0U, 1U, 7U, 100U}) {
    EXPECT_EQ(suggester.suggest("asthma", limit).size(), limit);
    EXPECT_EQ(suggester.suggest("a 1", limit).size(), limit);
    EXPECT_EQ(suggester.suggest("asthmq", limit).size(), limit);
  }
  EXPECT_EQ(suggester.suggest("a", 100'000).size(), kMaxSuggestions);
  // A shorter list is the beginning of a longer one.
  EXPECT_EQ(found(suggester, "asthma 1", 2), "[Asthma] [1]; [Asthma] [1]0");
}

/// What the searching part finds is what looking at every name finds.
TEST(Suggester, AgreesWithLookingAtEveryName) {
  const TempDir dir;
  std::uint32_t state = 7;
  const auto any = [&](std::uint32_t below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 16U) % below;
  };
  const auto word = [&] {
    std::string letters;
    for (std::uint32_t n = 1 + any(3); n > 0; --n) letters += static_cast<char>('a' + any(3));
    return letters;
  };
  std::vector<TitleAndNames> articles;
  for (int i = 0; i < 200; ++i) {
    std::string title = word();
    for (std::uint32_t n = any(4); n > 0; --n) title += " " + word();
    articles.push_back({title});
  }
  const Suggester suggester = suggester_of(dir, articles);
  const auto words_of = [](const std::string& text) {
    std::istringstream stream(text);
    return std::vector<std::string>(std::istream_iterator<std::string>(stream), {});
  };
  const auto holds = [&](const std::string& name, std::vector<std::string> typed) {
    // Each typed word on a word of its own: all ways are tried.
    std::vector<std::string> words = words_of(name);
    if (words.size() < typed.size()) return false;
    std::ranges::sort(words);
    do {
      bool fits = true;
      for (std::size_t i = 0; i < typed.size(); ++i) fits &= words[i].starts_with(typed[i]);
      if (fits) return true;
    } while (std::next_permutation(words.begin(), words.end()));
    return false;
  };
  std::set<std::string> titles;
  for (const TitleAndNames& article : articles) titles.insert(article[0]);
  for (int i = 0; i < 500; ++i) {
    std::string typed = word();
    for (std::uint32_t n = any(4); n > 0; --n) typed += " " + word();
    std::set<std::string> expected;
    for (const std::string& title : titles) {
      if (holds(title, words_of(typed))) expected.insert(title);
    }
    std::set<std::string> suggested;
    const auto suggestions = suggester.suggest(typed, kMaxSuggestions);
    for (const Suggestion& suggestion : suggestions) suggested.insert(suggestion.text);
    EXPECT_EQ(suggested.size(), suggestions.size()) << "no text twice: " << typed;
    if (expected.size() <= kMaxSuggestions) {
      EXPECT_EQ(suggested, expected) << typed;
    }
  }
}

TEST(Suggester, HostileInputIsBounded) {
  const TempDir dir;
  const Suggester suggester = suggester_of(dir, kArticles);
  std::string thousand;
  for (int i = 0; i < 1000; ++i) thousand += "a ";
  std::string many;
  for (std::size_t i = 0; i < kMaxTypedWords; ++i) many += "heartless ";
  for (const std::string& typed :
       {thousand, many, many + "h", std::string(kMaxTypedBytes, 'h'),
        std::string(kMaxTypedBytes + 1, 'h'), std::string(kMaxTypedBytes, '-'),
        std::string(kMaxTypedBytes, '\xcc'), std::string(1U << 20U, 'h'), std::string(100, '\0')}) {
    EXPECT_THAT(suggester.suggest(typed, 10), IsEmpty());
  }
  EXPECT_EQ(found(suggester, "edema" + std::string(kMaxTypedBytes - 5, ' ')), "[Edema]");
  // A word as long as can be, and one letter longer.
  const std::string longest(kMaxJoinedBytes, 'q');
  const TempDir other;
  const Suggester of_long = suggester_of(other, {{longest + "rs"}});
  EXPECT_EQ(of_long.suggest(longest + "rst", 10).size(), 1U);
}

TEST(Suggester, ManyThreadsMayAskAtOnce) {
  const TempDir dir;
  const Suggester suggester = suggester_of(dir, kArticles);
  const std::string expected = found(suggester, "heart d") + found(suggester, "m\u00e9ni");
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) {
        wrong[t] += found(suggester, "heart d") + found(suggester, "m\u00e9ni") == expected ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(wrong, ElementsAre(0, 0, 0, 0));
}

/// A damaged list is refused, or answers something: it never leads out of its memory.
TEST(Suggester, NoDamagedByteLeadsAstray) {
  const TempDir dir;
  ASSERT_TRUE(write_names({{"X-ray", "R\u00f6ntgen"}, {"Heart attack"}}, dir / "names",
                          {"ray fever | abbr: RF", {{"RF", 2}, {"ray fever", 1}}}));
  const std::string whole = read_file(dir / "names");
  std::size_t refused = 0;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const int flip : {0x01, 0x41, 0x80, 0xff}) {
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ flip);
      dir.file("damaged", damaged);
      auto list = NameList::open(dir / "damaged");
      if (!list) {
        ++refused;
        continue;
      }
      EXPECT_FALSE(list->is_as_written()) << at;
      const Suggester suggester(std::move(*list));
      for (const char* const typed : {"x", "ray", "x-ray", "heart a", "hxart", "a heart"}) {
        for (const Suggestion& suggestion : suggester.suggest(typed, 10)) {
          for (const TextRange match : suggestion.matches) {
            EXPECT_LE(match.end, suggestion.text.size());
          }
        }
      }
    }
  }
  EXPECT_GT(refused, whole.size());
}

TEST(Suggester, OpensTheNamesOfTheLiveGeneration) {
  const TempDir dir;
  const auto missing = Suggester::open(dir / "index");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kIndexMissing);
  for (const char* const title : {"Asthma", "Bronchitis"}) {
    const std::string feed = dir.file("feed.jsonl", json_line("1", title, "text"));
    ASSERT_TRUE(index_corpus({.paths = {feed}, .index = dir / "index"}));
    const auto suggester = Suggester::open(dir / "index");
    ASSERT_TRUE(suggester);
    ASSERT_EQ(suggester->suggest(std::string(1, title[0]), 10).size(), 1U);
    EXPECT_EQ(suggester->suggest(std::string(1, title[0]), 10)[0].text, title);
  }
  std::filesystem::remove(dir / "index/gen-000002/names");
  const auto damaged = Suggester::open(dir / "index");
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().code, ErrorCode::kIndexDamaged);
}

TEST(WordSlips, FindEveryWordOneSlipAway) {
  const TempDir dir;
  const Suggester suggester = suggester_of(
      dir, {{"gastric plastic elastic mastic gstric gasrtic gastrric gaxtric ga\u00dftric xgastric "
             "\u0433\u0430\u0441\u0442\u0440"}});
  const NameList& names = suggester.names();
  const auto words = [&](std::string_view typed) {
    std::string all;
    for (const WordRange range : words_within_a_slip(names, typed)) {
      for (std::uint32_t word = range.begin; word < range.end; ++word) {
        all.append(all.empty() ? "" : " ").append(names.word(word));
      }
    }
    return all;
  };
  EXPECT_EQ(words("gastric"), "gasrtic gasstric gastric gastrric gaxtric gstric xgastric");
  EXPECT_EQ(words("gas"), "gasrtic gasstric gastric gastrric gaxtric gstric mastic xgastric");
  EXPECT_EQ(words("lastic"), "elastic mastic plastic");
  EXPECT_EQ(words("\u0433\u0430\u0441\u0434"), "\u0433\u0430\u0441\u0442\u0440");
  EXPECT_EQ(words("\u0433\u0441\u0430\u0442"), "\u0433\u0430\u0441\u0442\u0440");
  EXPECT_EQ(words("zzzzzz"), "");
}

}  // namespace
}  // namespace medlar
