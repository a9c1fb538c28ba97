#include "indexer/source_walker.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

/// Of the files that can be read.
std::string ids(const SourceList& list) {
  std::string all;
  for (const SourceFile& file : list.files) {
    if (file.rejections.empty()) all += (all.empty() ? "" : " ") + file.id;
  }
  return all;
}

std::string rejected(const SourceList& list, const TempDir& dir) {
  std::string all;
  for (const SourceFile& file : list.files) {
    for (const Rejection& r : file.rejections) {
      all += fs::path(file.name + r.where).lexically_relative(dir.path()).string() + "=" + r.code +
             " ";
    }
  }
  return all;
}

TEST(SourceWalker, FoldersAreSortedByPathAndIdsAreRelative) {
  const TempDir dir;
  for (const char* const name : {"b/2.txt", "a.txt", "b/10.txt", "b/c/d.txt", "B.txt", "e"}) {
    dir.file(name, "12345");
  }
  const auto list = list_sources({dir.path().string()});
  ASSERT_TRUE(list);
  EXPECT_EQ(ids(*list), "B.txt a.txt b/10.txt b/2.txt b/c/d.txt e");
  EXPECT_EQ(rejected(*list, dir), "");
  for (const SourceFile& file : list->files) EXPECT_EQ(file.bytes, 5U);
}

TEST(SourceWalker, ATrailingSlashChangesNothing) {
  const TempDir dir;
  dir.file("x/a.txt", "1");
  for (const char* const name : {"x", "x/", "x//", "x/."}) {
    const auto list = list_sources({dir.path().string() + "/" + name});
    ASSERT_TRUE(list);
    EXPECT_EQ(ids(*list), "a.txt") << name;
  }
}

TEST(SourceWalker, ARootIsItsAbsolutePathAndItsFilesAreNamedAsItWas) {
  const TempDir dir;
  dir.file("x/y/a.txt", "1");
  fs::create_symlink(dir / "x", dir / "link");
  const std::string absolute = dir.path().string();
  const std::string relative = fs::relative(dir.path()).string();
  for (const auto& [name, place] :
       {std::pair(absolute + "/x", absolute + "/x"), std::pair(absolute + "/x/", absolute + "/x"),
        std::pair(absolute + "/x/.", absolute + "/x"), std::pair(relative + "/x", absolute + "/x"),
        std::pair(absolute + "/x//y/..", absolute + "/x"),
        // A link may lead elsewhere tomorrow.
        std::pair(absolute + "/link", absolute + "/link")}) {
    const auto list = list_sources({name});
    ASSERT_TRUE(list) << name;
    EXPECT_EQ(list->roots[0], (SourceRoot{place, name}));
    ASSERT_EQ(list->files.size(), 1U);
    EXPECT_EQ(list->files[0].below, "y/a.txt");
    EXPECT_EQ(list->files[0].name, (fs::path(name) / "y/a.txt").string());
  }
  EXPECT_EQ(source_root("-"), (SourceRoot{"-", "-"}));
  EXPECT_EQ(source_root("/").place, "/");
}

TEST(SourceWalker, PathsComeInTheOrderAskedFor) {
  const TempDir dir;
  const std::string z = dir.file("z.txt", "1");
  const std::string a = dir.file("a.txt", "1");
  dir.file("folder/m.txt", "1");
  const auto list = list_sources({z, (dir / "folder").string(), "-", a});
  ASSERT_TRUE(list);
  EXPECT_EQ(ids(*list), "z.txt m.txt stdin a.txt");
  EXPECT_EQ(list->files[2].path, "-");
}

TEST(SourceWalker, HiddenFilesAndFoldersAreLeftOut) {
  const TempDir dir;
  for (const char* const name : {"x/.hidden.txt", "x/.git/config.txt", "x/seen.txt", "x/y/.z"}) {
    dir.file(name, "1");
  }
  fs::create_symlink("nowhere", dir / "x/.dangling");
  const auto list = list_sources({(dir / "x").string()});
  ASSERT_TRUE(list);
  EXPECT_EQ(ids(*list), "seen.txt");
  EXPECT_EQ(rejected(*list, dir), "");
}

TEST(SourceWalker, AHiddenFolderThatWasAskedForIsRead) {
  const TempDir dir;
  dir.file(".hidden/a.txt", "1");
  EXPECT_EQ(ids(*list_sources({(dir / ".hidden").string()})), "a.txt");
}

TEST(SourceWalker, WhatIsNoRegularFileIsRejectedByName) {
  const TempDir dir;
  dir.file("x/a.txt", "1");
  dir.file("outside/secret.txt", "1");
  fs::create_symlink(dir / "outside", dir / "x/folder-link");
  fs::create_symlink(dir / "outside/secret.txt", dir / "x/link.txt");
  fs::create_symlink("missing", dir / "x/dangling.txt");
  fs::create_symlink(".", dir / "x/loop");
  ASSERT_EQ(::mkfifo((dir / "x/pipe.txt").c_str(), 0600), 0);
  dir.file("x/z.txt", "1");
  const auto list = list_sources({(dir / "x").string()});
  ASSERT_TRUE(list);
  EXPECT_EQ(ids(*list), "a.txt z.txt");
  EXPECT_EQ(rejected(*list, dir),
            "x/dangling.txt=symbolic_link x/folder-link=symbolic_link x/link.txt=symbolic_link "
            "x/loop=symbolic_link x/pipe.txt=not_a_file ");
}

TEST(SourceWalker, ALinkThatWasAskedForIsFollowed) {
  const TempDir dir;
  dir.file("x/a.txt", "1");
  fs::create_symlink(dir / "x", dir / "link");
  const auto list = list_sources({(dir / "link").string()});
  ASSERT_TRUE(list);
  EXPECT_EQ(ids(*list), "a.txt");
}

TEST(SourceWalker, MissingPathsAndPipesAreErrors) {
  const TempDir dir;
  ASSERT_EQ(::mkfifo((dir / "pipe").c_str(), 0600), 0);
  for (const char* const name : {"missing", "pipe"}) {
    const auto list = list_sources({(dir / name).string()});
    ASSERT_FALSE(list) << name;
    EXPECT_EQ(list.error().code, ErrorCode::kUnreadable);
    EXPECT_NE(list.error().message.find(name), std::string::npos);
    EXPECT_FALSE(list.error().hint.empty());
  }
}

TEST(SourceWalker, TheIndexAmongTheSourcesIsLeftOut) {
  const TempDir dir;
  dir.file("x/a.txt", "1");
  dir.file("x/site/gen-000001/articles", "1");
  fs::create_symlink("gen-000001", dir / "x/site/current");
  dir.file("x/y/site/b.txt", "1");
  const auto list = list_sources({(dir / "x").string()}, dir.path() / "x" / "." / "site");
  ASSERT_TRUE(list);
  EXPECT_EQ(ids(*list), "a.txt y/site/b.txt");
  EXPECT_EQ(rejected(*list, dir), "");
}

TEST(SourceWalker, UnreadableFoldersAreRejectedByName) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TempDir dir;
  dir.file("x/closed/a.txt", "1");
  dir.file("x/open.txt", "1");
  fs::permissions(dir / "x/closed", fs::perms::none);
  const auto list = list_sources({(dir / "x").string()});
  fs::permissions(dir / "x/closed", fs::perms::owner_all);
  ASSERT_TRUE(list);
  EXPECT_EQ(ids(*list), "open.txt");
  EXPECT_EQ(rejected(*list, dir), "x/closed=unreadable ");
}

}  // namespace
}  // namespace medlar
