// Makes the space of an index (format/space_file.h) from its postings.
//
// Words are learnt from all articles, or from kLearntArticles of them, chosen by hashes of their
// ids; then each article is put where its words lie, by the same function as the learnt ones, as
// every later one would be. The order of files, units and threads changes nothing. Memory: the
// words' places, and kSpaceWords words of each learnt article.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "corpus/error.h"
#include "indexer/posting_file.h"

namespace medlar {

// Measured on NFCorpus train and MedQuAD: between 100 and 200 dimensions nothing differs.
inline constexpr std::uint32_t kSpaceDimensions = 128;

// With fewer articles for each dimension there is nothing to learn; with fewer dimensions nothing
// that is worth knowing.
inline constexpr std::uint32_t kArticlesPerDimension = 8;
inline constexpr std::uint32_t kLeastDimensions = 16;

inline constexpr std::uint32_t kLearntArticles = 50'000;

struct SpaceBuild {
  std::filesystem::path database;     // merged
  std::vector<PostingFile> postings;  // that it was merged from; each read at once, then removed
  std::filesystem::path file;
  unsigned threads = 0;
  std::uint32_t learnt_articles = kLearntArticles;
};

Result<void> build_space(const SpaceBuild& build);

}  // namespace medlar
