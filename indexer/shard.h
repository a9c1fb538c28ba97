// A part of the index that is being built: the articles of one unit of sources, in a store
// ("articles") and, once they are analyzed, with their posting lists ("postings") and a forward
// index ("forward"). A build has thousands of them: their files lie beside each other, as each
// folder would take as long to make and to remove as a file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/cleaning/copy_finder.h"
#include "corpus/error.h"

namespace medlar {

struct Shard {
  std::filesystem::path path;            // what the names of its files begin with
  std::vector<std::uint64_t> id_hashes;  // of its articles in order: [0] is article number 1
  std::set<std::uint64_t> left_out;      // numbers of articles that are not to be indexed
  std::vector<CopySketch> sketches;      // of its articles, until their copies are looked for
  std::vector<CopyGroup> copies;         // of its articles, from then on

  /// How many are indexed.
  std::uint64_t articles() const { return id_hashes.size() - left_out.size(); }

  std::filesystem::path store() const { return path.string() + ".articles"; }
  std::filesystem::path postings() const { return path.string() + ".postings"; }
  std::filesystem::path forward() const { return path.string() + ".forward"; }
};

/// The files of their articles.
std::vector<std::filesystem::path> stores_of(std::span<const Shard> shards);

/// The hash that Shard::id_hashes holds.
std::uint64_t id_hash(std::string_view id);

/// Leaves out, in their shards, the articles whose id comes again later; returns their ids in
/// order. Equal hashes are checked against the stored ids, so that a collision loses nothing.
Result<std::vector<std::string>> leave_out_replaced(std::vector<Shard>& shards);

}  // namespace medlar
