// What an index says of itself, and the check that this program may read it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "corpus/error.h"

namespace medlar {

struct IndexMetadata {
  int schema_version = 0;
  std::string analyzer_fingerprint;
  std::string program_version;
  // These two are the manifest's, and not encoded: the tables of the same articles are the same
  // bytes, whenever they were built.
  std::string built;  // UTC, ISO 8601
  std::string digest;
  std::uint64_t articles = 0;
  std::uint64_t sections = 0;
  std::uint64_t tokens = 0;
  std::uint64_t text_bytes = 0;
  std::uint64_t words = 0;                         // lines of the lexicon
  std::uint64_t boilerplate_sentences = 0;         // lines of the list of boilerplate
  std::uint64_t boilerplate_articles = 0;          // that hold any
  std::uint64_t boilerplate_bytes = 0;             // of the text
  std::map<std::string, std::uint64_t> languages;  // tag -> articles
  std::map<std::string, std::uint64_t> sources;    // publisher -> articles
  std::uint64_t copy_groups = 0;                   // of articles that say the same, or nearly
  std::uint64_t exact_copies = 0;                  // in them, beside the first of each
  std::uint64_t near_copies = 0;
  std::uint64_t glued_words = 0;                // occurrences of words that lost a blank
  std::map<std::string, double> field_weights;  // of fields that rank, beside the body's 1
};

/// The key of the metadata in Xapian's own metadata store.
inline constexpr std::string_view kMetadataKey = "medlar";

std::string encode_metadata(const IndexMetadata& metadata);

/// Fails with kIndexIncompatible where the index was built by a program that analyzes or stores
/// differently, with kIndexDamaged where the text is no metadata.
Result<IndexMetadata> decode_metadata(std::string_view text);

}  // namespace medlar
