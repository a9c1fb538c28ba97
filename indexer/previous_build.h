// The generation that an update starts from: its ledger, and the articles that reading its sources
// gave, as they were before anything that is learnt from all articles touched them.
//
// Immutable once open; shared between threads.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/article.h"
#include "corpus/error.h"
#include "indexer/format/article_store.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/source_ledger.h"

namespace medlar {

class PreviousBuild {
 public:
  /// kIndexDamaged where the generation does not tell, or not rightly, what it was built from.
  static Result<std::unique_ptr<const PreviousBuild>> open(const Generation& generation);

  const SourceLedger& ledger() const { return ledger_; }

  /// The articles of a piece of ledger(), in order.
  Result<std::vector<Article>> articles(const LedgerPiece& piece) const;

  /// Ids of the articles that later ones replaced, in order.
  Result<std::vector<std::string>> replaced_ids() const;

 private:
  /// Numbers in the two stores of what comes before a piece.
  struct Place {
    std::uint64_t articles = 0;
    std::uint64_t replaced = 0;
  };

  PreviousBuild(SourceLedger ledger, ArticleStore articles, ArticleStore replaced);

  SourceLedger ledger_;
  ArticleStore articles_;
  ArticleStore replaced_;
  std::unordered_map<const LedgerPiece*, Place> places_;
  Place end_;  // as many as the stores must hold
};

}  // namespace medlar
