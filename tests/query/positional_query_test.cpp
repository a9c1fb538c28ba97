// Words that stand together: the rules by themselves, and whole matches beside a plain search.
#include "query/positional_query.h"

#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <xapian.h>

#include "tests/support/forward_texts.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

/// True when `progress` comes to its end over the places, as they stand in an article.
template <typename Progress>
bool comes_to_its_end(Progress progress, const WordPlaces& places) {
  std::vector<std::pair<std::uint32_t, std::size_t>> all;  // place, word
  for (std::size_t word = 0; word < places.size(); ++word) {
    for (const std::uint32_t place : places[word]) all.emplace_back(place, word);
  }
  std::ranges::sort(all);
  return std::ranges::any_of(
      all, [&](const auto& seen) { return progress.sees(seen.second, seen.first); });
}

bool stand_in_order(const WordPlaces& places, const std::vector<std::size_t>& parts) {
  std::vector<std::uint64_t> masks(places.size());
  for (std::size_t i = 0; i < parts.size(); ++i) masks[parts[i]] |= std::uint64_t{1} << i;
  return comes_to_its_end(PhraseProgress(masks, parts.size()), places);
}

bool stand_within(const WordPlaces& places, const std::vector<std::size_t>& needed,
                  std::uint32_t window) {
  return comes_to_its_end(NearProgress(needed, window), places);
}

TEST(PositionalQuery, WordsInOrder) {
  struct Row {
    const char* what;
    WordPlaces places;
    std::vector<std::size_t> parts;
    bool stand;
  };
  for (const Row& row :
       {Row{"side by side", {{3}, {4}}, {0, 1}, true},
        Row{"one between", {{3}, {5}}, {0, 1}, false},
        Row{"the other way", {{4}, {3}}, {0, 1}, false},
        Row{"once of many", {{1, 50, 90}, {40, 91}}, {0, 1}, true},
        Row{"three", {{1, 7}, {2, 8}, {9}}, {0, 1, 2}, true},
        Row{"a word twice", {{5, 6}}, {0, 0}, true}, Row{"only once", {{5}}, {0, 0}, false},
        Row{"twice with one between", {{5, 7}, {6}}, {0, 1, 0}, true},
        Row{"the second at the beginning", {{0, 9}, {0}}, {0, 1}, false},
        Row{"one is missing", {{3}, {}}, {0, 1}, false}}) {
    EXPECT_EQ(stand_in_order(row.places, row.parts), row.stand) << row.what;
  }
}

TEST(PositionalQuery, WordsWithinAWindow) {
  struct Row {
    const char* what;
    WordPlaces places;
    std::vector<std::size_t> needed;
    std::uint32_t window;
    bool stand;
  };
  for (const Row& row :
       {Row{"side by side", {{3}, {4}}, {1, 1}, 2, true},
        Row{"the other way", {{4}, {3}}, {1, 1}, 2, true},
        Row{"at the edge", {{3}, {7}}, {1, 1}, 5, true},
        Row{"beyond it", {{3}, {8}}, {1, 1}, 5, false},
        Row{"the nearest of many", {{1, 60, 200}, {30, 63}}, {1, 1}, 4, true},
        Row{"three of which two are near", {{1}, {2}, {20}}, {1, 1, 1}, 5, false},
        Row{"a word twice", {{5, 7}}, {2}, 3, true}, Row{"only once", {{5, 9}}, {2}, 3, false},
        Row{"forms at one place", {{5}, {5}}, {1, 1}, 2, true},
        Row{"one is missing", {{3}, {}}, {1, 1}, 9, false}}) {
    EXPECT_EQ(stand_within(row.places, row.needed, row.window), row.stand) << row.what;
  }
}

constexpr const char* kWords[] = {"a", "b", "c", "d"};

/// Texts of four words in every order, so that any phrase stands somewhere.
std::vector<ForwardArticle> random_articles(std::mt19937& random) {
  std::vector<ForwardArticle> articles;
  for (int i = 0; i < 400; ++i) {
    ForwardArticle article;
    for (const char* const field : {"title", "text", "author"}) {
      std::string words;
      for (unsigned n = random() % 5; n > 0; --n) words += fmt::format("{} ", kWords[random() % 4]);
      article.push_back({field, words});
    }
    articles.push_back(article);
  }
  return articles;
}

Xapian::Database database_of(const std::vector<ForwardArticle>& articles) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (const ForwardArticle& article : articles) {
    Xapian::Document document;
    for (const ForwardText& text : article) {
      const FieldInfo& of_text = *find_field(text.field);
      std::istringstream words(text.words);
      for (std::string word; words >> word;) {
        if (of_text.weight > 0) document.add_term(stem_term(field("text"), word));
        if (!of_text.prefix.empty()) document.add_term(stem_term(of_text, word), 0);
      }
    }
    database.add_document(document);
  }
  return database;
}

