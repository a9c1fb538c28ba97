#include "indexer/source_units.h"

#include <algorithm>
#include <thread>

#include <gtest/gtest.h>

#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kLineLimit = std::size_t{16} << 20;

std::vector<SourceUnit> all_units(const std::vector<std::string>& paths,
                                  std::string_view format = {}) {
  SourceUnits units(list_sources(paths)->files, format.empty() ? nullptr : find_reader(format));
  std::vector<SourceUnit> all;
  while (auto unit = units.next()) all.push_back(std::move(*unit));
  return all;
}

std::string lines_of(std::size_t count, std::size_t bytes_each) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += json_line(std::to_string(i), "t", std::string(bytes_each, 'x'));
  }
  return text;
}

/// "path:first_line:bytes:hash" of every piece, with the rejections, unit by unit.
std::string shown(const std::vector<SourceUnit>& units) {
  std::string all;
  for (const SourceUnit& unit : units) {
    all += fmt::format("unit {} files {}\n", unit.sequence, unit.files);
    for (const SourcePiece& p : unit.pieces) {
      all += fmt::format("{}:{}:{}:{}\n", p.path, p.first_line, p.bytes.size(),
                         std::hash<std::string>()(p.bytes));
    }
    for (const auto& [file, r] : unit.rejections) {
      all += fmt::format("{}{} {}\n", file, r.where, r.code);
    }
  }
  return all;
}

TEST(SourceUnits, LineRunsAreWholeAndNumbered) {
  const TempDir dir;
  const std::string text = lines_of(4 * kUnitBytes / 500, 500);
  const auto units = all_units({dir.file("feed.jsonl", text)});
  ASSERT_GE(units.size(), 3U);
  std::string together;
  std::size_t files = 0;
  for (const SourceUnit& unit : units) {
    EXPECT_EQ(unit.sequence, static_cast<std::size_t>(&unit - units.data()));
    files += unit.files;
    for (const SourcePiece& piece : unit.pieces) {
      EXPECT_EQ(piece.first_line, static_cast<std::size_t>(std::ranges::count(together, '\n')) + 1);
      EXPECT_TRUE(piece.bytes.ends_with('\n'));
      EXPECT_EQ(piece.reader, find_reader("jsonl"));
      together += piece.bytes;
    }
  }
  EXPECT_EQ(together, text);
  EXPECT_EQ(files, 1U);
}

TEST(SourceUnits, NoByteIsLostWhateverTheSize) {
  // Around the size of a unit: there the end of the file falls on the end of a run.
  const TempDir dir;
  for (const std::size_t size :
       {std::size_t{1}, std::size_t{2}, kUnitBytes - 1, kUnitBytes, kUnitBytes + 1,
        2 * kUnitBytes - 1, 2 * kUnitBytes, 2 * kUnitBytes + 1}) {
    for (const std::size_t line : {std::size_t{64}, std::size_t{1} << 20}) {
      std::string text(size, 'x');
      for (std::size_t at = line - 1; at < size; at += line) text[at] = '\n';
      std::string together;
      std::size_t files = 0;
      for (const SourceUnit& unit : all_units({dir.file("feed.jsonl", text)})) {
        EXPECT_TRUE(unit.rejections.empty());
        files += unit.files;
        for (const SourcePiece& piece : unit.pieces) {
          EXPECT_FALSE(piece.bytes.empty()) << size;
          together += piece.bytes;
        }
      }
      EXPECT_TRUE(together == text) << size << " " << line;
      EXPECT_EQ(files, 1U) << size << " " << line;
    }
  }
}

TEST(SourceUnits, AnEmptyFileIsOneEmptyPiece) {
  const TempDir dir;
  for (const char* const name : {"empty.jsonl", "empty.html", "empty"}) {
    const auto units = all_units({dir.file(name, "")});
    ASSERT_EQ(units.size(), 1U) << name;
    ASSERT_EQ(units[0].pieces.size(), 1U) << name;
    EXPECT_TRUE(units[0].pieces[0].bytes.empty());
    EXPECT_EQ(units[0].files, 1U);
  }
}

TEST(SourceUnits, AnOverLongLineIsRejectedByNameAndTheRestRead) {
  const TempDir dir;
  const std::string before = lines_of(3, 10);
  const std::string after = lines_of(2, 20);
  const std::string endless = std::string(kLineLimit + (1 << 20), 'x');
  struct Row {
    std::string_view what;
    std::string text;
    std::string rejected;
    std::string rest;
    std::size_t last_first_line;
  };
  for (const Row& row :
       {Row{"between", before + endless + "\n" + after, ":4", before + after, 5},
        Row{"first", endless + "\n" + after, ":1", after, 2},
        Row{"last", before + endless, ":4", before, 1}, Row{"alone", endless, ":1", "", 0},
        Row{"last, ended", before + endless + "\n", ":4", before, 1}}) {
    const auto units = all_units({dir.file("feed.jsonl", row.text)});
    std::string together;
    std::vector<SourceUnit::FileRejection> rejections;
    std::size_t first_line = 0;
    std::size_t files = 0;
    for (const SourceUnit& unit : units) {
      files += unit.files;
      rejections.insert(rejections.end(), unit.rejections.begin(), unit.rejections.end());
      for (const SourcePiece& piece : unit.pieces) {
        together += piece.bytes;
        first_line = piece.first_line;
      }
    }
    EXPECT_EQ(together, row.rest) << row.what;
    EXPECT_EQ(first_line, row.last_first_line) << row.what;
    EXPECT_EQ(files, 1U) << row.what;
    ASSERT_EQ(rejections.size(), 1U) << row.what;
    EXPECT_EQ(rejections[0].file, 0U) << row.what;
    EXPECT_EQ(rejections[0].rejection.where, row.rejected) << row.what;
    EXPECT_EQ(rejections[0].rejection.code, "too_large") << row.what;
  }
}

