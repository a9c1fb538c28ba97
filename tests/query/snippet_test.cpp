// What of an article is shown: the text with every match in [brackets].
#include "query/snippet.h"

#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/analysis/utf8.h"

namespace medlar {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Article article_of(std::vector<std::string> texts) {
  Article article;
  article.language = "en";
  for (std::string& text : texts) article.sections.push_back({"", 0, "", std::move(text)});
  return article;
}

/// What to look for: each word on its own.
SnippetTerms words(const std::vector<std::string>& stems) {
  SnippetTerms terms;
  for (const std::string& stem : stems) terms.words.push_back({stem});
  return terms;
}

SnippetTerms phrase(std::vector<std::string> stems) {
  SnippetTerms terms;
  terms.phrases.push_back({std::move(stems)});
  return terms;
}

SnippetTerms prefix(std::string beginning) {
  SnippetTerms terms;
  terms.prefixes.push_back(std::move(beginning));
  return terms;
}

std::string shown(const Snippet& snippet) {
  std::string text = snippet.text;
  for (auto match = snippet.matches.rbegin(); match != snippet.matches.rend(); ++match) {
    text.insert(match->end, "]");
    text.insert(match->begin, "[");
  }
  return text;
}

Snippet snippet_of(const Article& article, const SnippetTerms& terms,
                   std::size_t max_characters = 300) {
  Analyzer analyzer(article.language);
  SentenceSplitter sentences(article.language);
  return make_snippet({article}, terms, analyzer, sentences, {max_characters});
}

struct Row {
  const char* decision;
  std::string text;
  SnippetTerms terms;
  std::size_t max_characters;
  std::string snippet;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.decision; }

class Snippets : public testing::TestWithParam<Row> {};

TEST_P(Snippets, AreAsDecided) {
  const Row& row = GetParam();
  const Snippet snippet = snippet_of(article_of({row.text}), row.terms, row.max_characters);
  EXPECT_EQ(shown(snippet), row.snippet);
  EXPECT_LE(count_characters(snippet.text), row.max_characters);
}

INSTANTIATE_TEST_SUITE_P(
    Sentences, Snippets,
    testing::Values(
        Row{"a whole sentence", "Rest well. Cement fixes bones. Eat well and often.",
            words({"cement"}), 25, "[Cement] fixes bones."},
        Row{"more of them where there is room", "Rest well. Cement fixes bones. Eat well.",
            words({"cement"}), 60, "Rest well. [Cement] fixes bones. Eat well."},
        Row{"what follows before what stands before", "Rest well. Cement fixes bones. Eat well.",
            words({"cement"}), 32, "[Cement] fixes bones. Eat well."},
        Row{"a title ends none", "He came. Ask Dr. Smith about cement. He knows it all.",
            words({"cement"}), 35, "Ask Dr. Smith about [cement]."},
        Row{"nor an abbreviation", "He came. Use glue, e.g. Cement or resin. He knows it all.",
            words({"cement"}), 35, "Use glue, e.g. [Cement] or resin."},
        Row{"nor a journal", "He came. See J. Vasc. Surg. on cement. He knows it all.",
            words({"cement"}), 35, "See J. Vasc. Surg. on [cement]."},
        Row{"nor a decimal", "He came. Mix 2.5 mg of cement. He knows it all.", words({"cement"}),
            28, "Mix 2.5 mg of [cement]."},
        Row{"blanks are made one", "Bone  \t cement\nsets. Fast.", words({"cement"}), 300,
            "Bone [cement] \u00b7 sets. Fast."},
        Row{"paragraphs run on", "Bone cement.\n\nIt sets.", words({"cement"}), 300,
            "Bone [cement]. It sets."},
        Row{"list items have a mark between", "Kinds\nbone cement\ndental cement\nglue",
            words({"cement"}), 300,
            "Kinds \u00b7 bone [cement] \u00b7 dental [cement] \u00b7 glue"},
        Row{"items with full stops need none", "Bone cement.\nDental cement.", words({"cement"}),
            300, "Bone [cement]. Dental [cement]."}));

INSTANTIATE_TEST_SUITE_P(
    Choice, Snippets,
    testing::Values(
        Row{"most words", "Bone is hard. Cement is grey. Bone cement sets.",
            words({"bone", "cement"}), 20, "[Bone] [cement] sets."},
        Row{"close together", "Bone is a thing with cement in. Now bone cement is a thing.",
            words({"bone", "cement"}), 35, "Now [bone] [cement] is a thing."},
        Row{"the earlier of equals", "Cement one is here. Cement two is here.", words({"cement"}),
            20, "[Cement] one is here."},
        Row{"weights", "The common one. The rare one.",
            SnippetTerms{.words = {{"common", 1}, {"rare", 5}}, .phrases = {}, .prefixes = {}}, 16,
            "The [rare] one."},
        Row{"a second fragment",
            "Bone is the hardest tissue of the body. It is alive. It grows and is renewed all life "
            "long by cells of two kinds. Cement fixes implants.",
            words({"bone", "cement"}), 100,
            "[Bone] is the hardest tissue of the body. \u2026 [Cement] fixes implants."},
        Row{"no fragment for what is shown already",
            "Bone is hard. It is alive and grows all life long by cells of two kinds. Bone is "
            "here.",
            words({"bone"}), 60, "[Bone] is hard."},
        Row{"fragments side by side are one",
            "Bone is the hardest tissue of all. Cement fixes implants in the operating room.",
            words({"bone", "cement"}), 120,
            "[Bone] is the hardest tissue of all. [Cement] fixes implants in the operating room."},
        Row{"nothing found", "Rest well. Eat well and sleep.", words({"cement"}), 12, "Rest well."},
        Row{"nothing sought", "Rest well. Eat well.", {}, 300, "Rest well. Eat well."}));

INSTANTIATE_TEST_SUITE_P(
    Cuts, Snippets,
    testing::Values(
        Row{"at the end", "Bone cement is a very long sentence without any end in sight",
            words({"cement"}), 30, "Bone [cement] is a very long\u2026"},
        Row{"at the beginning", "This very long sentence without any end in sight ends in cement",
            words({"cement"}), 30, "\u2026in [cement]"},
        Row{"at both", "This very long sentence has the cement in its middle and goes on and on",
            words({"cement"}), 30, "\u2026the [cement] in its middle\u2026"},
        Row{"without a match", "This very long sentence goes on and on and on", words({"cement"}),
            20, "This very long\u2026"},
        Row{"around most of the matches",
            "Cement stands here all alone and then much later come bone and glue together",
            words({"cement", "bone", "glue"}), 40, "\u2026come [bone] and [glue] together"},
        Row{"within a word only where there is no other place",
            std::string(50, 'x'),
            {},
            12,
            std::string(10, 'x') + "\u2026"},
        Row{"between characters",
            "\u00e1\u00e9\u00ed\u00f3\u00fa\u00e1\u00e9\u00ed\u00f3\u00fa",
            {},
            6,
            "\u00e1\u00e9\u00ed\u00f3\u2026"},
        Row{"three characters", "Bone cement sets.", words({"cement"}), 3, "\u2026c\u2026"},
        Row{"two characters are no room", "Bone cement sets.", words({"cement"}), 2, ""},
        Row{"nor is none", "Bone cement sets.", words({"cement"}), 0, ""}));

INSTANTIATE_TEST_SUITE_P(
    Marks, Snippets,
    testing::Values(Row{"every form of a word", "Fractures: a fracture fractured.",
                        words({"fractur"}), 300, "[Fractures]: a [fracture] [fractured]."},
                    Row{"with diacritics", "M\u00e9ni\u00e8re\u2019s disease", words({"menier"}),
                        300, "[M\u00e9ni\u00e8re\u2019s] disease"},
                    Row{"multi-byte text around", "\u00abEl ni\u00f1o\u00bb \u2014 \u03b2-blockers",
                        words({"nino", "betablock"}), 300,
                        "\u00abEl [ni\u00f1o]\u00bb \u2014 [\u03b2-blockers]"},
                    Row{"parts of a compound", "An x-ray.", words({"ray"}), 300, "An x-[ray]."},
                    Row{"the widest form", "An x-ray.", words({"xray", "x", "ray"}), 300,
                        "An [x-ray]."},
                    Row{"a phrase", "Bone cement is no bone, nor cement.",
                        phrase({"bone", "cement"}), 300, "[Bone cement] is no bone, nor cement."},
                    Row{"a phrase across a hyphen", "An x-ray of x, ray.", phrase({"x", "ray"}),
                        300, "An [x-ray] of [x, ray]."},
                    Row{"a phrase with a stop word", "Vitamin A and a vitamin.",
                        phrase({"vitamin", "a"}), 300, "[Vitamin A] and a vitamin."},
                    Row{"a phrase over blanks", "Bone \t cement sets.", phrase({"bone", "cement"}),
                        300, "[Bone cement] sets."},
                    Row{"overlapping phrases are one mark", "bone cement glue",
                        SnippetTerms{.words = {},
                                     .phrases = {{{"bone", "cement"}}, {{"cement", "glue"}}},
                                     .prefixes = {}},
                        300, "[bone cement glue]"},
                    Row{"a prefix", "Thrombosis and thrombi, thorax", prefix("thromb"), 300,
                        "[Thrombosis] and [thrombi], thorax"},
                    Row{"a prefix longer than the stem", "Fractures, a fracture",
                        prefix("fractures"), 300, "[Fractures], a fracture"},
                    Row{"a prefix in a compound", "An anti-inflammatory drug", prefix("antiinflam"),
                        300, "An [anti-inflammatory] drug"}));

TEST(Snippet, BestSectionIsChosenAndReported) {
  Article article = article_of({"Bone is hard.", "", "Bone cement sets.", "Cement."});
  Snippet snippet = snippet_of(article, words({"bone", "cement"}));
  EXPECT_EQ(snippet.section, 2U);
  EXPECT_EQ(shown(snippet), "[Bone] [cement] sets.");

  snippet = snippet_of(article, words({"glue"}));
  EXPECT_EQ(snippet.section, 0U);
  snippet = snippet_of(article_of({"", "First text.", "Second."}), words({"glue"}));
  EXPECT_EQ(snippet.section, 1U);
  EXPECT_EQ(snippet.text, "First text.");
}

TEST(Snippet, HeadingsCount) {
  Article article = article_of({"Cement sets.", "Cement sets."});
  article.sections[1].heading = "Uses of cement";
  EXPECT_EQ(snippet_of(article, words({"cement"})).section, 1U);
}

TEST(Snippet, WhatStandsAtTheEndIsNotShown) {
  Article article = article_of({"Rest helps.", "Bone cement, a review. Cement today.", "Cement."});
  article.sections[1].role = SectionRole::kReferences;
  article.sections[2].role = SectionRole::kTreatment;
  EXPECT_EQ(shown(snippet_of(article, words({"cement"}))), "[Cement].");
  article.sections[2].role = SectionRole::kDisclaimer;
  EXPECT_EQ(shown(snippet_of(article, words({"cement"}))), "Rest helps.");
  article.sections[0].role = SectionRole::kCredits;  // nothing else is there
  EXPECT_EQ(shown(snippet_of(article, words({"cement"}))), "Rest helps.");
}

TEST(Snippet, ArticlesWithoutText) {
  EXPECT_EQ(snippet_of(article_of({}), words({"cement"})).text, "");
  EXPECT_EQ(snippet_of(article_of({"", ""}), words({"cement"})).text, "");
  EXPECT_EQ(snippet_of(article_of({" \n\t "}), words({"cement"})).text, "");
}

TEST(Snippet, SpanishText) {
  Article article =
      article_of({"El Dr. P\u00e9rez vino. \u00bfQu\u00e9 dijo de los ni\u00f1os? Nada."});
  article.language = "es";
  Analyzer analyzer("es");
  const std::string stem(analyzer.analyze("ni\u00f1o")[0].term);
  EXPECT_EQ(shown(snippet_of(article, words({stem}), 32)),
            "\u00bfQu\u00e9 dijo de los [ni\u00f1os]? Nada.");
}

TEST(Snippet, LongSectionsAreCheap) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "Bone cement sets in the room. ";
  const Snippet snippet = snippet_of(article_of({text}), words({"bone", "cement", "room"}));
  EXPECT_LE(count_characters(snippet.text), 300U);
  EXPECT_THAT(shown(snippet), StartsWith("[Bone] [cement] sets in the [room]."));
  const Snippet one_sentence =
      snippet_of(article_of({std::string(1 << 20, 'x') + " cement"}), words({"cement"}));
  EXPECT_THAT(shown(one_sentence), HasSubstr("[cement]"));
}