/// What the phrase or NEAR would find by looking at the words themselves.
bool has_together(const ForwardArticle& article, std::string_view in,
                  const std::vector<std::string>& sought, QueryNode::Kind kind, unsigned window) {
  return std::ranges::any_of(article, [&](const ForwardText& text) {
    if (in == "text" ? find_field(text.field)->weight == 0 : text.field != in) return false;
    std::vector<std::string> words;
    std::istringstream all(text.words);
    for (std::string word; all >> word;) words.push_back(word);
    for (std::size_t begin = 0; begin < words.size(); ++begin) {
      const std::size_t size = kind == QueryNode::Kind::kPhrase ? sought.size() : window;
      std::vector<std::string> part(
          words.begin() + static_cast<std::ptrdiff_t>(begin),
          words.begin() + static_cast<std::ptrdiff_t>(std::min(begin + size, words.size())));
      std::vector<std::string> wanted = sought;
      if (kind == QueryNode::Kind::kNear) {
        std::ranges::sort(part);
        std::ranges::sort(wanted);
        if (std::ranges::includes(part, wanted)) return true;
      } else if (part == wanted) {
        return true;
      }
    }
    return false;
  });
}

std::vector<Xapian::docid> found_by(const Xapian::Query& query, const Xapian::Database& database,
                                    const Xapian::MatchDecider* decider = nullptr) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query);
  std::vector<Xapian::docid> found;
  const Xapian::MSet matches = enquire.get_mset(0, 1000, 0, nullptr, decider);
  for (auto at = matches.begin(); at != matches.end(); ++at) found.push_back(*at);
  std::ranges::sort(found);
  return found;
}

TEST(PositionalQuery, FindsWhatAPlainSearchFinds) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(fmt::format("seed {}", seed));
  std::mt19937 random(seed);
  const TempDir dir;
  const auto articles = random_articles(random);
  const ForwardIndex forward = forward_index_of(articles, dir.path());
  const Xapian::Database database = database_of(articles);
  for (int i = 0; i < 200; ++i) {
    QueryNode node;
    node.kind = random() % 2 == 0 ? QueryNode::Kind::kPhrase : QueryNode::Kind::kNear;
    node.distance = 1 + random() % 2;
    std::vector<std::string> words;
    for (unsigned n = 2 + random() % 2; n > 0; --n) {
      words.emplace_back(kWords[random() % 4]);
      node.parts.push_back({.stems = {words.back()}});
    }
    constexpr const char* kFieldsAsked[] = {"text", "title", "author"};
    const std::string in = kFieldsAsked[random() % 3];
    SCOPED_TRACE(fmt::format("{}: {} {}", in, fmt::join(words, " "),
                             node.kind == QueryNode::Kind::kNear ? "near" : "phrase"));
    const auto window = static_cast<unsigned>(words.size()) + node.distance;
    std::vector<Xapian::docid> expected;
    for (std::size_t n = 0; n < articles.size(); ++n) {
      if (has_together(articles[n], in, words, node.kind, window)) {
        expected.push_back(static_cast<Xapian::docid>(n + 1));
      }
    }
    MatchDeadline none(MatchDeadline::Clock::now(), {});
    const FieldInfo& asked_in = *find_field(in);
    const Xapian::Query query = positional_query(asked_in, node, {forward, none});
    // By itself, where it leads, and beside a rarer word, where it is asked.
    EXPECT_EQ(found_by(query, database), expected);
    const Xapian::Query beside(Xapian::Query::OP_AND, query, Xapian::Query(std::string()));
    EXPECT_EQ(found_by(beside, database), expected);
    RequiredSequences required({forward, none});
    const Xapian::Query with_words = required.add(asked_in, node);
    EXPECT_EQ(found_by(with_words, database, required.decider()), expected);
    required.add(*find_field("text"), node);  // and that as well
    std::erase_if(expected, [&](Xapian::docid number) {
      return !has_together(articles[number - 1], "text", words, node.kind, window);
    });
    EXPECT_EQ(found_by(with_words, database, required.decider()), expected);
  }
}

TEST(PositionalQuery, EndsAtTheDeadline) {
  const TempDir dir;
  const std::vector<ForwardArticle> articles(1000, {{"text", "b a"}});
  const ForwardIndex forward = forward_index_of(articles, dir.path());
  const Xapian::Database database = database_of(articles);
  QueryNode phrase;
  phrase.kind = QueryNode::Kind::kPhrase;
  phrase.parts = {{.stems = {"a"}}, {.stems = {"b"}}};  // which stand nowhere in this order
  MatchDeadline deadline(MatchDeadline::Clock::now() - std::chrono::seconds(1),
                         std::chrono::milliseconds(1));
  EXPECT_THAT(found_by(positional_query(field("text"), phrase, {forward, deadline}), database),
              testing::IsEmpty());
  EXPECT_TRUE(deadline.has_cut());
}

}  // namespace
}  // namespace medlar
