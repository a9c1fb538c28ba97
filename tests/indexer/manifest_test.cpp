#include "indexer/format/manifest.h"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

namespace fs = std::filesystem;

/// A folder like a generation, with its manifest.
class ManifestTest : public testing::Test {
 protected:
  ManifestTest() {
    dir_.file("gen/articles", "Rest helps.");
    dir_.file("gen/words", "");
    dir_.file("gen/db/postlist.glass", std::string(600'000, 'p'));
    dir_.file("gen/db/iamglass", "glass");
    EXPECT_TRUE(write_manifest(generation(), {.program_version = "1.2.3",
                                              .schema_version = 4,
                                              .built = "2026-01-31T12:00:00Z",
                                              .articles = 5}));
  }

  fs::path generation() const { return dir_ / "gen"; }

  TempDir dir_;
};

TEST_F(ManifestTest, SaysWhatTheFilesAre) {
  const auto manifest = verify_files(generation());
  ASSERT_TRUE(manifest) << manifest.error().message;
  EXPECT_EQ(manifest->program_version, "1.2.3");
  EXPECT_EQ(manifest->schema_version, 4);
  EXPECT_EQ(manifest->built, "2026-01-31T12:00:00Z");
  EXPECT_EQ(manifest->articles, 5U);
  ASSERT_EQ(manifest->files.size(), 4U);
  EXPECT_EQ(manifest->files.at("articles").bytes, 11U);
  // As sha256sum prints them.
  EXPECT_EQ(manifest->files.at("words").sha256,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(manifest->files.at("articles").sha256,
            "cf28938f84bd0657037c246a0e20e71265b0725b9bde36facca12e90b49e770c");
  EXPECT_TRUE(glance_at_files(generation()));
}

TEST_F(ManifestTest, NamesWhateverChanged) {
  struct Row {
    std::function<void()> change;
    std::string says;
  };
  for (const Row& row : {
           Row{[&] { fs::remove(generation() / "words"); }, "words is missing"},
           Row{[&] { fs::remove_all(generation() / "db"); }, "db/iamglass is missing, and 1 more"},
           Row{[&] { dir_.file("gen/db/more", ""); }, "db/more is none of its files"},
           Row{[&] { fs::create_symlink("articles", generation() / "a"); }, "a is none of its"},
           Row{[&] { dir_.file("gen/articles", "Rest"); }, "articles has 4 bytes, not 11"},
           Row{[&] { dir_.file("gen/articles", "Rest harms."); }, "articles has changed"},
           Row{[&] {
                 fs::remove(generation() / "words");
                 fs::create_directory(generation() / "words");
               },
               "words is missing"},
           Row{[&] {
                 fs::rename(generation() / "words", dir_ / "words");
                 fs::create_symlink(dir_ / "words", generation() / "words");
               },
               "words cannot be read: it is no plain file"},
           Row{[&] { fs::remove(generation() / "manifest"); }, "no manifest"},
           Row{[&] { dir_.file("gen/manifest", ""); }, "not whole"},
           Row{[&] { dir_.file("gen/manifest", "\xff"); }, "not whole"},
           Row{[&] { dir_.file("gen/manifest", "[]"); }, "not whole"},
           Row{[&] { dir_.file("gen/manifest", R"({"seal": "0"})"); }, "manifest has changed"},
           Row{[&] {
                 std::string text = read_file(generation() / "manifest");
                 text.replace(text.find("\"articles\": 5"), 13, "\"articles\": 6");
                 dir_.file("gen/manifest", text);
               },
               "manifest has changed"},
       }) {
    SCOPED_TRACE(row.says);
    fs::copy(generation(), dir_ / "kept", fs::copy_options::recursive);
    row.change();
    const auto verified = verify_files(generation());
    ASSERT_FALSE(verified);
    EXPECT_EQ(verified.error().code, ErrorCode::kIndexDamaged);
    EXPECT_THAT(verified.error().message, testing::HasSubstr(row.says));
    EXPECT_THAT(verified.error().hint, testing::HasSubstr("medlar index"));
    fs::remove_all(generation());
    fs::rename(dir_ / "kept", generation());
    EXPECT_TRUE(verify_files(generation())) << "a copy is as good";
  }
}

TEST_F(ManifestTest, TheDigestIsOfTheContentAlone) {
  const std::string digest = read_manifest(generation())->digest;
  const auto digest_now = [&] { return write_manifest(generation(), {})->digest; };
  EXPECT_EQ(digest_now(), digest);
  dir_.file("gen/words", "a");
  EXPECT_NE(digest_now(), digest);
  dir_.file("gen/words", "");
  EXPECT_EQ(digest_now(), digest);
  fs::rename(generation() / "words", generation() / "sdrow");
  EXPECT_NE(digest_now(), digest);
}

TEST_F(ManifestTest, AGlanceSeesWritingAndReadsOnlyThen) {
  const fs::path file = generation() / "articles";
  const auto written = fs::last_write_time(file);
  dir_.file("gen/articles", "Rest harms.");
  EXPECT_FALSE(glance_at_files(generation())) << "written to";
  fs::last_write_time(file, written);
  EXPECT_TRUE(glance_at_files(generation())) << "a glance reads no bytes";
  EXPECT_FALSE(verify_files(generation()));
  dir_.file("gen/articles", "Rest helps.");
  fs::last_write_time(file, written + std::chrono::hours(1));
  EXPECT_TRUE(glance_at_files(generation())) << "a copy without times is read";
  fs::last_write_time(file, std::chrono::floor<std::chrono::seconds>(written));
  EXPECT_TRUE(glance_at_files(generation()));
}

TEST_F(ManifestTest, TheStampTellsWritingFromReading) {
  const std::string stamp = files_stamp(generation());
  EXPECT_EQ(files_stamp(generation()), stamp);
  EXPECT_TRUE(verify_files(generation()));
  EXPECT_EQ(files_stamp(generation()), stamp);
  dir_.file("gen/articles", "Rest harms.");
  EXPECT_NE(files_stamp(generation()), stamp);
}

}  // namespace
}  // namespace medlar
