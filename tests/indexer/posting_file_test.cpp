#include "indexer/posting_file.h"

#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

using Lists = std::vector<std::string>;

/// A file of lists, each of one entry about article 1: "key=weight".
PostingFile file_of(const TempDir& dir, const std::string& name, std::uint64_t articles,
                    const std::vector<std::pair<std::string, char>>& lists) {
  std::string bytes;
  for (const auto& [key, weight] : lists) {
    const PostingPart part{1, {&weight, 1}};
    put_list({key, 1, static_cast<std::uint64_t>(weight), {&part, 1}}, bytes);
  }
  return {dir.file(name, bytes), articles};
}

/// What a visit sees: "key: articles, weight; first article=entries in hex ...".
Lists merged(const std::vector<PostingFile>& files) {
  Lists lists;
  const auto done = visit_merged(files, [&](const PostingList& list) -> Result<void> {
    lists.push_back(fmt::format("{}: {}, {};", list.key, list.articles, list.weight));
    for (const PostingPart& part : list.parts) {
      lists.back() += fmt::format(" {}=", part.first);
      for (const char byte : part.entries) lists.back() += fmt::format("{:02x}", byte);
    }
    return {};
  });
  EXPECT_TRUE(done);
  return lists;
}

TEST(PostingFile, ListsOfAllFilesComeByTheirKeys) {
  const TempDir dir;
  const PostingFile first = file_of(dir, "1", 10, {{"a", 5}, {"b", 1}, {"bc", 2}});
  const PostingFile none = file_of(dir, "2", 7, {});
  const PostingFile last = file_of(dir, "3", 3, {{"b", 9}, {"c", 3}});
  struct Row {
    std::vector<PostingFile> files;
    Lists lists;
  };
  for (const Row& row :
       {Row{{}, {}}, Row{{none}, {}},
        Row{{first}, {"a: 1, 5; 1=05", "b: 1, 1; 1=01", "bc: 1, 2; 1=02"}},
        Row{{first, none, last},
            {"a: 1, 5; 1=05", "b: 2, 10; 1=01 18=09", "bc: 1, 2; 1=02", "c: 1, 3; 18=03"}},
        Row{{last, first},
            {"a: 1, 5; 4=05", "b: 2, 10; 1=09 4=01", "bc: 1, 2; 4=02", "c: 1, 3; 1=03"}}}) {
    EXPECT_EQ(merged(row.files), row.lists);
  }
}

TEST(PostingFile, MergingInRoundsIsMergingAtOnce) {
  const TempDir dir;
  std::vector<PostingFile> files;
  for (char i = 0; i < 9; ++i) {
    files.push_back(file_of(dir, std::to_string(i), 2,
                            {{std::string(1, static_cast<char>('a' + i % 4)), i}, {"x", i}}));
  }
  std::vector<PostingFile> groups;
  for (std::size_t begin = 0; begin < files.size(); begin += 4) {
    const std::vector<PostingFile> group(files.begin() + begin,
                                         files.begin() + std::min(begin + 4, files.size()));
    std::string bytes;
    EXPECT_TRUE(visit_merged(group, [&](const PostingList& list) -> Result<void> {
      put_list(list, bytes);
      return {};
    }));
    groups.push_back({dir.file(fmt::format("group{}", begin), bytes), 2 * group.size()});
  }
  EXPECT_EQ(merged(groups), merged(files));
}

TEST(PostingFile, FirstBytesSortAsTextsDo) {
  using namespace std::string_view_literals;
  const std::vector<std::string_view> sorted = {
      "",          "\0"sv,      "\0\0"sv,     "Zasthma",       "Zgou",
      "Zgout",     "Zgout\0"sv, "Zhypertens", "Zhyperthyroid", "Z\xc3\xa9t\xc3\xa9"sv,
      "\xff\xff"sv};
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    ASSERT_LT(sorted[i - 1], sorted[i]);
    EXPECT_LE(first_bytes(sorted[i - 1]), first_bytes(sorted[i])) << sorted[i];
  }
  EXPECT_LT(first_bytes("Zgou"), first_bytes("Zgout"));
}

TEST(PostingFile, AFailureEndsTheVisit) {
  const TempDir dir;
  const PostingFile file = file_of(dir, "1", 1, {{"a", 1}, {"b", 1}});
  int visited = 0;
  const auto done = visit_merged({file}, [&](const PostingList&) -> Result<void> {
    ++visited;
    return failure(ErrorCode::kInputOutput, "full");
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message, "full");
  EXPECT_EQ(visited, 1);
  EXPECT_FALSE(
      visit_merged({{dir / "missing", 1}}, [](const PostingList&) -> Result<void> { return {}; }));
}

TEST(PostingFile, DamageIsAFailure) {
  const TempDir dir;
  const PostingFile file = file_of(dir, "1", 1, {{"a", 1}, {"b", 1}});
  const std::string whole = read_file(file.path);
  const auto visit = [&](const std::string& bytes) {
    return visit_merged({{dir.file("damaged", bytes), 1}},
                        [](const PostingList& /*list*/) -> Result<void> { return {}; });
  };
  EXPECT_TRUE(visit(whole));
  for (const std::string& bytes : {whole.substr(0, whole.size() - 1), whole + "\x05",
                                   whole + std::string(9, '\xff'), "\xff" + whole}) {
    const auto done = visit(bytes);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::kInputOutput);
  }
}

TEST(PostingPart, SaysWhatATermWeighsInEachArticle) {
  struct Row {
    std::uint32_t first;
    std::string entries;
    std::string weights;  // "article=weight "; with "damaged" behind what came before the damage
  };
  using namespace std::string_literals;
  for (const Row& row : {
           Row{1, "\x05"s, "1=5 "},
           Row{7, "\x01\0\x02"s, "7=1 8=2 "},
           Row{7, "\x01\x02\xac\x02\0\x03"s, "7=1 10=300 11=3 "},
           Row{7, ""s, "damaged"},
           Row{7, "\x01\x02"s, "7=1 damaged"},
           Row{7, "\x01\x02\xac"s, "7=1 damaged"},
       }) {
    std::string weights;
    const bool is_whole =
        for_each_weight({row.first, row.entries}, [&](std::uint32_t article, std::uint64_t weight) {
          weights += fmt::format("{}={} ", article, weight);
        });
    EXPECT_EQ(weights + (is_whole ? "" : "damaged"), row.weights);
  }
}

}  // namespace
}  // namespace medlar
