#include "indexer/format/index_layout.h"

#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include <gtest/gtest.h>

#include "indexer/format/manifest.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

/// A directory like a built generation; its table says which.
fs::path built(const TempDir& dir, const std::string& name) {
  dir.file("built/" + name + "/db/iamglass", name);
  dir.file("built/" + name + "/articles", name);
  EXPECT_TRUE(write_manifest(dir / "built" / name, {}));
  return dir / "built" / name;
}

std::string shown(const fs::path& index) {
  std::string numbers;
  for (const Generation& g : generations(index)) numbers += std::to_string(g.number) + " ";
  const auto live = current_generation(index);
  return numbers + "live " + (live ? std::to_string(live->number) : "none");
}

TEST(IndexLayout, NothingIsPublishedAtFirst) {
  const TempDir dir;
  for (const char* const name : {"missing", "."}) {
    const auto live = current_generation(dir / name);
    ASSERT_FALSE(live) << name;
    EXPECT_EQ(live.error().code, ErrorCode::kIndexMissing);
    EXPECT_NE(live.error().hint.find("medlar index"), std::string::npos);
  }
}

TEST(IndexLayout, PublishingSwitchesToTheNewGenerationAndKeepsTwoBefore) {
  const TempDir dir;
  const fs::path index = dir / "index";
  const auto lock = WriterLock::acquire(index);
  ASSERT_TRUE(lock);
  for (const auto& [name, after] :
       std::vector<std::pair<std::string, std::string>>{{"a", "1 live 1"},
                                                        {"b", "1 2 live 2"},
                                                        {"c", "1 2 3 live 3"},
                                                        {"d", "2 3 4 live 4"},
                                                        {"e", "3 4 5 live 5"}}) {
    const fs::path from = built(dir, name);
    const auto published = publish_generation(index, from);
    ASSERT_TRUE(published) << published.error().message;
    EXPECT_EQ(shown(index), after);
    EXPECT_EQ(read_file(published->articles()), name);
    EXPECT_EQ(read_file(current_generation(index)->articles()), name);
    EXPECT_FALSE(fs::exists(from));
  }
}

TEST(IndexLayout, RollingBackGoesOneGenerationAtATime) {
  const TempDir dir;
  const fs::path index = dir / "index";
  const auto lock = WriterLock::acquire(index);
  for (const char* const name : {"a", "b", "c"}) {
    ASSERT_TRUE(publish_generation(index, built(dir, name)));
  }
  ASSERT_TRUE(roll_back_generation(index));
  EXPECT_EQ(shown(index), "1 2 3 live 2");
  ASSERT_TRUE(roll_back_generation(index));
  EXPECT_EQ(shown(index), "1 2 3 live 1");
  const auto no_more = roll_back_generation(index);
  ASSERT_FALSE(no_more);
  EXPECT_EQ(no_more.error().code, ErrorCode::kUsage);
  EXPECT_EQ(shown(index), "1 2 3 live 1");
  ASSERT_TRUE(publish_generation(index, built(dir, "d")));
  EXPECT_EQ(shown(index), "1 4 live 4");  // what was rolled back from is gone
  ASSERT_TRUE(roll_back_generation(index));
  EXPECT_EQ(shown(index), "1 4 live 1");
}

TEST(IndexLayout, ALostGenerationIsDamageAndCanBeRolledBack) {
  const TempDir dir;
  const fs::path index = dir / "index";
  const auto lock = WriterLock::acquire(index);
  ASSERT_TRUE(publish_generation(index, built(dir, "a")));
  const auto second = publish_generation(index, built(dir, "b"));
  fs::remove_all(second->directory);
  ASSERT_FALSE(current_generation(index));
  EXPECT_EQ(current_generation(index).error().code, ErrorCode::kIndexDamaged);
  EXPECT_NE(current_generation(index).error().hint.find("rollback"), std::string::npos);
  ASSERT_TRUE(roll_back_generation(index));
  EXPECT_EQ(shown(index), "1 live 1");
}

TEST(IndexLayout, RollingBackPassesOverADamagedGeneration) {
  const TempDir dir;
  const fs::path index = dir / "index";
  const auto lock = WriterLock::acquire(index);
  for (const char* const name : {"a", "b", "c"}) {
    ASSERT_TRUE(publish_generation(index, built(dir, name)));
  }
  dir.file("index/gen-000002/articles", "x");
  ASSERT_TRUE(roll_back_generation(index));
  EXPECT_EQ(shown(index), "1 2 3 live 1");
}

