#include "indexer/indexer.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "indexer/format/article_store.h"
#include "indexer/format/index_check.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/manifest.h"
#include "query/searcher.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

/// Builds; a failed test and an empty report when that fails.
IndexReport build(const IndexOptions& options) {
  const auto report = index_corpus(options);
  if (!report) {
    ADD_FAILURE() << report.error().message;
    return {};
  }
  return *report;
}

std::vector<std::string> found_ids(const fs::path& index, const std::string& query) {
  auto searcher = Searcher::open(index);
  if (!searcher) return {"error: " + searcher.error().message};
  const auto response =
      searcher->search({.query = query, .limit = 100, .duplicates = Duplicates::kShow});
  if (!response) return {"error: " + response.error().message};
  std::vector<std::string> ids;
  for (const Hit& hit : response->hits) ids.push_back(hit.id);
  return ids;
}

std::string codes(const std::vector<Rejection>& list) {
  std::string all;
  for (const Rejection& r : list) {
    all += (all.empty() ? "" : " ") + fs::path(r.where).filename().string() + "=" + r.code;
  }
  return all;
}

void expect_sound(const fs::path& index) {
  const auto check = check_index(index);
  ASSERT_TRUE(check);
  EXPECT_TRUE(check->faults.empty()) << check->faults.front();
}

using Ids = std::vector<std::string>;

TEST(Indexer, AFolderOfFormatsBecomesOneIndex) {
  const TempDir dir;
  dir.file("in/page.html", "<html><title>Gout</title><body><p>Uric acid crystals hurt.</p></body>");
  dir.file("in/notes.txt", "Asthma\n\nWheezing and coughing.");
  dir.file("in/more.md", "# Migraine\n\nA headache on one side.");
  dir.file("in/feed.jsonl", json_line("j1", "Croup", "A barking cough."));
  const IndexReport report = build({.paths = {(dir / "in").string()}, .index = dir / "index"});
  EXPECT_EQ(report.generation, 1U);
  EXPECT_EQ(report.counts.articles, 4U);
  EXPECT_EQ(report.files, 4U);
  EXPECT_TRUE(report.rejections.empty() && report.skipped.empty() && report.refusals.empty());
  EXPECT_GT(report.index_bytes, 0U);
  EXPECT_EQ(found_ids(dir / "index", "crystals"), Ids{"page.html"});
  EXPECT_EQ(found_ids(dir / "index", "wheezing"), Ids{"notes.txt"});
  EXPECT_EQ(found_ids(dir / "index", "headache"), Ids{"more.md"});
  EXPECT_EQ(found_ids(dir / "index", "barking"), Ids{"j1"});
  expect_sound(dir / "index");
}

TEST(Indexer, SentencesThatRepeatHardlyCount) {
  const TempDir dir;
  const std::string notice = "Our pharmacists answer questions about vaccines until six.";
  std::string feed;
  for (int i = 0; i < 30; ++i) {
    feed += json_line(fmt::format("a{}", i), fmt::format("Ailment {}", i),
                      fmt::format("Ailment {0} is a rash on the back of finger {0}, which spreads "
                                  "to the wrist, the elbow and shoulder {0}. Rest. {1}",
                                  i, notice));
  }
  feed += json_line("v", "Shots", "A vaccine against measles and mumps is given twice, in summer.");
  dir.file("feed.jsonl", feed);
  for (const unsigned threads : {1U, 4U}) {
    const IndexReport report = build(
        {.paths = {(dir / "feed.jsonl").string()}, .index = dir / "index", .threads = threads});
    ASSERT_EQ(report.boilerplate.size(), 1U);
    EXPECT_EQ(report.boilerplate.front().text, notice);
    EXPECT_EQ(report.boilerplate.front().articles, 30U);
    EXPECT_EQ(report.counts.boilerplate_articles, 30U);
    EXPECT_EQ(report.counts.boilerplate_bytes, 30 * notice.size());
    expect_sound(dir / "index");
  }
  // The one article about vaccines first, the others findable still, in phrases too.
  EXPECT_EQ(found_ids(dir / "index", "vaccines").front(), "v");
  EXPECT_EQ(found_ids(dir / "index", "vaccines").size(), 31U);
  EXPECT_EQ(found_ids(dir / "index", "\"rest our pharmacists\"").size(), 30U);
  // Shown only where nothing else of the article matches.
  auto searcher = Searcher::open(dir / "index");
  ASSERT_TRUE(searcher);
  const auto snippet = [&](const std::string& query) {
    return searcher->hit({.query = query}, "a7")->snippet.text;
  };
  EXPECT_EQ(snippet("pharmacists rash").find("pharmacists"), std::string::npos);
  EXPECT_EQ(snippet("zzzz").find("pharmacists"), std::string::npos);
  EXPECT_NE(snippet("pharmacists").find("pharmacists"), std::string::npos);
}

