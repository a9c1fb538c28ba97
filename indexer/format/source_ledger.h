// The file "sources" of a generation: what it was built from, how, and what reading each source
// gave, so that an update reads again only what has changed.
//
//   8 bytes   "MEDLSRC1"
//   8 bytes   FNV-1a of the rest
//   the rest  one record (record_bytes.h), in the order of the members below
//
// Articles themselves are in the store "articles", those that a later one with the same id replaced
// in the store "replaced", both in the order of the ledger. Plain values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "corpus/reader.h"
#include "indexer/format/field_weights.h"
#include "indexer/format/sha256.h"

namespace medlar {

/// How an index was told to be built, beside its sources.
struct BuildSettings {
  struct VocabularyFile {
    std::string path;  // absolute
    Sha256 hash{};
    bool operator==(const VocabularyFile&) const = default;
  };

  std::string format;  // name of a reader; empty: told for each file
  std::string language;
  std::map<std::string, std::string> field_keys;  // as in ReadOptions
  std::vector<VocabularyFile> vocabularies;
  FieldWeights weights;

  bool operator==(const BuildSettings&) const = default;
};

/// A path that was given to be indexed.
struct SourceRoot {
  std::string place;  // absolute, links not followed: one may lead to another release tomorrow
  std::string name;   // as it was given first: messages and some ids begin with it

  bool operator==(const SourceRoot&) const = default;
};

/// What reading a piece of a source gave beside articles. `where` of a rejection is what follows
/// the source's name: ":17", or nothing.
struct ReadingNotes {
  std::vector<Rejection> rejections;
  std::vector<Rejection> skipped;
  std::map<std::string, std::uint64_t> unused_keys;
  std::uint64_t repaired = 0;

  bool operator==(const ReadingNotes&) const = default;
};

struct LedgerArticle {
  std::uint64_t id_hash = 0;
  std::uint64_t digest = 0;  // of the whole article
  bool is_replaced = false;  // by a later one with the same id

  bool operator==(const LedgerArticle&) const = default;
};

/// A source file, or a run of whole lines of one.
struct LedgerPiece {
  std::uint64_t bytes = 0;
  std::uint64_t first_line = 1;
  Sha256 hash{};
  ReadingNotes notes;
  std::vector<LedgerArticle> articles;  // with text, in the source's order

  bool operator==(const LedgerPiece&) const = default;
};

struct LedgerFile {
  std::uint32_t root = 0;             // index into the ledger's roots
  std::string below;                  // path below the root; empty: the root itself
  std::vector<Rejection> rejections;  // of the file as a whole, or of lines too long to read
  std::vector<LedgerPiece> pieces;

  bool operator==(const LedgerFile&) const = default;
};

struct SourceLedger {
  std::string program;  // fingerprint of what built it
  BuildSettings settings;
  std::vector<SourceRoot> roots;
  std::vector<LedgerFile> files;  // in the order of the build

  bool operator==(const SourceLedger&) const = default;
};

/// How messages name a file, and what ids of articles without one begin with.
std::string source_name(const SourceRoot& root, std::string_view below);

std::string encode_ledger(const SourceLedger& ledger);

/// kIndexDamaged where the bytes are no whole ledger.
Result<SourceLedger> decode_ledger(std::string_view bytes);

Result<void> write_ledger(const SourceLedger& ledger, const std::filesystem::path& file);

/// kIndexIncompatible where there is none: older programs wrote none.
Result<SourceLedger> read_ledger(const std::filesystem::path& file);

}  // namespace medlar