TEST(Snippet, BoilerplateIsShownOnlyWhereNothingElseMatches) {
  const std::string text =
      "A rash begins on the hand. Nurses answer questions about vaccines. It spreads to the elbow.";
  const auto begin = static_cast<std::uint32_t>(text.find("Nurses"));
  const auto end = static_cast<std::uint32_t>(text.find(" It spreads"));
  const std::vector<BoilerplateSentence> repeated{{0, begin, end, 1}};
  struct Case {
    std::vector<std::string> stems;
    const char* shown;
  };
  for (const Case& row : {
           Case{{"rash"}, "A [rash] begins on the hand."},
           Case{{"elbow"}, "It spreads to the [elbow]."},
           Case{{"rash", "vaccin"}, "A [rash] begins on the hand."},
           Case{{"rash", "elbow"},
                "A [rash] begins on the hand. \u2026 It spreads to the [elbow]."},
           Case{
               {"vaccin"},
               "A rash begins on the hand. Nurses answer questions about [vaccines]. It spreads to "
               "the elbow."},
           Case{{}, "A rash begins on the hand."},
       }) {
    Analyzer analyzer("en");
    SentenceSplitter sentences("en");
    const Article article = article_of({text});
    EXPECT_EQ(shown(make_snippet({article, repeated}, words(row.stems), analyzer, sentences)),
              row.shown);
  }
  // An article that begins with boilerplate is shown from behind it, in another section as well.
  const Article two = article_of({text.substr(begin, end - begin), "It spreads to the elbow."});
  const std::vector<BoilerplateSentence> whole{{0, 0, end - begin, 1}};
  Analyzer analyzer("en");
  SentenceSplitter sentences("en");
  const Snippet snippet = make_snippet({two, whole}, {}, analyzer, sentences);
  EXPECT_EQ(snippet.section, 1U);
  EXPECT_EQ(snippet.text, "It spreads to the elbow.");
}