TEST(Indexer, OfArticlesWithOneIdTheLaterWins) {
  const TempDir dir;
  const std::string feed =
      dir.file("feed.jsonl",
               json_line("x", "First", "oldword") + json_line("y", "Other", "otherword") +
                   json_line("x", "Second", "middleword") + json_line("x", "Third", "newword"));
  const IndexReport report = build({.paths = {feed}, .index = dir / "index"});
  EXPECT_EQ(report.counts.articles, 2U);
  EXPECT_EQ(report.counts.sections, 2U);
  EXPECT_EQ(report.counts.languages.at("en"), 2U);
  EXPECT_EQ(report.replaced, (Ids{"x", "x"}));
  EXPECT_EQ(found_ids(dir / "index", "newword"), Ids{"x"});
  EXPECT_EQ(found_ids(dir / "index", "oldword middleword"), Ids{});
  EXPECT_EQ(found_ids(dir / "index", "otherword"), Ids{"y"});
  EXPECT_EQ(found_ids(dir / "index", "title:third id:x"), Ids{"x"});
  expect_sound(dir / "index");
}

TEST(Indexer, TheLaterWinsAcrossShardsAndThreads) {
  const TempDir dir;
  const std::string filler(2000, 'f');
  std::string first;
  std::string second;
  for (int i = 0; i < 1000; ++i) {  // two megabytes each: several shards
    first += json_line(std::to_string(i), "T", "oldword " + filler);
    second += json_line(std::to_string(i), "T", "newword " + filler);
  }
  for (const unsigned threads : {1U, 4U}) {
    const fs::path index = dir / ("index" + std::to_string(threads));
    const IndexReport report =
        build({.paths = {dir.file("1.jsonl", first), dir.file("2.jsonl", second)},
               .index = index,
               .threads = threads});
    EXPECT_EQ(report.counts.articles, 1000U);
    EXPECT_EQ(report.counts.sections, 1000U);
    EXPECT_EQ(report.replaced.size(), 1000U);
    EXPECT_EQ(found_ids(index, "oldword"), Ids{});
    EXPECT_EQ(found_ids(index, "newword").size(), 100U);
    expect_sound(index);
  }
}

TEST(Indexer, AnArticleReplacedByOneWithoutTextStays) {
  const TempDir dir;
  const std::string feed = dir.file(
      "feed.jsonl", json_line("x", "Kept", "goodword") + "{\"id\": \"x\", \"text\": \"\"}\n");
  const IndexReport report = build({.paths = {feed}, .index = dir / "index"});
  EXPECT_TRUE(report.replaced.empty());
  EXPECT_EQ(codes(report.skipped), "feed.jsonl=no_text");
  EXPECT_EQ(found_ids(dir / "index", "goodword"), Ids{"x"});
}

/// What a build is made of, by the manifest: the hash of every file.
std::map<std::string, std::string> hashes(const fs::path& index) {
  std::map<std::string, std::string> found;
  const auto manifest = current_generation(index).and_then(
      [](const Generation& generation) { return read_manifest(generation.directory); });
  if (!manifest) return found;
  for (const auto& [name, file] : manifest->files) found[name] = file.sha256;
  EXPECT_TRUE(found.contains("db/postlist.glass"));
  found["digest"] = manifest->digest;
  return found;
}

