// Writes forward indexes (forward_index.h): one of each shard, and of these that of the corpus.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/analysis/token.h"
#include "corpus/concepts/landmarks.h"
#include "corpus/error.h"
#include "indexer/format/schema.h"

namespace medlar {

/// Writes what a shard has for the forward index, to be merged: for each article the size of its
/// record and the record, in which words are numbered as they come; for each word its stem and how
/// often it was there; and in the last 8 bytes where the words begin. One thread at a time; useless
/// after a failure.
class ForwardIndexWriter {
 public:
  static Result<ForwardIndexWriter> create(const std::filesystem::path& file);
  ForwardIndexWriter(ForwardIndexWriter&&) noexcept;
  ForwardIndexWriter& operator=(ForwardIndexWriter&&) noexcept;
  ~ForwardIndexWriter();

  /// Adds a text to the article that comes next. Returns the number of each token's stem, until the
  /// next call.
  std::span<const std::uint32_t> add_text(const FieldInfo& field, std::span<const Token> tokens,
                                          std::span<const Landmark> landmarks = {});

  /// The stem of such a number.
  std::string_view stem(std::uint32_t word) const;

  Result<void> end_article();
  Result<void> finish();

 private:
  struct Impl;
  explicit ForwardIndexWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Writes the articles of `files`, in order, into one forward index at `target`: the same bytes
/// however they were divided.
Result<void> merge_forward_indexes(const std::vector<std::filesystem::path>& files,
                                   const std::filesystem::path& target);

}  // namespace medlar
