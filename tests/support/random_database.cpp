#include "tests/support/random_database.h"

#include <algorithm>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/format/glass_database.h"
#include "indexer/posting_file.h"
#include "indexer/shard_postings.h"

namespace medlar {

std::vector<TestArticle> random_articles(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<TestArticle> articles(count);
  for (std::size_t i = 0; i < count; ++i) {
    TestArticle& article = articles[i];
    if (i % 11 == 3) continue;  // says nothing at all
    article.terms.emplace_back("Zeverywhere", 1 + random() % 3);
    article.terms.emplace_back("Zeverywhere", 2);  // adds up
    article.terms.emplace_back("XSRClabel", 0);
    article.terms.emplace_back(std::string("Zzero\0in it", 11),
                               1U << (i % 1000 == 0 ? 24 : random() % 15));
    for (unsigned t = 0; t < 1 + random() % 9; ++t) {
      article.terms.emplace_back(fmt::format("Z{}", random() % (1U << random() % 16)),
                                 random() % 200);
    }
    if (i % 97 == 0) article.terms.emplace_back(std::string(245, 'l'), 7);
    article.values[0] = fmt::format("{:08}", random());
    if (random() % 2 == 0) article.values[3] = std::string(1 + random() % 1000, 'v');
    if (i % 5 == 0) article.values[127] = "same";
  }
  return articles;
}

void write_database(const std::vector<TestArticle>& articles, std::size_t articles_of_file,
                    const std::string& about, const std::filesystem::path& scratch,
                    const std::filesystem::path& target) {
  std::vector<PostingFile> files;
  PostingTotals totals;
  for (std::size_t begin = 0; begin < articles.size(); begin += articles_of_file) {
    ShardPostings shard;
    std::uint32_t last = 0;
    for (std::size_t i = begin; i < std::min(begin + articles_of_file, articles.size()); ++i) {
      for (const auto& [term, weight] : articles[i].terms) shard.add_term(term, weight);
      for (const auto& [slot, value] : articles[i].values) shard.add_value(slot, value);
      last = shard.end_article();
    }
    files.push_back({scratch / fmt::format("{}", begin), last});
    ASSERT_TRUE(shard.write(files.back().path));
    totals.add(shard.totals());
  }
  auto database = GlassDatabaseWriter::create(target, totals, "about", about);
  ASSERT_TRUE(database);
  ASSERT_TRUE(visit_merged(files, [&](const PostingList& list) { return database->add(list); }));
  ASSERT_TRUE(database->finish());
}

Entries entries_of(const Xapian::Database& database, const std::string& term) {
  Entries entries;
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
    entries.emplace_back(*at, term.empty() ? at.get_doclength() : at.get_wdf());
  }
  return entries;
}

Values values_of(const Xapian::Database& database, unsigned slot) {
  Values values;
  for (auto at = database.valuestream_begin(slot); at != database.valuestream_end(slot); ++at) {
    values.emplace_back(at.get_docid(), *at);
  }
  return values;
}

}  // namespace medlar