TEST(Indexer, TheNumberOfThreadsChangesNoByte) {
  const TempDir dir;
  std::string feed;
  for (int i = 0; i < 8000; ++i) {
    feed += json_line(std::to_string(i % 7900), "Title " + std::to_string(i % 71),
                      "word" + std::to_string(i % 997) + " asthma " + std::string(300, 'y'));
  }
  dir.file("in/feed.jsonl", feed);
  for (int i = 0; i < 50; ++i) {
    dir.file("in/" + std::to_string(i) + ".txt", "Title\n\nText " + std::to_string(i));
  }
  std::map<std::string, std::string> expected;
  for (const unsigned threads : {1U, 4U, 3U}) {
    const fs::path index = dir / ("index" + std::to_string(threads));
    build({.paths = {(dir / "in").string()},
           .index = index,
           .threads = threads,
           .memory_bytes = std::size_t{threads % 2} << 30U});  // of four threads one at a time
    const auto found = hashes(index);
    EXPECT_GT(found.size(), 9U);
    if (expected.empty()) expected = found;
    EXPECT_EQ(found, expected) << "with threads: " << threads;
  }
}

TEST(Indexer, ArticlesWithoutTextAreSkippedAndNamed) {
  const TempDir dir;
  dir.file("in/empty.html", "");
  dir.file("in/blank.txt", " \n\n ");
  dir.file("in/data.bin", std::string("\0\1\2", 3));
  dir.file("in/feed.jsonl", json_line("a", "T", "text") + "{\"id\": \"b\", \"title\": \"T\"}\n");
  const IndexReport report = build({.paths = {(dir / "in").string()}, .index = dir / "index"});
  EXPECT_EQ(codes(report.skipped),
            "blank.txt=no_text data.bin=unknown_format empty.html=no_text feed.jsonl=no_text");
  EXPECT_EQ(report.skipped.back().detail, "article b");
  EXPECT_EQ(report.counts.articles, 1U);
  EXPECT_EQ(report.files, 4U);
}

/// A feed of good lines with bad ones among them.
std::string feed_of(int good, int bad) {
  std::string feed;
  for (int i = 0; i < std::max(good, bad); ++i) {
    if (i < good) feed += json_line(std::to_string(i), "T", "goodword");
    if (i < bad) feed += i % 2 == 0 ? "[1, 2]\n" : "{\"id\": \n";
  }
  return feed;
}

TEST(Indexer, PublishesOrRefusesAsTheRulesSay) {
  using Rejects = IndexOptions::Rejects;
  using Shrink = IndexOptions::Shrink;
  struct Row {
    std::string_view what;
    int good, bad, published_before;
    Rejects rejects;
    Shrink shrink;
    bool is_published;
  };
  for (const Row& row : {
           Row{"a few bad lines", 20, 10, 0, Rejects::kTolerated, Shrink::kRefused, true},
           Row{"more than a few, over 5 %", 200, 11, 0, Rejects::kTolerated, Shrink::kRefused,
               false},
           Row{"more than a few, under 5 %", 400, 11, 0, Rejects::kTolerated, Shrink::kRefused,
               true},
           Row{"one bad line, strict", 20, 1, 0, Rejects::kRefused, Shrink::kRefused, false},
           Row{"no bad line, strict", 20, 0, 0, Rejects::kRefused, Shrink::kRefused, true},
           Row{"a tenth fewer", 90, 0, 100, Rejects::kTolerated, Shrink::kRefused, true},
           Row{"more than a tenth fewer", 89, 0, 100, Rejects::kTolerated, Shrink::kRefused, false},
           Row{"fewer, allowed", 2, 0, 100, Rejects::kTolerated, Shrink::kAllowed, true},
           Row{"nothing", 0, 3, 0, Rejects::kTolerated, Shrink::kRefused, false},
           Row{"nothing, shrinking allowed", 0, 0, 5, Rejects::kTolerated, Shrink::kAllowed, false},
       }) {
    SCOPED_TRACE(row.what);
    const TempDir dir;
    const fs::path index = dir / "index";
    if (row.published_before > 0) {
      build(
          {.paths = {dir.file("before.jsonl", feed_of(row.published_before, 0))}, .index = index});
    }
    const auto before = hashes(index);
    const IndexReport report = build({.paths = {dir.file("feed.jsonl", feed_of(row.good, row.bad))},
                                      .index = index,
                                      .rejects = row.rejects,
                                      .shrink = row.shrink});
    EXPECT_EQ(report.refusals.empty(), row.is_published);
    EXPECT_EQ(report.generation > 0, row.is_published);
    EXPECT_EQ(report.rejections.size(), static_cast<std::size_t>(row.bad));
    EXPECT_FALSE(fs::exists(index / ".building"));
    if (!row.is_published) {
      EXPECT_EQ(hashes(index), before);
    }
  }
}