// Random articles, random things to look for: what holds for every snippet.
class SnippetProperties : public testing::Test {
 protected:
  static constexpr unsigned kSeed = 20261123;

  std::string random_text() {
    static const std::vector<std::string> kPieces{
        "bone",       "cement",  "cement",         "Fractures",
        "ni\u00f1o",  "x-ray",   "5-HT3",          "CD4+",
        "vitamin a",  "Dr.",     "e.g.",           "The",
        "of",         "2.5mg",   "\u03b2",         "\u7cd6\u5c3f\u75c5",
        "thrombosis", "thrombi", "J. Vasc. Surg.", "\U0001F600",
        "(see",       "this)",   "\u2019s",        "-"};
    static const std::vector<std::string> kGaps{" ",      " ",  " ",  " ",  "  ",   ". ",
                                                ". ",     "? ", "\n", "; ", "\n\n", "\t",
                                                "\u00a0", "",   ", ", ".\n"};
    std::string text;
    for (unsigned n = random_() % 60; n > 0; --n) {
      text += kPieces[random_() % kPieces.size()];
      text += kGaps[random_() % kGaps.size()];
    }
    if (random_() % 8 == 0) text += std::string(400, 'y');
    return text;
  }

  SnippetTerms random_terms() {
    static const std::vector<std::string> kStems{"bone", "cement", "fractur", "nino", "xray", "ray",
                                                 "5ht3", "ht3",    "cd4",     "a",    "beta", "mg"};
    SnippetTerms terms;
    for (unsigned n = random_() % 4; n > 0; --n) {
      terms.words.push_back({kStems[random_() % kStems.size()], 0.5 + random_() % 4});
    }
    for (unsigned n = random_() % 2; n > 0; --n) {
      terms.phrases.push_back(
          {{kStems[random_() % kStems.size()], kStems[random_() % kStems.size()]}});
    }
    if (random_() % 3 == 0) terms.phrases.push_back({{"vitamin", "a"}});
    if (random_() % 3 == 0) terms.prefixes.push_back("thromb");
    return terms;
  }

