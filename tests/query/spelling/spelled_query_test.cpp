// Where places in the corrected text stand in the query as it was typed.
#include "query/spelling/spelled_query.h"

#include <gtest/gtest.h>

namespace medlar {
namespace {

TEST(SpelledQuery, PlacesAreThoseOfTheQuery) {
  // "my hart atack today" was changed into "my heart attack today", as two words.
  const SpelledQuery spelled{.text = "my heart attack today",
                             .corrections = {{"hart", "heart", 3, 7}, {"atack", "attack", 8, 13}},
                             .originals = {{{}, 3, 8}, {{}, 9, 15}}};
  struct Row {
    QueryPlace in_text;
    QueryPlace in_query;
  };
  for (const Row& row : std::initializer_list<Row>{{{0, 2}, {0, 2}},
                                                   {{3, 8}, {3, 7}},
                                                   {{3, 15}, {3, 13}},
                                                   {{9, 15}, {8, 13}},
                                                   {{5, 6}, {3, 7}},
                                                   {{16, 21}, {14, 19}},
                                                   {{0, 21}, {0, 19}},
                                                   {{0, 0}, {0, 0}}}) {
    const QueryPlace place = place_in_query(spelled, row.in_text);
    EXPECT_EQ(place.begin, row.in_query.begin) << row.in_text.begin << " " << row.in_text.end;
    EXPECT_EQ(place.end, row.in_query.end) << row.in_text.begin << " " << row.in_text.end;
  }
}

}  // namespace
}  // namespace medlar
