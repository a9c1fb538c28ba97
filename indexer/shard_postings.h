// Gathers the lists (format/posting_list.h) of a shard's articles, until they are written to a file
// (posting_file.h). One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "corpus/hash_table.h"
#include "indexer/format/forward_index_writer.h"
#include "indexer/format/posting_list.h"
#include "indexer/format/schema.h"

namespace medlar {

class ShardPostings {
 public:
  // Of the article that comes next. What a term weighs in it is added up.
  void add_term(std::string_view term, std::uint32_t weight);
  /// The stem_term() of a word of the shard: faster than by its text.
  void add_stem(const FieldInfo& field, std::uint32_t word, const ForwardIndexWriter& words,
                std::uint32_t weight);
  void add_value(unsigned slot, std::string_view value);

  /// Returns the article's number, from 1 up.
  std::uint32_t end_article();

  /// Writes what was added, once; then the totals are whole.
  Result<void> write(const std::filesystem::path& file);
  const PostingTotals& totals() const { return totals_; }

 private:
  struct List {
    std::string entries;
    std::uint64_t articles = 0;
    std::uint64_t weight = 0;
    std::uint32_t first = 0;        // article
    std::uint32_t last = 0;         // article
    std::uint32_t last_weight = 0;  // in that article: no entry yet, for it may become more
  };
  struct Term {
    std::string term;
    List list;
  };

  List& list_of(std::string_view term);
  void add(List& list, std::uint32_t weight);
  void end_weight(List& list);
  void begin_entry(List& list) const;

  std::uint32_t article_ = 1;
  std::uint64_t length_ = 0;  // of this article
  PostingTotals totals_;
  HashTable<Term> terms_;
  std::vector<std::vector<List*>> stems_{kFields.size()};  // the lists of these by field and word
  List lengths_;
  std::map<unsigned, List> values_;  // by slot
};

}  // namespace medlar