  std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> all;
    for (const Token& token : analyzer_.analyze(text)) {
      all.emplace_back(text.substr(token.begin, token.end - token.begin));
    }
    return all;
  }

  static std::string without_blanks(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
    for (const std::string_view mark : {"\u00b7", "\u00a0"}) {
      for (std::size_t at = 0; (at = text.find(mark)) != std::string::npos;) text.erase(at, 2);
    }
    return text;
  }

  /// True when a marked text shows something that is sought.
  bool is_sought(std::string_view marked, const SnippetTerms& terms) {
    std::vector<std::string> stems;
    for (const Token& token : analyzer_.analyze(marked)) {
      if (token.term.starts_with("thromb") && !terms.prefixes.empty()) return true;
      stems.emplace_back(token.term);
    }
    const auto has = [&stems](const std::string& stem) {
      return std::ranges::find(stems, stem) != stems.end();
    };
    for (const auto& word : terms.words) {
      if (has(word.stem)) return true;
    }
    return std::ranges::any_of(terms.phrases, [&](const SnippetTerms::Phrase& p) {
      return std::ranges::all_of(p.stems, has);
    });
  }

  std::mt19937 random_{kSeed};
  Analyzer analyzer_{"en"};
  SentenceSplitter sentences_{"en"};
};

TEST_F(SnippetProperties, Hold) {
  SCOPED_TRACE(testing::Message() << "seed " << kSeed);
  for (int round = 0; round < 4000; ++round) {
    const Article article = article_of({random_text(), random_text(), random_text()});
    const SnippetTerms terms = random_terms();
    const std::size_t room = random_() % 4 == 0 ? random_() % 20 : 20 + random_() % 300;
    const Snippet snippet = make_snippet({article}, terms, analyzer_, sentences_, {room});
    SCOPED_TRACE(testing::Message()
                 << "round " << round << ", room " << room << ": " << shown(snippet));
    ASSERT_LE(count_characters(snippet.text), room);
    ASSERT_EQ(valid_utf8(snippet.text), snippet.text);
    ASSERT_LT(snippet.section, article.sections.size());

    std::size_t reached = 0;
    for (const TextRange match : snippet.matches) {
      ASSERT_LE(reached, match.begin);
      ASSERT_LT(match.begin, match.end);
      ASSERT_LE(match.end, snippet.text.size());
      ASSERT_EQ(character_begin(snippet.text, match.begin), match.begin);
      ASSERT_EQ(character_begin(snippet.text, match.end), match.end);
      reached = match.end;
      const std::string_view marked =
          std::string_view(snippet.text).substr(match.begin, match.end - match.begin);
      ASSERT_TRUE(is_sought(marked, terms)) << marked;
    }
  }
}

