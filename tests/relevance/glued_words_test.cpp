// How many lost blanks are made good, on real text: 2,000 sentences of MedQuAD lose one blank each,
// and the two words are looked for as a phrase in the index of the damaged corpus.
//
// Prints its figures; with MEDLAR_GLUE_MISSES set, also every pair that was not found.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "indexer/indexer.h"
#include "query/searcher.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

constexpr std::size_t kSentences = 2'000;
constexpr double kMinFound = 0.97;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

struct LostBlank {
  std::string article;
  std::string words;  // "and pulmonary"
};

/// The run of letters that ends at `end`, or begins there.
std::string word_before(const std::string& text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}
std::string word_behind(const std::string& text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && is_letter(text[end])) ++end;
  return text.substr(begin, end - begin);
}

/// True for the blank between two words of letters only: "B12", "don't" and "x-ray" are others.
bool is_between_words(const std::string& text, std::size_t at) {
  const std::size_t begin = at - word_before(text, at).size();
  const std::size_t end = at + 1 + word_behind(text, at + 1).size();
  const auto belongs = [](char c) {
    return (c >= '0' && c <= '9') || c == '\'' || c == '-' || c == '_' || (c & 0x80) != 0;
  };
  return text[at] == ' ' && begin < at && end > at + 1 &&
         !(begin > 0 && belongs(text[begin - 1])) && !(end < text.size() && belongs(text[end]));
}

/// Offsets of such blanks in one sentence of the text, taken at random.
template <class Random>
std::vector<std::size_t> blanks_of_a_sentence(const std::string& text, Random& random) {
  std::vector<std::vector<std::size_t>> sentences(1);
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (is_between_words(text, i)) {
      sentences.back().push_back(i);
    } else if (text[i] == '\n' ||
               (text[i] == ' ' && std::string_view(".?!").find(text[i - 1]) != std::string::npos)) {
      if (!sentences.back().empty()) sentences.emplace_back();
    }
  }
  if (sentences.back().empty()) sentences.pop_back();
  return sentences.empty() ? std::vector<std::size_t>{} : sentences[random() % sentences.size()];
}

/// Writes the corpus with blanks taken out of it.
std::vector<LostBlank> damage(const std::filesystem::path& corpus, const TempDir& dir) {
  std::ifstream in(corpus);
  std::vector<nlohmann::json> articles;
  for (std::string line; std::getline(in, line);) articles.push_back(nlohmann::json::parse(line));
  std::vector<std::size_t> order(articles.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::mt19937_64 random(5);  // a seed as good as any
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
  std::vector<LostBlank> lost;
  for (const std::size_t number : order) {
    if (lost.size() == kSentences) break;
    auto text = articles[number]["text"].get<std::string>();
    const auto blanks = blanks_of_a_sentence(text, random);
    if (blanks.empty()) continue;
    const std::size_t at = blanks[random() % blanks.size()];
    lost.push_back({articles[number]["_id"].get<std::string>(),
                    word_before(text, at) + " " + word_behind(text, at + 1)});
    text.erase(at, 1);
    articles[number]["text"] = text;
  }
  std::ofstream out(dir / "damaged.jsonl");
  for (const auto& article : articles) out << article.dump() << '\n';
  return lost;
}

TEST(GluedWordsOnRealText, LostBlanksAreMadeGood) {
  MEDLAR_NEED_SHARED_DATA("medquad/docs.jsonl");
  const TempDir dir;
  const auto lost = damage(shared_data("medquad/docs.jsonl"), dir);
  ASSERT_EQ(lost.size(), kSentences);
  const auto report =
      index_corpus({.paths = {(dir / "damaged.jsonl").string()}, .index = dir / "index"});
  ASSERT_TRUE(report) << report.error().message;
  auto searcher = Searcher::open(dir / "index");
  ASSERT_TRUE(searcher) << searcher.error().message;
  std::size_t found = 0;
  for (const auto& [article, words] : lost) {
    const auto response = searcher->search({.query = fmt::format("\"{}\"", words),
                                            .filters = {"id:" + article},
                                            .snippets = SearchRequest::Snippets::kNone});
    ASSERT_TRUE(response) << response.error().message;
    const bool is_found = !response->hits.empty() && response->diagnostics.empty();
    if (is_found) ++found;
    if (!is_found && std::getenv("MEDLAR_GLUE_MISSES") != nullptr) {
      std::cout << article << ": " << words << '\n';
    }
  }
  std::cout << fmt::format("{} of {} phrases found; {} words divided\n", found, lost.size(),
                           report->glued_words);
  EXPECT_GE(static_cast<double>(found), kMinFound * static_cast<double>(kSentences));
}

}  // namespace
}  // namespace medlar
