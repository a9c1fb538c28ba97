// Trains the model of corpus/cleaning/block_model.h, as its comment says, and measures it on pages
// that it was not trained on:
//   train_block_model                                       prints the measures
//   train_block_model corpus/cleaning/block_model.cpp       and writes the weights into the rows
// A second argument is the folder of the real data. The same data give the same weights: pages are
// taken in the order of their names, folds are hashes of these.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <numeric>
#include <regex>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include "corpus/cleaning/article_blocks.h"
#include "corpus/cleaning/page_furniture.h"
#include "corpus/encoding.h"
#include "corpus/fnv1a.h"
#include "corpus/readers/html_metadata.h"
#include "test_paths.h"
#include "tests/support/temp_dir.h"
#include "tests/support/word_runs.h"

namespace medlar {
namespace {

using Words = std::vector<std::string>;

struct Label {
  float is_article = 0;
  float weight = 0;
};

struct Page {
  std::string name;
  bool is_all_article = false;
  XmlDocument document;  // which the blocks refer to
  PageBlocks blocks;
  std::vector<Words> words;  // of each block
  Words wanted;              // what the article is
  std::vector<Label> labels;
};

// --- Pages and their labels

Page read_page(const std::filesystem::path& path) {
  const std::string bytes = read_file(path);
  const DecodedText decoded = decode_to_utf8(bytes, declared_encoding(bytes)).value();
  Page out{.name = path.filename().string(),
           .document = XmlDocument::parse_html(decoded.text()).value()};
  const XmlNode root = out.document.root();
  const XmlNode body = root.child("body") ? root.child("body") : root;
  const PageFurniture furniture(body);
  out.blocks = page_blocks(body, chosen_title(html_metadata(root)),
                           [&furniture](XmlNode node) { return !furniture.reason(node).empty(); });
  // Texts marked 0 are in no block, and white space behind the last has the number after it.
  std::vector<std::string> texts(out.blocks.blocks.size() + 2);
  for (XmlNode node = body; node; node = node.following(body)) {
    if (node.is_text()) texts.at(node.mark()) += node.content();
  }
  for (std::size_t block = 1; block <= out.blocks.blocks.size(); ++block) {
    out.words.push_back(measured_words(texts[block]));
  }
  return out;
}

Words joined(const Page& page, const std::vector<bool>& kept) {
  Words out;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (kept[i]) out.insert(out.end(), page.words[i].begin(), page.words[i].end());
  }
  return out;
}

/// A block is of the article where half of its runs are; of shorter ones the whole is a run.
/// Few words may be in any text ("Home"): they are of it only near longer blocks that are.
std::vector<bool> blocks_of_article(const Page& page) {
  constexpr std::size_t kNear = 3;
  WordRuns wanted[kRunLength + 1];
  for (std::size_t length = 1; length <= kRunLength; ++length) {
    wanted[length] = runs_of(page.wanted, length);
  }
  const std::size_t n = page.words.size();
  std::vector<bool> found;
  for (const Words& words : page.words) {
    const WordRuns runs = runs_of(words);
    const double both = in_both(runs, wanted[std::min(kRunLength, words.size())]);
    found.push_back(!words.empty() && both * 2 >= count(runs));
  }
  const auto is_surely = [&](std::size_t i) {
    return found[i] && page.words[i].size() > kRunLength;
  };
  std::vector<bool> out;
  for (std::size_t i = 0; i < n; ++i) {
    bool is_near = false;  // or sure itself
    for (std::size_t k = i - std::min(i, kNear); k < std::min(n, i + kNear + 1); ++k) {
      is_near = is_near || is_surely(k);
    }
    out.push_back(found[i] && is_near);
  }
  return out;
}

/// Every page weighs about 1, but for what it has beside its article.
void add_labels(Page& page) {
  constexpr float kMostWords = 120;
  constexpr float kWordsOfAnyBlock = 1.5F;  // a block without words is one too
  constexpr float kWordsOfAnyPage = 100;    // a page of one line says less than a long one
  const float page_words = static_cast<float>(page.wanted.size()) + kWordsOfAnyPage;
  const std::vector<bool> of_article =
      page.is_all_article ? std::vector<bool>(page.words.size(), true) : blocks_of_article(page);
  for (std::size_t i = 0; i < of_article.size(); ++i) {
    const float words = std::min(static_cast<float>(page.words[i].size()), kMostWords);
    page.labels.push_back({.is_article = of_article[i] ? 1.0F : 0.0F,
                           .weight = (words + kWordsOfAnyBlock) / page_words});
  }
}

std::vector<Page> read_pages(const std::filesystem::path& data) {
  std::vector<Page> pages;
  std::ifstream gold(data / "extraction/gold.jsonl");
  for (std::string line; std::getline(gold, line);) {
    const auto row = nlohmann::json::parse(line);
    Page& page =
        pages.emplace_back(read_page(data / "extraction" / row["file"].get<std::string>()));
    page.wanted = measured_words(row["gold"].get<std::string>());
  }
  std::vector<std::filesystem::path> others;
  for (const auto& entry : std::filesystem::directory_iterator(data / "cancergov/html")) {
    others.push_back(entry.path());
  }
  std::ranges::sort(others);
  for (std::size_t i = 0; i < others.size(); i += 2) {
    Page& page = pages.emplace_back(read_page(others[i]));
    page.is_all_article = true;
    page.wanted = joined(page, std::vector<bool>(page.words.size(), true));
  }
  for (Page& page : pages) add_labels(page);
  return pages;
}

// --- Training

template <typename Features>
struct Example {
  Features features;
  Label label;
};

template <typename Features>
float dot(const Features& a, const Features& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0F);
}

