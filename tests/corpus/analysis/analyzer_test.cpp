// Which terms a text gets: one row a decision. Forms of one word stand together, widest first,
// joined by '|'; "term=exact" shows the exact form where it differs from the term.
#include "corpus/analysis/analyzer.h"

#include <map>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/analysis/tokenizer.h"
#include "corpus/analysis/utf8.h"
#include "corpus/word_hash.h"

namespace medlar {
namespace {

std::string terms(Analyzer& analyzer, std::string_view text) {
  std::string shown;
  std::uint32_t position = 0;
  for (const Token& token : analyzer.analyze(text)) {
    if (!shown.empty()) shown += token.position == position ? '|' : ' ';
    position = token.position;
    shown += token.term;
  }
  return shown;
}

struct Row {
  const char* decision;
  const char* text;
  const char* terms;
};

const Row kEnglish[] = {
    {"words are folded and stemmed", "Compression Fractures", "compress fractur"},
    {"stop words are indexed", "fractures of the spine", "fractur of the spine"},
    {"punctuation is no word", "pain, (severe); chest!", "pain severe chest"},
    // Compounds: the parts at their own positions, the joined form beside the first part.
    {"receptor", "5-HT3", "5ht3|5 ht3"},
    {"receptor without hyphen", "5HT3", "5ht3"},
    {"virus and year", "COVID-19", "covid19|covid 19"},
    {"tissue type", "HLA-B27", "hlab27|hla b27"},
    {"x-ray", "x-ray", "xray|x ray"},
    {"xray", "Xrays", "xray"},
    {"hyphenated adjective", "insulin-dependent", "insulindepend|insulin depend"},
    {"joined forms are stemmed like single words", "beta-blockers", "betablock|beta blocker"},
    {"non-breaking hyphen", "beta\u2011blockers", "betablock|beta blocker"},
    {"long chains are only their parts", "a-b-c-d-e", "a b c d e"},
    {"a dash between blanks joins nothing", "diabetes - type 1", "diabet type 1"},
    // Slashes separate.
    {"gene and its other name", "HER2/neu", "her2 neu"},
    {"blood pressure", "120/80", "120 80"},
    {"concentration", "5 mg/mL", "5 mg ml"},
    // Signs that belong to the word.
    {"cell marker", "CD4+ cells", "cd4+|cd4 cell"},
    {"cell marker without the sign", "CD4 count", "cd4 count"},
    {"plus between words is no sign", "vitamins + iron", "vitamin iron"},
    {"vitamin", "vitamin B12", "vitamin b12"},
    // Numbers and doses.
    {"decimal", "3.5", "3.5"},
    {"grouped digits", "1,000 steps", "1000 step"},
    {"dose without a space", "5mg", "5mg|5 mg"},
    {"decimal dose", "2.5mg", "2.5mg|2.5 mg"},
    {"micrograms", "50 \u00b5g", "50 mcg"},
    {"not a dose", "3rd", "3rd"},
    // Greek.
    {"Greek letter for its name", "\u03b2-blockers", "betablock|beta blocker"},
    {"Greek letter behind a hyphen", "TNF-\u03b1", "tnfalpha|tnf alpha"},
    {"Greek letter in a word", "IL-1\u03b2", "il1beta|il 1beta"},
    {"Greek word stays Greek", "\u03c5\u03b3\u03b5\u03af\u03b1", "\u03c5\u03b3\u03b5\u03b9\u03b1"},
    // Apostrophes.
    {"possessive eponym", "Crohn's disease", "crohn diseas"},
    {"typographic apostrophe", "Crohn\u2019s disease", "crohn diseas"},
    {"eponym without apostrophe", "Crohns disease", "crohn diseas"},
    {"contraction", "don't", "don't"},
    // Full stops.
    {"dotted abbreviation", "the U.S. sees", "the us see"},
    {"dotted route", "given I.V. today", "given iv today"},
    {"degree", "a Ph.D. student", "a phd student"},
    {"species", "E. coli", "e coli"},
    {"sentences run together", "pain in the chest.The doctor", "pain in the chest the doctor"},
    {"label run together", "Summary:An", "summari an"},
    {"host name", "www.medlar.example", "www medlar exampl"},
    {"identifier", "snake_case", "snake case"},
    {"mail address", "ana@medlar.example", "ana medlar exampl"},
    {"mail address among accents", "Señor ana@medlar.example", "senor ana medlar exampl"},
    // Unicode.
    {"soft hyphen", "anti\u00adbiotic", "antibiot"},
    {"full width", "\uff23\uff34 scan", "ct scan"},
    {"ligature", "f\u0153tus", "fetus"},
    {"a raised figure is a power or a citation, not the word", "m\u00b2", "m"},
    {"Chinese is split", "\u7cd6\u5c3f\u75c5", "\u7cd6\u5c3f\u75c5"},
    // Citation marks are no words, and the words around them are neighbours.
    {"mark between sentences", "embolism.21Complications", "embolism complic"},

    // Diacritics.
    {"folded", "M\u00e9ni\u00e8re's", "menier"},
    {"possessive with diacritics", "Sj\u00f6gren's syndrome", "sjogren syndrom"},
    {"Spanish word in English text", "ni\u00f1o", "nino"},
    {"combining mark", "Me\u0301nie\u0300re", "menier"},
};

TEST(AnalyzerTest, EnglishTermsAreAsDecided) {
  Analyzer analyzer("en");
  for (const Row& row : kEnglish) {
    EXPECT_EQ(terms(analyzer, row.text), row.terms) << row.decision;
  }
}

TEST(AnalyzerTest, KeepsTheExactForm) {
  struct Case {
    const char* text;
    const char* term;
    const char* exact;
  };
  Analyzer analyzer("en");
  for (const Case& c : {Case{"M\u00e9ni\u00e8re", "menier", "m\u00e9ni\u00e8re"},
                        Case{"Fractures", "fractur", "fractures"}, Case{"cement", "cement", ""},
                        Case{"Sj\u00f6gren\u2019s", "sjogren", "sj\u00f6gren"}}) {
    const auto tokens = analyzer.analyze(c.text);
    ASSERT_EQ(tokens.size(), 1U) << c.text;
    EXPECT_EQ(tokens[0].term, c.term);
    EXPECT_EQ(tokens[0].exact, c.exact);
    EXPECT_EQ(tokens[0].has_diacritics, !is_ascii(c.exact));
    EXPECT_EQ(tokens[0].hash, word_hash(c.term));
  }
}

TEST(AnalyzerTest, MarksStopWords) {
  struct Case {
    const char* text;
    bool is_stop_word;
  };
  Analyzer analyzer("en");
  for (const Case& c :
       {Case{"the", true}, Case{"The", true}, Case{"please", true}, Case{"what", true},
        Case{"don\u2019t", true}, Case{"e.g.", true}, Case{"asthma", false}, Case{"U.S.", false},
        Case{"us", true}, Case{"B12", false}}) {
    EXPECT_EQ(analyzer.analyze(c.text)[0].is_stop_word, c.is_stop_word) << c.text;
  }
}

TEST(AnalyzerTest, SpanishIsFoldedStemmedAndStopped) {
  Analyzer analyzer("es-MX");
  EXPECT_EQ(terms(analyzer, "operación"), terms(analyzer, "operaciones"));
  EXPECT_EQ(terms(analyzer, "operación"), terms(analyzer, "operacion"));
  EXPECT_EQ(terms(analyzer, "niños"), terms(analyzer, "nino"));
  EXPECT_EQ(terms(analyzer, "embolia pulmonar"), "emboli pulmon");
  EXPECT_TRUE(analyzer.analyze("qué")[0].is_stop_word);
  EXPECT_TRUE(analyzer.analyze("por")[0].is_stop_word);
  EXPECT_FALSE(analyzer.analyze("asma")[0].is_stop_word);
  EXPECT_EQ(analyzer.analyze("niños")[0].exact, "niños");
}

TEST(AnalyzerTest, UnknownLanguageIsFoldedButNotStemmed) {
  Analyzer analyzer("fr");
  EXPECT_EQ(terms(analyzer, "Les fractures opérées"), "les fractures operees");
}

TEST(AnalyzerTest, OffsetsAreTheWordAsWritten) {
  const std::string text = "Mé­nière’s 5-HT3 (CD4+), 2.5mg chest.The U.S. x-ray";
  Analyzer analyzer("en");
  std::vector<std::string> words;
  for (const Token& token : analyzer.analyze(text)) {
    words.push_back(text.substr(token.begin, token.end - token.begin));
  }
  EXPECT_THAT(words, testing::ElementsAre("Mé­nière’s", "5-HT3", "5", "HT3", "CD4+", "CD4", "2.5mg",
                                          "2.5", "mg", "chest", "The", "U.S", "x-ray", "x", "ray"));
}

TEST(AnalyzerTest, LongWordsAreCutAlike) {
  Analyzer analyzer("en");
  const std::string word(5000, 'x');
  const auto tokens = analyzer.analyze(word);
  ASSERT_EQ(tokens.size(), 1U);
  EXPECT_EQ(tokens[0].term, std::string(64, 'x'));
  EXPECT_EQ(tokens[0].end, 5000U);
}

TEST(AnalyzerTest, AnalyzesTheSameAfterItForgotAWord) {
  Analyzer analyzer("en");
  for (int i = 0; i < 3; ++i) {
    for (char last = 'a'; last <= 'z'; ++last) {  // more than a cache may hold
      analyzer.analyze(std::string(1'000'000, 'x') + last);
    }
    EXPECT_EQ(analyzer.analyze("coughs")[0].term, "cough");
    i % 2 == 0 ? analyzer.trim_for_queries() : analyzer.trim();
  }
  std::uint64_t coughs = 0;
  for (const Analyzer::SeenWord& word : analyzer.take_seen_words()) {
    if (word.term == "cough") coughs += word.count;
  }
  EXPECT_EQ(coughs, 1U);  // what was counted before trim() stays, and nothing else
}

TEST(AnalyzerTest, CountsWordsWhateverTheOrderTheyCameIn) {
  const auto counts = [](std::string_view text) {
    Analyzer analyzer("en");
    analyzer.analyze(text);
    std::map<std::string, std::uint64_t> sum;
    for (const Analyzer::SeenWord& word : analyzer.take_seen_words()) sum[word.word] += word.count;
    return sum;
  };
  const std::map<std::string, std::uint64_t> seen = {{"ms", 5}, {"us", 2}};
  EXPECT_EQ(counts("ms, M.S., MS, m.s., ms, us, U.S."), seen);
  EXPECT_EQ(counts("U.S., M.S., m.s., us, ms, ms, MS"), seen);
}

TEST(AnalyzerTest, AnyBytesThatAreUtf8GiveTokensInside) {
  constexpr unsigned kSeed = 20261123;
  SCOPED_TRACE(testing::Message() << "seed " << kSeed);
  std::mt19937 random(kSeed);
  const std::vector<std::string> pieces{"a",  "Z",  "5",   "-", ".",  ":",  "_",  "'",  "+", " ",
                                        "\n", "é",  "β",   "’", "世", "界", "­",  "٣",  "ﬁ", "😀",
                                        "́",   "mg", "1,0", "İ", "ß",  "‑",  "\t", "x.", "/", "ก"};
  Analyzer analyzer("en");
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 24; ++i) text += pieces[random() % pieces.size()];
    std::uint32_t begin = 0;
    std::uint32_t position = 0;
    for (const Token& token : analyzer.analyze(text)) {
      ASSERT_LE(begin, token.begin) << text;
      ASSERT_LT(token.begin, token.end) << text;
      ASSERT_LE(token.end, text.size()) << text;
      ASSERT_NE(static_cast<unsigned char>(text[token.begin]) & 0xC0, 0x80) << text;
      ASSERT_LE(position, token.position) << text;
      ASSERT_FALSE(token.term.empty()) << text;
      begin = token.begin;
      position = token.position;
    }
  }
}

