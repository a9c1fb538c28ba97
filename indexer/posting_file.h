// Lists (format/posting_list.h) in a file while they wait to be merged:
//
//   a list behind the other, by their keys: bytes behind this number | key | articles | weight |
//   number of parts | for each part: the number of its first article | entries
//
// Numbers are LEB128; keys and entries have their length in front. Articles are numbered from 1 up
// in each file. One thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "indexer/format/posting_list.h"

namespace medlar {

/// Adds a list to the bytes of such a file.
void put_list(const PostingList& list, std::string& bytes);

/// A file, and how many articles its lists are about.
struct PostingFile {
  std::filesystem::path path;
  std::uint64_t articles = 0;
};

/// Visits the lists of all files by their keys, as if the articles of one file came behind those of
/// the file before. A list is gone when the next one comes. Stops at the first failure, a damaged
/// file being one.
Result<void> visit_merged(const std::vector<PostingFile>& files,
                          const std::function<Result<void>(const PostingList&)>& visit);

}  // namespace medlar