/// Logistic regression by Adam (D. P. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization",
/// ICLR 2015, with its decays), of all examples at each step; steps become shorter towards the end.
template <typename Features>
Features fit(const std::vector<Example<Features>>& examples, double l2) {
  constexpr int kSteps = 300;
  constexpr std::size_t kSize = std::tuple_size_v<Features>;
  double all = 0;
  for (const auto& example : examples) all += example.label.weight;
  Features weights{};
  std::array<double, kSize> exact{}, mean{}, square{};
  for (int step = 1; step <= kSteps; ++step) {
    std::array<double, kSize> gradient{};
    for (const auto& [features, label] : examples) {
      const double chance = 1 / (1 + std::exp(-dot(features, weights)));
      const double error = (chance - label.is_article) * label.weight / all;
      for (std::size_t j = 0; j < kSize; ++j) gradient[j] += error * features[j];
    }
    const double length = step < kSteps * 0.6 ? 0.05 : step < kSteps * 0.85 ? 0.02 : 0.005;
    for (std::size_t j = 0; j < kSize; ++j) {
      const double slope = gradient[j] + l2 * exact[j];
      mean[j] = 0.9 * mean[j] + 0.1 * slope;
      square[j] = 0.999 * square[j] + 0.001 * slope * slope;
      exact[j] -= length * mean[j] / (1 - std::pow(0.9, step)) /
                  (std::sqrt(square[j] / (1 - std::pow(0.999, step))) + 1e-8);
      weights[j] = static_cast<float>(exact[j]);
    }
  }
  return weights;
}

struct Model {
  BlockFeatures block;
  ContextFeatures context;
};

std::vector<ContextFeatures> contexts(const Page& page, const Model& model) {
  std::vector<float> own;
  for (const PageBlock& block : page.blocks.blocks) own.push_back(dot(block.features, model.block));
  return contexts_of(page.blocks, own);
}

Model train(const std::vector<const Page*>& pages) {
  Model model{};
  std::vector<Example<BlockFeatures>> blocks;
  for (const Page* page : pages) {
    for (std::size_t i = 0; i < page->labels.size(); ++i) {
      blocks.push_back({page->blocks.blocks[i].features, page->labels[i]});
    }
  }
  model.block = fit(blocks, 3e-3);
  std::vector<Example<ContextFeatures>> among_others;
  for (const Page* page : pages) {
    const std::vector<ContextFeatures> seen = contexts(*page, model);
    for (std::size_t i = 0; i < seen.size(); ++i) {
      among_others.push_back({seen[i], page->labels[i]});
    }
  }
  model.context = fit(among_others, 1e-4);
  return model;
}

