#include "indexer/previous_build.h"

#include <utility>

namespace medlar {

Result<std::unique_ptr<const PreviousBuild>> PreviousBuild::open(const Generation& generation) {
  auto ledger = read_ledger(generation.sources());
  if (!ledger) return tl::unexpected<Error>(ledger.error());
  auto articles = ArticleStore::open(generation.articles());
  if (!articles) return tl::unexpected<Error>(articles.error());
  auto replaced = ArticleStore::open(generation.replaced());
  if (!replaced) return tl::unexpected<Error>(replaced.error());
  std::unique_ptr<const PreviousBuild> build(
      new PreviousBuild(std::move(*ledger), std::move(*articles), std::move(*replaced)));
  if (build->end_.articles != build->articles_.size() ||
      build->end_.replaced != build->replaced_.size()) {
    return failure(ErrorCode::kIndexDamaged, "the index's list of its sources is another index's",
                   "run: medlar rollback, or rebuild it: medlar index");
  }
  return build;
}

PreviousBuild::PreviousBuild(SourceLedger ledger, ArticleStore articles, ArticleStore replaced)
    : ledger_(std::move(ledger)), articles_(std::move(articles)), replaced_(std::move(replaced)) {
  for (const LedgerFile& file : ledger_.files) {
    for (const LedgerPiece& piece : file.pieces) {
      places_.emplace(&piece, end_);
      for (const LedgerArticle& article : piece.articles) {
        ++(article.is_replaced ? end_.replaced : end_.articles);
      }
    }
  }
}

Result<std::vector<Article>> PreviousBuild::articles(const LedgerPiece& piece) const {
  Place place = places_.at(&piece);
  std::vector<Article> articles;
  articles.reserve(piece.articles.size());
  for (const LedgerArticle& known : piece.articles) {
    auto article = known.is_replaced ? replaced_.article(++place.replaced)
                                     : articles_.article(++place.articles);
    if (!article) return tl::unexpected<Error>(article.error());
    articles.push_back(std::move(*article));
  }
  return articles;
}

Result<std::vector<std::string>> PreviousBuild::replaced_ids() const {
  std::vector<std::string> ids;
  for (std::uint64_t number = 1; number <= replaced_.size(); ++number) {
    auto article = replaced_.article(number);
    if (!article) return tl::unexpected<Error>(article.error());
    ids.push_back(std::move(article->id));
  }
  return ids;
}

}  // namespace medlar
