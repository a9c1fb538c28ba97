#include "indexer/format/source_ledger.h"

#include <gtest/gtest.h>

#include "corpus/fnv1a.h"
#include "corpus/little_endian.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

Sha256 hash_of(std::uint8_t byte) {
  Sha256 hash;
  hash.fill(byte);
  return hash;
}

SourceLedger full_ledger() {
  SourceLedger ledger;
  ledger.program = "0123";
  ledger.settings = {.format = "html",
                     .language = "es",
                     .field_keys = {{"text", "story"}, {"title", "headline"}},
                     .vocabularies = {{"/v/names.tsv", hash_of(7)}}};
  EXPECT_TRUE(set_field_weight(ledger.settings.weights, "title", 8));
  ledger.roots = {{"/a/site", "site"}, {"-", "-"}};
  ledger.files = {
      {.root = 0, .below = "empty.txt"},
      {.root = 0,
       .below = std::string("odd\xff name"),
       .rejections = {{"", "unreadable", "permission denied"}},
       .pieces = {{.bytes = 300,
                   .first_line = 1,
                   .hash = hash_of(1),
                   .notes = {.rejections = {{":3", "broken_json", "no"}},
                             .skipped = {{"", "no_text", "article x"}},
                             .unused_keys = {{"zip", 2}},
                             .repaired = 1},
                   .articles = {{~std::uint64_t{0}, 2, false}, {3, 4, true}, {5, 6, false}}},
                  {.bytes = 1, .first_line = 200, .hash = hash_of(255)}}},
      {.root = 1, .below = ""}};
  return ledger;
}

TEST(SourceLedger, ReturnsWhatWasWritten) {
  const TempDir dir;
  ASSERT_TRUE(write_ledger(full_ledger(), dir / "sources"));
  const auto read = read_ledger(dir / "sources");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, full_ledger());
  const auto empty = decode_ledger(encode_ledger({}));
  ASSERT_TRUE(empty);
  EXPECT_EQ(*empty, SourceLedger());
}

TEST(SourceLedger, RefusesEveryTruncationAndEveryDamagedByte) {
  const std::string bytes = encode_ledger(full_ledger());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto read = decode_ledger(std::string_view(bytes).substr(0, size));
    ASSERT_FALSE(read) << size;
    EXPECT_EQ(read.error().code, ErrorCode::kIndexDamaged);
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    EXPECT_FALSE(decode_ledger(damaged)) << at;
  }
  EXPECT_FALSE(decode_ledger(bytes + "x"));
  EXPECT_FALSE(read_ledger("nowhere"));
}

TEST(SourceLedger, SurvivesDamageThatIsSealed) {
  const std::string bytes = encode_ledger(full_ledger());
  for (std::size_t at = 16; at < bytes.size(); ++at) {
    for (const char damage : {'\x00', '\x7f', '\x80', '\xff'}) {
      std::string body = bytes.substr(16);
      body[at - 16] = damage;
      std::string damaged = bytes.substr(0, 8);
      little_endian::put(damaged, fnv1a(body));
      const auto read = decode_ledger(damaged + body);  // a ledger or an error, never a crash
      if (read) {
        EXPECT_EQ(*decode_ledger(encode_ledger(*read)), *read);
      }
    }
  }
}

TEST(SourceLedger, RefusesAFileOfNoRoot) {
  SourceLedger ledger = full_ledger();
  ledger.files.back().root = 2;
  EXPECT_FALSE(decode_ledger(encode_ledger(ledger)));
}

TEST(SourceLedger, NamesFilesAsTheirRootWasNamed) {
  EXPECT_EQ(source_name({"/a/site", "site"}, "x/y.html"), "site/x/y.html");
  EXPECT_EQ(source_name({"/a/site", "site/"}, "x"), "site/x");
  EXPECT_EQ(source_name({"/a/page.html", "./page.html"}, ""), "./page.html");
}

}  // namespace
}  // namespace medlar