TEST(Indexer, TenThousandLinesWithAFewBadOnes) {
  const TempDir dir;
  std::string feed;
  for (int i = 1; i <= 10'000; ++i) {
    feed += i == 17     ? "not json\n"
            : i == 5000 ? "[\"a list\"]\n"
            : i == 5001 ? "\n"
            : i == 9999 ? "\"a string\"\n"
                        : json_line("d" + std::to_string(i), "Title", "w" + std::to_string(i));
  }
  const std::string path = dir.file("feed.jsonl", feed);
  const IndexReport report = build({.paths = {path}, .index = dir / "index", .threads = 2});
  EXPECT_EQ(report.counts.articles, 9'996U);
  EXPECT_EQ(
      codes(report.rejections),
      "feed.jsonl:17=broken_json feed.jsonl:5000=not_an_object feed.jsonl:9999=not_an_object");
  EXPECT_EQ(found_ids(dir / "index", "w9998"), Ids{"d9998"});
  expect_sound(dir / "index");
}

TEST(Indexer, KeysThatNoFieldTookAreCounted) {
  const TempDir dir;
  const std::string feed =
      dir.file("feed.jsonl", R"({"id": "1", "text": "a", "zip": 1, "color": "red"})"
                             "\n"
                             R"({"id": "2", "text": "b", "zip": 2})");
  const IndexReport report = build({.paths = {feed}, .index = dir / "index"});
  EXPECT_EQ(report.unused_keys, (std::map<std::string, std::uint64_t>{{"color", 1}, {"zip", 2}}));
}

TEST(Indexer, MappedKeysAreRead) {
  const TempDir dir;
  const std::string feed = dir.file("feed.jsonl", R"({"id": "1", "story": "mappedword"})");
  build({.paths = {feed}, .index = dir / "index", .read = {.field_keys = {{"text", "story"}}}});
  EXPECT_EQ(found_ids(dir / "index", "mappedword"), Ids{"1"});
  const auto wrong = index_corpus(
      {.paths = {feed}, .index = dir / "index", .read = {.field_keys = {{"txet", "story"}}}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, ErrorCode::kUsage);
}

TEST(Indexer, EveryArticleIsAnalyzedInItsOwnLanguage) {
  const TempDir dir;
  const std::string feed = dir.file(
      "feed.jsonl",
      R"({"id": "es", "language": "es", "title": "Salud", "text": "Las enfermedades del ri)"
      "\xC3\xB1\xC3\xB3"
      R"(n"})"
      "\n"
      R"({"id": "en", "title": "Health", "text": "studies of the kidney"})"
      "\n");
  const IndexReport report = build({.paths = {feed}, .index = dir / "index"});
  EXPECT_EQ(report.counts.languages, (std::map<std::string, std::uint64_t>{{"en", 1}, {"es", 1}}));
  EXPECT_EQ(found_ids(dir / "index", "enfermedad"), Ids{"es"});
  EXPECT_EQ(found_ids(dir / "index", "study"), Ids{"en"});
  EXPECT_EQ(found_ids(dir / "index", "language:es"), Ids{"es"});
}

TEST(Indexer, MonstrousArticlesAreIndexedToo) {
  const TempDir dir;
  const std::string word(300, 'q');
  std::string accented;
  for (int i = 0; i < 150; ++i) accented += "\xC3\xB1";
  std::string title;
  while (title.size() < (1U << 20)) title += "long title ";
  std::string feed = json_line("word", "T " + word, word + " goodword") +
                     json_line("accents", accented, accented + " goodword") +
                     json_line("title", title, "goodword") +
                     json_line(std::string(5000, 'i'), "T", "goodword");
  feed += R"({"id": "keywords", "text": "goodword", "source": ")" + std::string(4000, 's') +
          R"(", "url": "https://)" + std::string(4000, 'u') + R"(", "audience": ")" + accented +
          accented + "\"}\n";
  const IndexReport report =
      build({.paths = {dir.file("feed.jsonl", feed)}, .index = dir / "index"});
  EXPECT_EQ(report.counts.articles, 5U);
  EXPECT_EQ(found_ids(dir / "index", "goodword").size(), 5U);
  EXPECT_EQ(found_ids(dir / "index", "title:title"), Ids{"title"});
  expect_sound(dir / "index");
}

