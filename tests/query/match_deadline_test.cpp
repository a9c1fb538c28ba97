// A match that ends early, and one that could have.
#include "query/match_deadline.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <xapian.h>

namespace medlar {
namespace {

constexpr unsigned kArticles = 5000;

Xapian::Database a_database() {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (unsigned i = 0; i < kArticles; ++i) {
    Xapian::Document document;
    document.add_term("common", 1 + i % 7);
    document.add_term(i % 2 == 0 ? "even" : "odd", 1 + i % 3);
    database.add_document(document);
  }
  return database;
}

std::vector<Xapian::Query> queries() {
  using Xapian::Query;
  const Query common("common");
  const Query even("even");
  return {common,
          Query(Query::OP_OR, common, even),
          Query(Query::OP_AND, common, even),
          Query(Query::OP_AND_NOT, common, even),
          Query(Query::OP_AND_MAYBE, even, common),
          Query(Query::OP_SCALE_WEIGHT, Query::MatchAll, 0)};
}

Xapian::MSet match(const Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  return enquire.get_mset(0, 20, kArticles);
}

TEST(MatchDeadline, OneThatIsPastCutsEveryKindOfQuery) {
  const Xapian::Database database = a_database();
  for (const Xapian::Query& query : queries()) {
    MatchDeadline deadline(MatchDeadline::Clock::now() - std::chrono::seconds(1),
                           std::chrono::milliseconds(10));
    EXPECT_TRUE(deadline.is_past());
    EXPECT_FALSE(deadline.has_cut());
    match(database, deadline.limited(query));
    EXPECT_TRUE(deadline.has_cut()) << query.get_description();
    EXPECT_TRUE(match(database, deadline.limited(query)).empty()) << "nor does a second match run";
  }
}

TEST(MatchDeadline, OneThatIsNotReachedChangesNothing) {
  const Xapian::Database database = a_database();
  for (const auto limit : {std::chrono::milliseconds(0), std::chrono::milliseconds(60'000)}) {
    for (const Xapian::Query& query : queries()) {
      MatchDeadline deadline(MatchDeadline::Clock::now(), limit);
      const Xapian::MSet plain = match(database, query);
      const Xapian::MSet limited = match(database, deadline.limited(query));
      EXPECT_FALSE(deadline.has_cut());
      EXPECT_FALSE(deadline.is_past());
      ASSERT_EQ(limited.size(), plain.size()) << query.get_description();
      EXPECT_EQ(limited.get_matches_lower_bound(), plain.get_matches_lower_bound());
      EXPECT_EQ(limited.get_matches_upper_bound(), plain.get_matches_upper_bound());
      for (Xapian::doccount i = 0; i < plain.size(); ++i) {
        EXPECT_EQ(*limited[i], *plain[i]) << query.get_description();
        EXPECT_DOUBLE_EQ(limited[i].get_weight(), plain[i].get_weight());
      }
    }
  }
}

}  // namespace
}  // namespace medlar
