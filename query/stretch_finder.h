// Which stretches of an article show something of what a snippet looks for: the forward index
// tells, and only those need be analyzed. Of the articles that queries of NFCorpus find in MedQuAD
// they are 38 % of the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/analysis/analyzer.h"
#include "corpus/article.h"
#include "corpus/concepts/concept_table.h"
#include "indexer/format/forward_index.h"
#include "query/snippet.h"

namespace medlar {

/// Thread-safe once made.
class StretchFinder {
 public:
  /// For articles of the analyzer's language. `forward` must outlive the finder.
  StretchFinder(const SnippetTerms& terms, const ForwardIndex& forward, const ConceptTable& names,
                Analyzer& analyzer);

  /// Those of the article with this number, in order, neighbours as one. None where only the whole
  /// text tells: beginnings of words are sought, too many words, or the index is damaged.
  std::optional<std::vector<Stretch>> find(std::uint32_t number, const Article& article) const;

 private:
  void add(std::span<const std::string_view> stems);
  void add_name(const ConceptTable::Name& name, Analyzer& analyzer);

  const ForwardIndex& forward_;
  std::vector<std::uint32_t> words_;
  // What can be found, as bits in the order of words_: a stretch shows it only where it has all.
  std::vector<std::uint64_t> sought_;
  bool is_complete_ = true;
};

}  // namespace medlar
