// Makes a corpus of any size from one of JSON Lines: each article takes the frame of one of the
// originals, and half of its sentences from others, so that words have the frequencies and the
// neighbours of real text, and no two articles are copies. The same arguments give the same bytes.
//
//   recombine_articles SOURCE.jsonl COUNT [SEED] > articles.jsonl
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "corpus/analysis/sentences.h"

namespace medlar {
namespace {

using Json = nlohmann::ordered_json;

struct Original {
  Json article;
  std::vector<std::string> sentences;
};

std::vector<Original> originals(const char* file) {
  std::ifstream lines(file);
  std::vector<Original> all;
  SentenceSplitter splitter("en");
  for (std::string line; std::getline(lines, line);) {
    Original original{Json::parse(line), {}};
    const std::string text = original.article.value("text", "");
    for (const auto& sentence : splitter.split(text)) {
      original.sentences.push_back(text.substr(sentence.begin, sentence.end - sentence.begin));
    }
    if (!original.sentences.empty()) all.push_back(std::move(original));
  }
  return all;
}

void recombine(const std::vector<Original>& all, std::uint64_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);  // its numbers are the same everywhere, those of distributions not
  const auto any = [&random](const auto& of) -> const auto& { return of[random() % of.size()]; };
  for (std::uint64_t number = 0; number < count; ++number) {
    const Original& frame = all[number % all.size()];
    Json article = frame.article;
    article["_id"] = fmt::format("{}-{}", number / all.size(), article["_id"].get<std::string>());
    std::string text;
    for (const std::string& sentence : frame.sentences) {
      text += random() % 2 == 0 ? sentence : any(any(all).sentences);
      text += ' ';
    }
    article["text"] = text;
    std::cout << article.dump() << '\n';
  }
}

}  // namespace
}  // namespace medlar

int main(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "recombine_articles SOURCE.jsonl COUNT [SEED] > articles.jsonl\n";
    return 2;
  }
  const auto all = medlar::originals(arguments[1]);
  if (all.empty()) {
    std::cerr << arguments[1] << " holds no articles\n";
    return 1;
  }
  medlar::recombine(all, std::strtoull(arguments[2], nullptr, 10),
                    count > 3 ? std::strtoull(arguments[3], nullptr, 10) : 1);
  return 0;
}