TEST(SourceUnits, AreTheSameHoweverManyThreadsTakeThem) {
  const TempDir dir;
  for (int i = 0; i < 200; ++i) {
    dir.file("x/page-" + std::to_string(i) + ".txt",
             std::string(static_cast<std::size_t>(i * 131 % 9000), 'x'));
  }
  dir.file("x/feed.jsonl", lines_of(3 * kUnitBytes / 300, 300));
  dir.file("x/last.jsonl", lines_of(10, 30));
  const std::vector<std::string> paths{(dir / "x").string()};
  const std::string expected = shown(all_units(paths));
  for (int round = 0; round < 5; ++round) {
    SourceUnits units(list_sources(paths)->files, nullptr);
    std::mutex mutex;
    std::vector<SourceUnit> all;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        while (auto unit = units.next()) {
          const std::lock_guard lock(mutex);
          all.push_back(std::move(*unit));
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    std::ranges::sort(all, {}, &SourceUnit::sequence);
    EXPECT_EQ(shown(all), expected);
  }
}

TEST(SourceUnits, WhatIsKeptAsBeforeMakesTheSameUnitsAndIsNotOpened) {
  const TempDir dir;
  for (int i = 0; i < 300; ++i) {
    dir.file(fmt::format("x/page-{}.txt", i),
             std::string(static_cast<std::size_t>(i * 131 % 9000), 'x'));
  }
  dir.file("x/feed.jsonl", lines_of(3 * kUnitBytes / 300, 300));
  dir.file("x/empty.jsonl", "");
  dir.file("x/long.jsonl",
           lines_of(2, 30) + std::string(kLineLimit + (1 << 20), 'x') + "\n" + lines_of(2, 3));
  dir.file("x/unknown", std::string(9000, '\1'));
  auto list = list_sources({(dir / "x").string()});
  const auto units_of = [&](const std::vector<SourceFile>& files) {
    SourceUnits units(files, nullptr);
    std::vector<SourceUnit> all;
    while (auto unit = units.next()) all.push_back(std::move(*unit));
    return all;
  };
  const auto expected = units_of(list->files);
  std::vector<LedgerFile> before(list->files.size());
  for (const SourceUnit& unit : expected) {
    for (const SourcePiece& piece : unit.pieces) {
      before[piece.file].pieces.push_back(
          {.bytes = piece.bytes.size(), .first_line = piece.first_line});
    }
    for (const auto& [file, rejection] : unit.rejections) {
      before[file].rejections.push_back(rejection);
    }
  }
  for (const std::size_t every : {1U, 2U, 3U}) {
    auto files = list->files;
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (i % every != 0) continue;
      files[i].before = &before[i];
      files[i].use = SourceFile::Use::kAsBefore;
      files[i].path = "nowhere";
    }
    const auto units = units_of(files);
    const auto pieces_of = [&](const std::vector<SourceUnit>& all) {
      std::string text;
      for (const SourceUnit& unit : all) {
        if (unit.pieces.empty()) continue;
        text += "unit\n";
        for (const SourcePiece& p : unit.pieces) {
          text += fmt::format("{}:{}:{}\n", p.file,
                              p.is_as_before ? p.before->first_line : p.first_line,
                              p.is_as_before ? p.before->bytes : p.bytes.size());
        }
      }
      return text;
    };
    EXPECT_EQ(pieces_of(units), pieces_of(expected)) << every;
    EXPECT_GT(units.size(), 4U);
    std::size_t rejections = 0;
    for (const SourceUnit& unit : units) rejections += unit.rejections.size();
    EXPECT_EQ(rejections, 1U);
  }
}

TEST(SourceUnits, TooLargeAndUnreadableFilesAreRejectedByName) {
  const TempDir dir;
  const std::string large = dir.file("large.html", "<html>");
  fs::resize_file(large, 200 << 20);
  const std::string gone = dir.file("gone.txt", "1");
  auto list = list_sources({large, gone, dir.file("small.txt", "text")});
  fs::remove(gone);
  SourceUnits units(list->files, nullptr);
  const auto unit = units.next();
  ASSERT_TRUE(unit);
  EXPECT_FALSE(units.next());
  EXPECT_EQ(unit->files, 3U);
  ASSERT_EQ(unit->pieces.size(), 1U);
  EXPECT_EQ(unit->pieces[0].bytes, "text");
  ASSERT_EQ(unit->rejections.size(), 2U);
  EXPECT_EQ(unit->rejections[0].file, 0U);
  EXPECT_EQ(unit->rejections[0].rejection.code, "too_large");
  EXPECT_EQ(unit->rejections[1].file, 1U);
  EXPECT_EQ(unit->rejections[1].rejection.code, "unreadable");
}

TEST(SourceUnits, AFormatThatWasAskedForOverridesEveryName) {
  const TempDir dir;
  const std::string path = dir.file("page.html", json_line("1", "t", "text"));
  EXPECT_EQ(all_units({path}, "text")[0].pieces[0].reader, find_reader("text"));
  EXPECT_EQ(all_units({path}, "jsonl")[0].pieces[0].reader, find_reader("jsonl"));
  EXPECT_EQ(all_units({path})[0].pieces[0].reader, find_reader("html"));
}

}  // namespace
}  // namespace medlar
