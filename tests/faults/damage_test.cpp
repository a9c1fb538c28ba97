// Files of a published index that were changed by something else: every change is found by the
// manifest, and a single query, which does not read the files whole, neither crashes nor shows a
// text that no article has.
#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "indexer/format/article_store.h"
#include "indexer/format/manifest.h"
#include "test_paths.h"
#include "tests/faults/index_under_test.h"
#include "tests/faults/random.h"

namespace medlar {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = 8192;

using Random = std::mt19937_64;

struct Mutation {
  std::string_view name;
  void (*change)(std::string& bytes, Random& random);
};

constexpr Mutation kMutations[] = {
    {"a bit flipped",
     [](std::string& bytes, Random& random) {
       bytes[number_below(bytes.size(), random)] ^=
           static_cast<char>(1U << number_below(8, random));
     }},
    {"a byte changed",
     [](std::string& bytes, Random& random) {
       bytes[number_below(bytes.size(), random)] = static_cast<char>(number_below(256, random));
     }},
    {"512 zeros",
     [](std::string& bytes, Random& random) {
       const std::size_t at = number_below(bytes.size(), random);
       std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                   std::min<std::size_t>(512, bytes.size() - at), '\0');
     }},
    {"a random block",
     [](std::string& bytes, Random& random) {
       const std::size_t at = number_below(bytes.size(), random) / kBlock * kBlock;
       for (std::size_t i = at; i < std::min(at + kBlock, bytes.size()); ++i) {
         bytes[i] = static_cast<char>(number_below(256, random));
       }
     }},
    {"cut short",
     [](std::string& bytes, Random& random) { bytes.resize(number_below(bytes.size(), random)); }},
    {"a block over another",
     [](std::string& bytes, Random& random) {
       const std::size_t from = number_below(bytes.size(), random) / kBlock * kBlock;
       const std::size_t to = number_below(bytes.size(), random) / kBlock * kBlock;
       const std::string block = bytes.substr(from, std::min(kBlock, bytes.size() - to));
       bytes.replace(to, block.size(), block);
     }},
};

std::string letters_and_digits(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) kept += c;
  }
  return kept;
}

/// The sample articles as an index, and their texts.
class DamageTest : public testing::Test {
 protected:
  DamageTest() {
    const MedlarOutcome built = run_medlar(
        {"index", std::string(MEDLAR_SOURCE_DIR) + "/corpus/sample/articles", "--index", index()});
    EXPECT_EQ(built.status, 0) << built.err;
    const auto store = ArticleStore::open(generation() / "articles");
    for (std::uint64_t number = 1; number <= store->size(); ++number) {
      const Article article = *store->article(number);
      std::string& text = texts_[article.id];
      text = letters_and_digits(article.title) + "\n";
      for (const Section& section : article.sections) text += letters_and_digits(section.text);
    }
  }

  std::string index() const { return (dir_ / "index").string(); }
  fs::path generation() const { return dir_ / "index/gen-000001"; }

  /// What a hit shows that its article does not say; empty where all is well.
  std::string untrue(const std::string& jsonl) const {
    std::istringstream lines(jsonl);
    for (std::string line; std::getline(lines, line);) {
      const auto hit = nlohmann::json::parse(line);
      const auto article = texts_.find(hit.at("id").get<std::string>());
      if (article == texts_.end()) return "no such article: " + line;
      std::string shown = hit.at("snippet").at("text");
      for (std::size_t end = 0; end != std::string::npos;) {
        end = shown.find("\xE2\x80\xA6");  // an ellipsis: what is left out
        const std::string part = letters_and_digits(shown.substr(0, end));
        if (article->second.find(part) == std::string::npos) return line;
        if (end != std::string::npos) shown.erase(0, end + 3);
      }
      if (!article->second.starts_with(letters_and_digits(hit.at("title").get<std::string>()))) {
        return "another title: " + line;
      }
    }
    return {};
  }

  TempDir dir_;
  std::map<std::string, std::string> texts_;  // by id
};

TEST_F(DamageTest, IsFoundByTheManifestAndHarmlessToAQuery) {
  const std::vector<std::vector<std::string>> commands{
      {"query", "cough", "--limit=50"},
      {"query", "\"heart attack\" chest pain"},
      {"query", "pulmonary embolism"},
      {"query", "thromb* OR cardi*"},
      {"query", "title:asthma"},
      {"query", "diabtes symtoms"},
      {"query", "presion arterial alta"},
      {"query", "reviewed:2020..", "--sort=reviewed"},
      {"query", "Hi, I have a bad cough since last week and my chest hurts, what can I do?"},
      {"query", "treatment NEAR pain -child"}};
  const std::string topics = dir_.file(
      "topics.tsv", "1\theart attack\n2\t\"pulmonary embolism\"\n3\tthromb* cough\n4\tasma\n");
  std::vector<std::string> files{kManifestName};
  const auto manifest = read_manifest(generation());
  ASSERT_TRUE(manifest);
  for (const auto& [name, file] : manifest->files) {
    if (file.bytes > 0) files.push_back(name);
  }
  Random random(test_seed());
  const int mutations = is_long_run() ? 1000 : 15;
  std::map<std::string, int> counts;
  for (int i = 0; i < mutations && !HasFailure(); ++i) {
    const std::string& name = files[number_below(files.size(), random)];
    const Mutation& mutation = kMutations[number_below(std::size(kMutations), random)];
    SCOPED_TRACE(fmt::format("mutation {}: {}, {}", i, name, mutation.name));
    const fs::path file = generation() / name;
    const std::string whole = read_file(file);
    const auto time = fs::last_write_time(file);
    std::string bytes = whole;
    mutation.change(bytes, random);
    std::ofstream(file, std::ios::binary) << bytes;
    fs::last_write_time(file, time);  // as a disk changes it: nobody wrote

    const int checked = run_medlar({"check", "--index", index()}).status;
    EXPECT_EQ(checked, bytes == whole ? 0 : 3);
    ++counts[checked == 0 ? "the same bytes" : "found by check"];
    for (int k = 0; k < 2; ++k) {
      std::vector<std::string> arguments = commands[number_below(commands.size(), random)];
      arguments.insert(arguments.end(), {"--index", index(), "--format=jsonl"});
      const MedlarOutcome outcome =
          run_medlar({.arguments = std::move(arguments), .environment = without_leak_check()});
      EXPECT_THAT(outcome.status, testing::AnyOf(0, 1, 3)) << outcome.err;
      EXPECT_EQ(untrue(outcome.out), "");
      ++counts[fmt::format("query status {}", outcome.status)];
      if (outcome.err.find("failed while") != std::string::npos) ++counts["of these a crash"];
    }
    const int suggested = run_medlar({"suggest", "cou", "--index", index()}).status;
    EXPECT_THAT(suggested, testing::AnyOf(0, 1, 3));
    const MedlarOutcome evaluated =
        run_medlar({.arguments = {"eval", "--topics", topics, "--run", (dir_ / "run").string(),
                                  "--threads=2", "--index", index()},
                    .environment = without_leak_check()});
    EXPECT_THAT(evaluated.status, testing::AnyOf(0, 3)) << evaluated.err;

    std::ofstream(file, std::ios::binary) << whole;
    fs::last_write_time(file, time);
  }
  EXPECT_EQ(run_medlar({"check", "--index", index()}).status, 0);
  for (const auto& [what, count] : counts) std::fprintf(stderr, "%s: %d\n", what.c_str(), count);
}

}  // namespace
}  // namespace medlar