TEST(TokenizerTest, TextIsSplitAsIcuSplitsIt) {
  constexpr unsigned kSeed = 29;
  SCOPED_TRACE(testing::Message() << "seed " << kSeed);
  std::mt19937 random(kSeed);
  const std::vector<std::string_view> ascii = {"a", "Z", "5", "9", "_", ".",  ":",  ",",  ";",
                                               "'", "-", "+", "/", " ", "\n", "\t", "\"", "(",
                                               "@", "#", "%", "&", "*", "<",  "=",  "~"};
  // Letters, marks, joiners and quotes; scripts without blanks; symbols of two; other blanks.
  const std::vector<std::string_view> others = {"\u00e9",
                                                "e\u0301",
                                                "\u0301",
                                                "\u2019",
                                                "\u2013",
                                                "\u03b2",
                                                "\u00ad",
                                                "\u200d",
                                                "\u00b7",
                                                "\u0e44\u0e17\u0e22",
                                                "\u4e2d\u6587",
                                                "\u30ab\u30bf",
                                                "\U0001f1ea\U0001f1f8",
                                                "\U0001f469\u200d\u2695",
                                                "\u00a0",
                                                "\u2028",
                                                "\u0660",
                                                "\u05d0\""};
  Tokenizer tokenizer;
  std::vector<WordSpan> fast;
  std::vector<WordSpan> icu;
  for (int round = 0; round < 40'000; ++round) {
    std::string text;
    for (int i = 0; i < 16; ++i) {
      const auto& alphabet = round % 2 == 1 && random() % 4 == 0 ? others : ascii;
      text += alphabet[random() % alphabet.size()];
    }
    tokenizer.split(text, fast);
    tokenizer.split_by_icu(text, icu);
    ASSERT_EQ(fast.size(), icu.size()) << text;
    for (std::size_t i = 0; i < fast.size(); ++i) {
      ASSERT_EQ(fast[i].begin, icu[i].begin) << text;
      ASSERT_EQ(fast[i].end, icu[i].end) << text;
    }
  }
}

TEST(AnalyzerTest, FingerprintIsStable) {
  EXPECT_EQ(analyzer_fingerprint(), analyzer_fingerprint());
  EXPECT_EQ(analyzer_fingerprint().size(), 16U);
}

}  // namespace
}  // namespace medlar