TEST_F(SnippetProperties, EveryWordIsTheArticlesInItsOrder) {
  SCOPED_TRACE(testing::Message() << "seed " << kSeed);
  for (int round = 0; round < 2000; ++round) {
    const Article article = article_of({random_text(), random_text()});
    const Snippet snippet =
        make_snippet({article}, random_terms(), analyzer_, sentences_, {20 + random_() % 300});
    // Between ellipses everything is as in the article, but for blanks and the marks of lists.
    const std::string shown_text = without_blanks(snippet.text) + "\u2026";
    const std::string text = without_blanks(article.sections[snippet.section].text);
    std::size_t at = 0;
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = shown_text.find("\u2026", begin)) != std::string::npos;
         begin = end + std::string_view("\u2026").size()) {
      const std::string fragment = shown_text.substr(begin, end - begin);
      const std::size_t found = text.find(fragment, at);
      ASSERT_NE(found, std::string::npos) << "round " << round << ": " << snippet.text;
      at = found + fragment.size();
    }
  }
}

TEST_F(SnippetProperties, WordsAreNeverCutWhereTheyFit) {
  SCOPED_TRACE(testing::Message() << "seed " << kSeed);
  for (int round = 0; round < 2000; ++round) {
    // Words only, so that a cut within a word cannot make another word.
    std::string text;
    std::set<std::string> known;
    for (unsigned n = 1 + random_() % 60; n > 0; --n) {
      std::string word(1 + random_() % 9, static_cast<char>('a' + random_() % 26));
      word += static_cast<char>('a' + random_() % 26);
      known.insert(word);
      text += word + " ";
    }
    const SnippetTerms terms = words({*known.begin()});
    const Snippet snippet =
        make_snippet({article_of({text})}, terms, analyzer_, sentences_, {30 + random_() % 100});
    for (const std::string& word : words_of(snippet.text)) {
      ASSERT_TRUE(known.contains(word)) << word << " in " << snippet.text;
    }
  }
}

TEST(Snippet, PrefersSectionsOfTheRolesAskedFor) {
  Article article;
  article.language = "en";
  article.sections = {
      {.text = "Gout is pain of a toe. Gout comes at night.", .role = SectionRole::kSummary},
      {.heading = "Treatment", .text = "Cold packs ease gout.", .role = SectionRole::kTreatment},
      {.heading = "Prevention", .text = "Water keeps it away.", .role = SectionRole::kPrevention}};
  SnippetTerms terms = words({"gout"});
  EXPECT_EQ(snippet_of(article, terms).section, 0U);
  terms.favoured_roles = {SectionRole::kTreatment, SectionRole::kPrevention};
  EXPECT_EQ(snippet_of(article, terms).section, 1U);
  // But not a section in which nothing is found, nor one that shows far less.
  terms.favoured_roles = {SectionRole::kPrevention};
  EXPECT_EQ(snippet_of(article, terms).section, 0U);
  terms = words({"pain", "night", "gout"});
  terms.favoured_roles = {SectionRole::kTreatment};
  EXPECT_EQ(snippet_of(article, terms).section, 0U);
}

}  // namespace
}  // namespace medlar