TEST(IndexLayout, AGlanceFindsWhatIsMissingCutOrWrittenTo) {
  const TempDir dir;
  const fs::path index = dir / "index";
  const auto lock = WriterLock::acquire(index);
  for (const char* const bytes : {"", "longer", "b"}) {
    SCOPED_TRACE(bytes);
    ASSERT_TRUE(publish_generation(index, built(dir, "a")));
    ASSERT_TRUE(sound_generation(index));
    std::ofstream(current_generation(index)->articles()) << bytes;
    ASSERT_FALSE(sound_generation(index));
    EXPECT_EQ(sound_generation(index).error().code, ErrorCode::kIndexDamaged);
    fs::remove(current_generation(index)->articles());
    EXPECT_FALSE(sound_generation(index));
  }
}

TEST(IndexLayout, LeftoversOfAKilledPublishAreNoHindrance) {
  const TempDir dir;
  const fs::path index = dir / "index";
  const auto lock = WriterLock::acquire(index);
  ASSERT_TRUE(publish_generation(index, built(dir, "a")));
  // Killed after the rename, and after the new link was made: generation 2 was never switched to.
  dir.file("index/gen-000002/db/iamglass", "left");
  fs::create_symlink("gen-000002", index / "current.tmp");
  EXPECT_EQ(shown(index), "1 2 live 1");
  ASSERT_TRUE(publish_generation(index, built(dir, "b")));
  EXPECT_EQ(shown(index), "1 3 live 3");
  EXPECT_FALSE(fs::exists(fs::symlink_status(index / "current.tmp")));
}

TEST(IndexLayout, OtherFilesInTheFolderAreNoGenerations) {
  const TempDir dir;
  for (const char* const name : {"index/gen-", "index/gen-x", "index/gen-1x", "index/notes"}) {
    dir.file(name, "");
  }
  EXPECT_TRUE(generations(dir / "index").empty());
  for (const char* const target : {"gen-", "gen-x", "/etc", "gen-000009"}) {
    fs::remove(dir / "index/current");
    fs::create_symlink(target, dir / "index/current");
    EXPECT_FALSE(current_generation(dir / "index")) << target;
  }
}

TEST(IndexLayout, BytesBelowCountsFilesOnly) {
  const TempDir dir;
  dir.file("a/b", "123");
  dir.file("a/c/d", "4567");
  EXPECT_EQ(bytes_below(dir / "a"), 7U);
  EXPECT_EQ(bytes_below(dir / "missing"), 0U);
}

TEST(WriterLock, ExcludesEveryOtherWriterUntilItIsReleased) {
  const TempDir dir;
  {
    const auto lock = WriterLock::acquire(dir / "index");
    ASSERT_TRUE(lock);
    const auto second = WriterLock::acquire(dir / "index");
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::kIndexLocked);
    EXPECT_FALSE(second.error().hint.empty());
  }
  EXPECT_TRUE(WriterLock::acquire(dir / "index"));
}

TEST(WriterLock, OfAnotherProcessEndsWithItsDeath) {
  const TempDir dir;
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t other = ::fork();
  if (other == 0) {
    const auto lock = WriterLock::acquire(dir / "index");
    const char held = lock ? 'y' : 'n';
    if (::write(ready[1], &held, 1) == 1) ::pause();
    ::_exit(0);
  }
  char held = 0;
  ASSERT_EQ(::read(ready[0], &held, 1), 1);
  EXPECT_EQ(held, 'y');
  const auto refused = WriterLock::acquire(dir / "index");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kIndexLocked);
  ::kill(other, SIGKILL);
  ::waitpid(other, nullptr, 0);
  EXPECT_TRUE(WriterLock::acquire(dir / "index"));
}

TEST(WriterLock, CannotBeHeldWhereNoFolderCanBe) {
  const TempDir dir;
  const auto lock = WriterLock::acquire(dir.file("a-file", "") + "/index");
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().code, ErrorCode::kUnreadable);
  EXPECT_NE(lock.error().hint.find("--index"), std::string::npos);
}

}  // namespace
}  // namespace medlar