// --- Measures

/// Of the pages with an article, and of those that are all article.
struct Measured {
  FoundText articles;
  FoundText all_article;

  void add(const Page& page, const Model& model) {
    std::vector<float> scores;
    for (const ContextFeatures& seen : contexts(page, model)) {
      scores.push_back(dot(seen, model.context));
    }
    (page.is_all_article ? all_article : articles)
        .add(runs_of(page.wanted), runs_of(joined(page, settled(page.blocks, scores))));
  }
  void print(std::string_view what) const {
    fmt::print("{:<12} P {:.4f}  R {:.4f}  F1 {:.4f}   of pages that are all article R {:.4f}\n",
               what, articles.precision(), articles.recall(), articles.f1(), all_article.recall());
  }
};

Measured cross_validated(const std::vector<Page>& pages, std::uint64_t folds) {
  // The lowest bit of this hash is that of the sum of the letters; the upper half is mixed.
  const auto fold_of = [folds](const Page& page) { return (fnv1a(page.name) >> 32) % folds; };
  Measured measured;
  for (std::uint64_t fold = 0; fold < folds; ++fold) {
    std::vector<const Page*> others;
    for (const Page& page : pages) {
      if (fold_of(page) != fold) others.push_back(&page);
    }
    const Model model = train(others);
    for (const Page& page : pages) {
      if (fold_of(page) == fold) measured.add(page, model);
    }
  }
  return measured;
}

// --- The table

std::string number(float weight) {
  return fmt::format("{:.2f}F", std::round(weight * 100) / 100 + 0.0F);  // never "-0.00"
}

/// The rows of block_model.cpp, which are in the order of the weights, with new numbers.
std::string with_weights(const std::string& source, const Model& model) {
  static const std::regex kRow(R"(\{(Feature|Trait|Context)(::\w+), [^}]+\})");
  const float* feature = model.block.data();
  const float* trait = feature + static_cast<std::size_t>(Feature::kFirstTrait);
  const float* context = model.context.data();
  std::string out;
  auto rest = source.cbegin();
  for (std::sregex_iterator row(source.begin(), source.end(), kRow), end; row != end; ++row) {
    const std::string kind = (*row)[1];
    std::string numbers;
    if (kind == "Feature") {
      numbers = number(*feature++);
    } else if (kind == "Context") {
      numbers = number(*context++);
    } else {
      numbers = number(*trait) + ", " + number(*(trait + kTraits));
      ++trait;
    }
    out.append(rest, (*row)[0].first);
    out += "{" + kind + (*row)[2].str() + ", " + numbers + "}";
    rest = (*row)[0].second;
  }
  return out.append(rest, source.cend());
}

}  // namespace
}  // namespace medlar

int main(int argc, char** argv) {
  using namespace medlar;
  const std::filesystem::path data = argc > 2 ? argv[2] : MEDLAR_SHARED_DATA;
  for (const char* const needed : {"extraction/gold.jsonl", "cancergov/html"}) {
    if (std::filesystem::exists(data / needed)) continue;
    std::cerr << "no " << needed << " in " << data << "\n";
    return EXIT_FAILURE;
  }
  const std::string source = argc > 1 ? read_file(argv[1]) : "";
  if (argc > 1 && source.empty()) {
    std::cerr << "cannot read " << argv[1] << "\n";
    return EXIT_FAILURE;
  }
  const std::vector<Page> pages = read_pages(data);
  cross_validated(pages, 8).print("eight folds");
  cross_validated(pages, 2).print("two halves");
  std::vector<const Page*> all;
  for (const Page& page : pages) all.push_back(&page);
  const Model model = train(all);
  Measured on_all;
  for (const Page& page : pages) on_all.add(page, model);
  on_all.print("trained on");
  if (argc < 2) return EXIT_SUCCESS;
  std::ofstream table(argv[1], std::ios::binary);
  table << with_weights(source, model);
  return table.flush() ? EXIT_SUCCESS : EXIT_FAILURE;
}