TEST(Indexer, ErrorsNameWhatIsWrong) {
  const TempDir dir;
  const std::string feed = dir.file("feed.jsonl", json_line("1", "T", "text"));
  struct Row {
    IndexOptions options;
    ErrorCode code;
    std::string_view says;
  };
  for (const Row& row : {
           Row{{.paths = {(dir / "missing").string()}, .index = dir / "index"},
               ErrorCode::kUnreadable,
               "missing"},
           Row{{.paths = {feed}, .index = dir / "index", .format = "docx"},
               ErrorCode::kUsage,
               "docx"},
           Row{{.paths = {feed}, .index = feed}, ErrorCode::kUnreadable, "feed.jsonl"},
       }) {
    const auto report = index_corpus(row.options);
    ASSERT_FALSE(report) << row.says;
    EXPECT_EQ(report.error().code, row.code) << row.says;
    EXPECT_NE(report.error().message.find(row.says), std::string::npos) << report.error().message;
    EXPECT_FALSE(report.error().hint.empty()) << row.says;
  }
}

TEST(Indexer, ALockedIndexIsLeftAlone) {
  const TempDir dir;
  const std::string feed = dir.file("feed.jsonl", json_line("1", "T", "text"));
  const auto lock = WriterLock::acquire(dir / "index");
  dir.file("index/.building/of-the-other", "1");
  const auto report = index_corpus({.paths = {feed}, .index = dir / "index"});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::kIndexLocked);
  EXPECT_TRUE(fs::exists(dir / "index/.building/of-the-other"));
}

TEST(Indexer, LeftoversOfAKilledBuildAreRemoved) {
  const TempDir dir;
  dir.file("index/.building/shards/shard-00000000.postings", "half");
  dir.file("index/.building/generation/articles", "half");
  build(
      {.paths = {dir.file("feed.jsonl", json_line("1", "T", "goodword"))}, .index = dir / "index"});
  EXPECT_FALSE(fs::exists(dir / "index/.building"));
  EXPECT_EQ(found_ids(dir / "index", "goodword"), Ids{"1"});
}

TEST(Indexer, ReadersKeepTheGenerationTheyOpened) {
  const TempDir dir;
  const fs::path index = dir / "index";
  build({.paths = {dir.file("feed.jsonl", json_line("1", "T", "oldword"))}, .index = index});
  auto before = Searcher::open(index);
  ASSERT_TRUE(before);
  for (int i = 0; i < 4; ++i) {  // until the first generation is deleted
    build({.paths = {dir.file("feed.jsonl", json_line("1", "T", "newword"))}, .index = index});
  }
  EXPECT_EQ(before->search({.query = "oldword"})->hits.size(), 1U);
  EXPECT_EQ(before->generation(), 1U);
  EXPECT_EQ(found_ids(index, "oldword"), Ids{});
  EXPECT_EQ(found_ids(index, "newword"), Ids{"1"});
}

TEST(Indexer, ProgressCountsUpToTheCorpus) {
  const TempDir dir;
  const std::string feed = dir.file("feed.jsonl", feed_of(5000, 0));
  std::vector<IndexProgress> seen;
  build({.paths = {feed},
         .index = dir / "index",
         .threads = 3,
         .on_progress = [&seen](const IndexProgress& progress) { seen.push_back(progress); }});
  ASSERT_GE(seen.size(), 2U);
  EXPECT_TRUE(std::ranges::is_sorted(seen, {}, &IndexProgress::articles));
  EXPECT_TRUE(seen.back().is_merging);
  EXPECT_EQ(seen.back().articles, 5000U);
  EXPECT_EQ(seen.back().bytes_read, seen.back().bytes_total);
}

}  // namespace
}  // namespace medlar
