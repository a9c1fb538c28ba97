// Queries over a small index of their own, from text to hits: what finds what, and in which order.
#include "query/searcher.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/indexer.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr std::string_view kArticles = R"json(
{"id": "asthma", "title": "Asthma", "text": "Asthma narrows the airways. Coughing at night is common.", "source": "CDC", "reviewed": "2008-03-01", "url": "https://a.example/asthma?x=1"}
{"id": "cough", "title": "Cough", "text": "A cough clears the throat. Asthma may be its cause, and smoking.", "source": "CDC", "reviewed": "2009-12-31"}
{"id": "copd", "title": "Chronic bronchitis", "text": "Smoking is the first cause. Bronchitis means cough and sputum.", "source": "NIDDK", "reviewed": "2010-06"}
{"id": "cement", "title": "Vertebroplasty", "text": "The surgeon puts bone cement in the vertebra.", "source": "NIDDK", "reviewed": "2010"}
{"id": "bone", "title": "Bones", "text": "Bone is hard. It is not like cement.", "source": "Mayo Clinic"}
{"id": "vitamin-a", "title": "Retinol", "text": "Vitamin A is good for the eyes.", "author": "J. Jones"}
{"id": "vitamin-c", "title": "Ascorbic acid", "text": "Have a vitamin. Vitamin C is one; a lemon has it."}
{"id": "hamlet", "title": "Sayings", "text": "To be or not to be, that is the question."}
{"id": "hyphen", "title": "Imaging one", "text": "An x-ray shows the lungs."}
{"id": "joined", "title": "Imaging two", "text": "An xray shows the spine."}
{"id": "apart", "title": "Imaging three", "text": "An x ray shows the hand."}
{"id": "beta", "title": "Heart pills", "text": "Take a beta-blocker for the heart."}
{"id": "greek", "title": "Pressure pills", "text": "\u03b2-blockers lower the pressure."}
{"id": "dose-joined", "title": "Dose one", "text": "Swallow 5mg daily."}
{"id": "dose-apart", "title": "Dose two", "text": "Swallow 5 mg weekly."}
{"id": "tilde", "title": "Weather one", "text": "El ni\u00f1o changes the weather."}
{"id": "plain", "title": "Weather two", "text": "El nino changes the weather."}
{"id": "near", "title": "Sputum one", "text": "Haemoptysis has blood seen in sputum."}
{"id": "far", "title": "Sputum two", "text": "Blood flows through the whole body all day long and never in sputum."}
{"id": "thrombus", "title": "Clots", "text": "A thrombus plugs the vein."}
{"id": "thrombosis", "title": "Deep clots", "text": "Thrombosis of the leg hurts."}
{"id": "sections", "title": "Gout", "sections": [{"heading": "Causes", "anchor": "causes", "text": "Uric acid makes crystals."}, {"heading": "Treatment", "anchor": "treatment", "text": "Colchicine helps. Rest the joint."}]}
{"id": "es-1", "language": "es", "title": "Vacunas", "text": "Las vacunas protegen a los ni\u00f1os de las infecciones.", "reviewed": "2015"}
{"id": "es-2", "language": "es", "title": "El asma", "text": "El asma estrecha los bronquios."}
{"id": "same-1", "title": "Equal", "text": "Pemphigoid blisters."}
{"id": "same-2", "title": "Equal", "text": "Pemphigoid blisters."}
{"id": "same-3", "title": "Equal", "text": "Pemphigoid blisters."}
)json";

class SearcherTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TempDir;
    const auto report = index_corpus({.paths = {directory_->file("articles.jsonl", kArticles)},
                                      .index = *directory_ / "index",
                                      .threads = 1});
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_EQ(report->counts.articles, 27U);
    auto searcher = Searcher::open(*directory_ / "index");
    ASSERT_TRUE(searcher) << searcher.error().message;
    searcher_ = new Searcher(std::move(*searcher));
  }
  static void TearDownTestSuite() {
    delete searcher_;
    delete directory_;
  }

  void SetUp() override { ASSERT_NE(searcher_, nullptr); }

  static SearchResponse answer(const SearchRequest& request) {
    auto response = searcher_->search(request);
    EXPECT_TRUE(response) << request.query << ": " << response.error().message;
    return response ? *response : SearchResponse{};
  }

  static SearchResponse answer(const char* query) { return answer({.query = query, .limit = 100}); }

  static std::vector<std::string> ids(const SearchRequest& request) {
    std::vector<std::string> found;
    for (const Hit& hit : answer(request).hits) found.push_back(hit.id);
    return found;
  }

  static std::vector<std::string> ids(const char* query) {
    return ids({.query = query, .limit = 100});
  }

  static TempDir* directory_;
  static Searcher* searcher_;
};

TempDir* SearcherTest::directory_ = nullptr;
Searcher* SearcherTest::searcher_ = nullptr;

TEST_F(SearcherTest, WordsAreOptional) {
  EXPECT_THAT(ids("asthma colchicine"), UnorderedElementsAre("asthma", "cough", "sections"));
  EXPECT_THAT(ids("colchicine zzyzx qwertz"), ElementsAre("sections"));
  EXPECT_THAT(ids("the colchicine of the zzyzx"), ElementsAre("sections"));
  EXPECT_THAT(ids("zzyzx"), IsEmpty());
  EXPECT_THAT(ids(""), IsEmpty());
  EXPECT_THAT(ids("!?"), IsEmpty());
}

TEST_F(SearcherTest, TitleBeatsBody) {
  EXPECT_THAT(ids("asthma"), ElementsAre("asthma", "cough"));
  EXPECT_THAT(ids("cough")[0], "cough");
}

TEST_F(SearcherTest, WordsAreFoundByTheirStems) {
  EXPECT_THAT(ids("crystal"), ElementsAre("sections"));
  EXPECT_THAT(ids("COUGHS")[0], "cough");
}

TEST_F(SearcherTest, Operators) {
  struct Row {
    const char* query;
    std::vector<std::string> found;
  };
  for (const Row& row : std::vector<Row>{
           {"asthma AND smoking", {"cough"}},
           {"colchicine OR retinol", {"sections", "vitamin-a"}},
           {"asthma NOT smoking", {"asthma"}},
           {"asthma -smoking", {"asthma"}},
           {"cough -\"bone cement\" -asthma", {"copd"}},
           {"(asthma OR bronchitis) AND smoking", {"cough", "copd"}},
           {"blood NEAR/3 sputum", {"near"}},
           {"sputum NEAR/3 blood", {"near"}},
           {"blood NEAR/50 sputum", {"near", "far"}},
           {"title:cough", {"cough"}},
           {"title:smoking", {}},
           {"section:treatment", {"sections"}},
           {"author:jones", {"vitamin-a"}},
           {"id:copd", {"copd"}},
           {"url:https://a.example/asthma?x=1", {"asthma"}},
           {"source:niddk smoking", {"copd"}},
           {"source:niddk", {"copd", "cement"}},
           {"source:\"mayo clinic\"", {"bone"}},
           {"language:es", {"es-1", "es-2"}},
           {"thromb*", {"thrombus", "thrombosis"}},
           {"title:thromb*", {}},
           {"asthma zzyzx*", {"asthma", "cough"}},
           {"asthma AND zzyzx*", {}},
           {"title:vacun*", {"es-1"}},
       }) {
    EXPECT_THAT(ids(row.query), testing::UnorderedElementsAreArray(row.found)) << row.query;
  }
}

TEST_F(SearcherTest, PhrasesAreRequiredAndExact) {
  EXPECT_THAT(ids("\"bone cement\""), ElementsAre("cement"));
  EXPECT_THAT(ids("\"cement bone\""), IsEmpty());
  EXPECT_THAT(ids("\"bone cement\" asthma"), ElementsAre("cement"));
  EXPECT_THAT(ids("\"bones cements\""), ElementsAre("cement"));  // on analyzed tokens
  EXPECT_THAT(ids("title:\"chronic bronchitis\""), ElementsAre("copd"));
  EXPECT_THAT(ids("\"to be or not to be\""), ElementsAre("hamlet"));
  EXPECT_THAT(ids("\"or not to be to\""), IsEmpty());
  EXPECT_THAT(ids("\"vitamin a\""), ElementsAre("vitamin-a"));
  EXPECT_THAT(ids("\"cough a\""), IsEmpty());             // from the title into the text
  EXPECT_THAT(ids("\"crystals treatment\""), IsEmpty());  // from one section into the next
}

TEST_F(SearcherTest, NamesThatEndInAStopWord) {
  EXPECT_THAT(ids("vitamin a"), ElementsAre("vitamin-a", "vitamin-c"));
  EXPECT_THAT(answer("vitamin a").dropped, IsEmpty());
}

TEST_F(SearcherTest, CompoundsFindEachOther) {
  EXPECT_THAT(ids("x-ray"), UnorderedElementsAre("hyphen", "joined", "apart"));
  const auto unexpanded = [&](const char* query) {
    return ids({.query = query, .expansion = SearchRequest::Expansion::kNone});
  };
  EXPECT_THAT(unexpanded("xray"), UnorderedElementsAre("hyphen", "joined"));
  EXPECT_THAT(unexpanded("x ray"), UnorderedElementsAre("hyphen", "apart"));
  for (const char* query : {"beta-blocker", "\u03b2-blockers", "beta blockers", "betablockers"}) {
    EXPECT_THAT(ids(query), UnorderedElementsAre("beta", "greek")) << query;
  }
  for (const char* query : {"5mg", "5 mg"}) {
    EXPECT_THAT(ids(query), UnorderedElementsAre("dose-joined", "dose-apart")) << query;
  }
}

TEST_F(SearcherTest, DiacriticsAreFoldedButTheExactFormComesFirst) {
  EXPECT_EQ(ids("ni\u00f1o weather").at(0), "tilde");
  EXPECT_THAT(ids("ni\u00f1o weather"), testing::IsSupersetOf({"tilde", "plain"}));
  EXPECT_THAT(ids("nino weather"), testing::IsSupersetOf({"tilde", "plain"}));
  const SearchResponse folded = answer("nino weather");
  EXPECT_NEAR(folded.hits.at(0).score, folded.hits.at(1).score, 1e-6);
}

TEST_F(SearcherTest, SpanishArticlesInAMixedIndex) {
  EXPECT_EQ(ids("vacuna para ni\u00f1os").at(0), "es-1");
  EXPECT_THAT(ids("infecci\u00f3n"), ElementsAre("es-1"));
  EXPECT_EQ(ids("\u00bfQu\u00e9 es el asma?"), std::vector<std::string>{"es-2"});
  EXPECT_THAT(answer("\u00bfQu\u00e9 es el asma?").dropped, ElementsAre("Qu\u00e9", "es", "el"));
  EXPECT_THAT(ids("\"protegen a los ni\u00f1os\""), ElementsAre("es-1"));
  const SearchResponse response = answer("vacuna");
  EXPECT_EQ(response.hits.at(0).snippet.matches.size(), 1U);
}

TEST_F(SearcherTest, DatesIncludeBothEnds) {
  struct Row {
    const char* query;
    std::vector<std::string> found;
  };
  for (const Row& row : std::vector<Row>{
           {"reviewed:2008..2010", {"asthma", "cough", "copd", "cement"}},
           {"reviewed:2008", {"asthma"}},
           {"reviewed:2009..2009", {"cough"}},
           {"reviewed:2008-03-01..2009-12-31", {"asthma", "cough"}},
           {"reviewed:2008-03-02..2009-12-30", {}},
           {"reviewed:..2009", {"asthma", "cough"}},
           {"reviewed:2010..", {"copd", "cement", "es-1"}},
           {"reviewed:2010-06..2010-06", {"copd"}},
           {"reviewed:2010..2008", {"asthma", "cough", "copd", "cement"}},
           {"cough reviewed:2009..", {"cough", "copd"}},
           {"cough -reviewed:2009..2010", {"asthma"}},
       }) {
    EXPECT_THAT(ids(row.query), testing::UnorderedElementsAreArray(row.found)) << row.query;
  }
}

TEST_F(SearcherTest, Filters) {
  EXPECT_THAT(ids({.query = "cough", .filters = {"source:cdc"}}),
              UnorderedElementsAre("asthma", "cough"));
  EXPECT_THAT(ids({.query = "cough", .filters = {"source:cdc", "reviewed:2009.."}}),
              ElementsAre("cough"));
  EXPECT_THAT(ids({.query = "", .filters = {"source:Mayo Clinic"}}), ElementsAre("bone"));
  EXPECT_THAT(ids({.query = "cough", .filters = {"source:nobody"}}), IsEmpty());
  EXPECT_THAT(ids({.query = "cough", .filters = {"title:cough"}}), ElementsAre("cough"));
  for (const char* filter :
       {"", "cdc", "subject:cdc", "reviewed:soon", ":", "source:", "title:!!"}) {
    const auto response = searcher_->search({.query = "cough", .filters = {filter}});
    ASSERT_FALSE(response) << filter;
    EXPECT_EQ(response.error().code, ErrorCode::kUsage);
    EXPECT_THAT(response.error().message, HasSubstr("not a filter"));
    EXPECT_FALSE(response.error().hint.empty());
  }
}

TEST_F(SearcherTest, FiltersLeaveTheScoresAlone) {
  EXPECT_NEAR(
      answer({.query = "smoking"}).hits.at(0).score,
      answer({.query = "smoking", .filters = {"source:cdc", "reviewed:2009"}}).hits.at(0).score,
      1.0);  // of another article, but weighed alike
  std::map<std::string, double> scores;
  for (const Hit& hit : answer("cough").hits) scores[hit.id] = hit.score;
  for (const Hit& hit : answer({.query = "cough", .filters = {"source:cdc"}}).hits) {
    EXPECT_NEAR(hit.score, scores.at(hit.id), 1e-9) << hit.id;
  }
}

TEST_F(SearcherTest, Sorting) {
  EXPECT_THAT(ids({.query = "cough bone", .sort = SortOrder::kReviewed}),
              ElementsAre("copd", "cement", "cough", "asthma", "bone"));
  EXPECT_THAT(ids({.query = "cough bone", .sort = SortOrder::kTitle}),
              ElementsAre("asthma", "bone", "copd", "cough", "cement"));
  const SearchResponse response = answer({.query = "cough bone", .sort = SortOrder::kTitle});
  for (std::size_t i = 0; i < response.hits.size(); ++i) EXPECT_EQ(response.hits[i].rank, i + 1);
}

TEST_F(SearcherTest, TotalsAndPages) {
  const SearchResponse all = answer({.query = "cause blood ray pills", .limit = 100});
  ASSERT_GE(all.hits.size(), 6U);
  EXPECT_EQ(all.total, all.hits.size());
  EXPECT_TRUE(all.total_is_exact);
  for (std::size_t limit : {1U, 2U, 3U, 5U}) {
    std::vector<std::string> paged;
    std::vector<std::string> whole;
    for (const Hit& hit : all.hits) whole.push_back(hit.id);
    for (std::size_t offset = 0; offset < whole.size(); offset += limit) {
      const SearchResponse page =
          answer({.query = "cause blood ray pills", .limit = limit, .offset = offset});
      EXPECT_EQ(page.total, all.total);
      EXPECT_TRUE(page.total_is_exact);
      EXPECT_EQ(page.limit, limit);
      EXPECT_EQ(page.offset, offset);
      for (const Hit& hit : page.hits) {
        EXPECT_EQ(hit.rank, paged.size() + 1);
        paged.push_back(hit.id);
      }
    }
    EXPECT_EQ(paged, whole);
  }
  EXPECT_THAT(ids({.query = "cough", .limit = 0}), IsEmpty());
  EXPECT_EQ(answer({.query = "cough", .limit = 0}).total, 3U);
  EXPECT_THAT(ids({.query = "cough", .offset = 3}), IsEmpty());
  EXPECT_THAT(ids({.query = "cough", .offset = 1'000'000'000'000}), IsEmpty());
  EXPECT_EQ(answer({.query = "cough", .limit = 1'000'000'000'000}).hits.size(), 3U);
}

TEST_F(SearcherTest, EqualScoresKeepTheirOrder) {
  const SearchRequest request{.query = "pemphigoid", .duplicates = Duplicates::kShow};
  const std::vector<std::string> order = ids(request);
  EXPECT_THAT(order, ElementsAre("same-1", "same-2", "same-3"));
  for (int i = 0; i < 5; ++i) EXPECT_EQ(ids(request), order);
  SearchRequest page = request;
  page.limit = 2;
  page.offset = 1;
  EXPECT_THAT(ids(page), ElementsAre("same-2", "same-3"));
  SearchRequest by_title = request;
  by_title.sort = SortOrder::kTitle;
  EXPECT_THAT(ids(by_title), testing::ElementsAreArray(order));
}

TEST_F(SearcherTest, ScoresFallAndAreAboveZero) {
  double above = std::numeric_limits<double>::infinity();
  for (const Hit& hit : answer("cough asthma smoking vitamin x-ray 5mg ni\u00f1o").hits) {
    EXPECT_LE(hit.score, above);
    EXPECT_GT(hit.score, 0);
    above = hit.score;
  }
}

TEST_F(SearcherTest, ExplainedPartsSumToTheScore) {
  for (const char* query :
       {"cough", "cough asthma smoking", "x-ray lungs", "ni\u00f1o weather", "5mg daily dose",
        "beta-blocker heart", "the cause of cough", "vacuna para ni\u00f1os",
        "cough asthma source:cdc", "cough asthma -sputum"}) {
    SearchRequest request{.query = query, .explain = SearchRequest::Explain::kYes};
    const SearchResponse response = answer(request);
    EXPECT_FALSE(response.compiled.empty());
    EXPECT_FALSE(response.hits.empty()) << query;
    for (const Hit& hit : response.hits) {
      const double sum =
          std::accumulate(hit.parts.begin(), hit.parts.end(), 0.0,
                          [](double so_far, const ScorePart& part) { return so_far + part.score; });
      EXPECT_NEAR(sum, hit.score, 1e-6) << query << ": " << hit.id;
    }
  }
  EXPECT_THAT(answer("cough").hits.at(0).parts, IsEmpty());
  EXPECT_EQ(answer("cough").compiled, "");
}

TEST_F(SearcherTest, HitsSayWhereTheSnippetIsFrom) {
  const Hit hit = answer("colchicine").hits.at(0);
  EXPECT_EQ(hit.section_heading, "Treatment");
  EXPECT_EQ(hit.section_anchor, "treatment");
  EXPECT_EQ(hit.snippet.section, 1U);
  EXPECT_EQ(hit.snippet.text, "Colchicine helps. Rest the joint.");
  ASSERT_EQ(hit.snippet.matches.size(), 1U);
  EXPECT_EQ(hit.snippet.matches[0].begin, 0U);
  EXPECT_EQ(hit.snippet.matches[0].end, 10U);
  EXPECT_EQ(answer({.query = "colchicine", .snippets = SearchRequest::Snippets::kNone})
                .hits.at(0)
                .snippet.text,
            "");
}

TEST_F(SearcherTest, ResponsesSayHowTheQueryWasUnderstood) {
  const SearchResponse response = answer("what is (asthma");
  EXPECT_EQ(response.query, "what is (asthma");
  EXPECT_EQ(response.tree, "asthma^0.05 {asthma} [{asthma}] [title:asthma]");
  EXPECT_THAT(response.dropped, ElementsAre("what", "is"));
  ASSERT_EQ(response.diagnostics.size(), 1U);
  EXPECT_EQ(response.diagnostics[0].begin, 8U);
  EXPECT_GE(response.took_ms, 0);
}

TEST_F(SearcherTest, LongMessagesAreRankedByTheirRarestWords) {
  std::string message = "colchicine";
  for (int i = 0; i < 200; ++i) message += fmt::format(" word{}", i);
  EXPECT_THAT(ids(message.c_str()), testing::Each(testing::AnyOf("sections")));
  std::string twice = "cough";
  for (int i = 0; i < 100; ++i) twice += " cough";
  EXPECT_NEAR(answer(twice.c_str()).hits.at(0).score, answer("cough cough").hits.at(0).score, 1e-9);
}

TEST_F(SearcherTest, HostileQueriesAreAnswered) {
  for (const std::string& query :
       {std::string(100'000, '('), std::string(100'000, '"'), std::string(1 << 20, 'x'),
        std::string(5000, '\xff'), std::string(100, '\0'), std::string("NEAR NEAR/3 AND *"),
        std::string("a*"), std::string("abc* -abc*"), std::string("-(-(-cough))"),
        std::string("id:") + std::string(4000, 'i'), std::string("\U0001F600")}) {
    EXPECT_TRUE(searcher_->search({.query = query})) << query.substr(0, 20);
  }
}

TEST_F(SearcherTest, LimitsOfTheRequestHold) {
  struct Row {
    std::string query;
    QueryLimits limits;
    std::size_t found;
  };
  for (const Row& row : {
           Row{"thromb*", {}, 2},
           Row{"thromb*", {.wildcard_words = 1}, 1},
           Row{"thromb*", {.wildcards = 0}, 0},
           Row{"thrombus thrombosis", {}, 2},
           Row{"thrombus thrombosis", {.words = 1}, 1},
       }) {
    const auto response = searcher_->search({.query = row.query,
                                             .correction = SearchRequest::Correction::kNone,
                                             .expansion = SearchRequest::Expansion::kNone,
                                             .limits = row.limits});
    ASSERT_TRUE(response);
    EXPECT_EQ(response->total, row.found) << row.query;
  }
  // Conditions from outside of the query are no part of it.
  const auto filtered = searcher_->search(
      {.query = "smoking", .filters = {"source:niddk"}, .limits = {.bytes = 7, .phrases = 1}});
  ASSERT_TRUE(filtered) << filtered.error().message;
  EXPECT_EQ(filtered->total, 1U);
}

TEST_F(SearcherTest, Articles) {
  const auto article = searcher_->article("sections");
  ASSERT_TRUE(article);
  EXPECT_EQ(article->title, "Gout");
  EXPECT_EQ(article->sections.size(), 2U);
  const auto missing = searcher_->article("nothing");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kUsage);
  EXPECT_FALSE(searcher_->article("SECTIONS"));
  EXPECT_FALSE(searcher_->article(""));
}

TEST_F(SearcherTest, ArticlesAsHits) {
  const SearchRequest request{.query = "colchicine for joints"};
  const auto hit = searcher_->hit(request, "sections");
  ASSERT_TRUE(hit) << hit.error().message;
  const Hit found = answer(request).hits.at(0);
  EXPECT_EQ(hit->id, "sections");
  EXPECT_EQ(hit->title, found.title);
  EXPECT_EQ(hit->section_anchor, "treatment");
  EXPECT_EQ(hit->snippet.text, found.snippet.text);
  ASSERT_EQ(hit->snippet.matches.size(), 2U);
  EXPECT_EQ(hit->snippet.matches[1].begin, found.snippet.matches.at(1).begin);
  EXPECT_EQ(hit->rank, 0U);
  EXPECT_EQ(hit->score, 0);
}

TEST_F(SearcherTest, ArticlesAreHitsOfQueriesThatDoNotFindThem) {
  for (const char* query : {"", "!?", "zzyzx", "asthma", "\"bone cement\"", "id:cough"}) {
    const auto hit = searcher_->hit({.query = query}, "asthma");
    ASSERT_TRUE(hit) << query;
    EXPECT_EQ(hit->url, "https://a.example/asthma?x=1") << query;
    EXPECT_FALSE(hit->snippet.text.empty()) << query;
    EXPECT_EQ(hit->snippet.matches.empty(), std::string_view(query) != "asthma") << query;
  }
  EXPECT_EQ(
      searcher_->hit({.query = "asthma", .snippets = SearchRequest::Snippets::kNone}, "asthma")
          ->snippet.text,
      "");
}

TEST_F(SearcherTest, HitsOfNoArticle) {
  for (const char* id : {"nothing", "ASTHMA", ""}) {
    const auto hit = searcher_->hit({.query = "asthma"}, id);
    ASSERT_FALSE(hit) << id;
    EXPECT_EQ(hit.error().code, ErrorCode::kUsage);
  }
  EXPECT_FALSE(searcher_->hit({.query = "asthma", .filters = {"subject:x"}}, "asthma"));
}

std::vector<std::string> values(const SearchResponse& response) {
  std::vector<std::string> all;
  for (const Facet& facet : response.facets) {
    for (const FacetValue& value : facet.values) {
      all.push_back(fmt::format("{}:{}={}", facet.field, value.value, value.count));
    }
  }
  return all;
}

TEST_F(SearcherTest, FacetsCountTheValuesOfAllMatches) {
  struct Row {
    SearchRequest request;
    std::vector<std::string> values;
  };
  for (const Row& row : std::vector<Row>{
           {{.query = "cough", .facets = {"source"}}, {"source:CDC=2", "source:NIDDK=1"}},
           {{.query = "cough", .limit = 1, .offset = 2, .facets = {"source"}},
            {"source:CDC=2", "source:NIDDK=1"}},
           {{.query = "cough", .limit = 0, .facets = {"reviewed"}},
            {"reviewed:2008=1", "reviewed:2009=1", "reviewed:2010=1"}},
           {{.query = "cough", .filters = {"source:cdc"}, .facets = {"reviewed", "source"}},
            {"reviewed:2008=1", "reviewed:2009=1", "source:CDC=2"}},
           {{.query = "asma", .facets = {"language", "audience"}}, {"language:es=1"}},
           {{.query = "", .filters = {"source:niddk"}, .facets = {"reviewed"}},
            {"reviewed:2010=2"}},
           {{.query = "zzyzx", .facets = {"source"}}, {}},
           {{.query = "cough"}, {}},
       }) {
    const SearchResponse response = answer(row.request);
    EXPECT_EQ(values(response), row.values) << row.request.query;
    EXPECT_TRUE(response.facets_are_exact);
    EXPECT_EQ(response.facets.size(), row.request.facets.size());
  }
}

TEST_F(SearcherTest, SectionsHaveRoles) {
  const SearchResponse all = answer({.query = "gout", .facets = {"role"}});
  ASSERT_EQ(all.facets.at(0).values.size(), 2U);
  EXPECT_EQ(all.facets[0].values[0].value, "causes");
  EXPECT_EQ(all.facets[0].values[1].value, "treatment");
  EXPECT_THAT(ids("gout role:treatment"), ElementsAre("sections"));
  EXPECT_THAT(ids("gout role:prevention"), IsEmpty());
  EXPECT_EQ(answer("colchicine gout").hits.at(0).section_role, SectionRole::kTreatment);
}

TEST_F(SearcherTest, QuestionsFavourSectionsThatAnswer) {
  struct Row {
    const char* query;
    std::vector<SectionRole> roles;
    const char* section;
  };
  for (const Row& row : {Row{"how is gout treated", {SectionRole::kTreatment}, "Treatment"},
                         Row{"what causes gout", {SectionRole::kCauses}, "Causes"}}) {
    const SearchResponse response =
        answer({.query = row.query, .explain = SearchRequest::Explain::kYes});
    EXPECT_EQ(response.favoured_roles, row.roles) << row.query;
    ASSERT_FALSE(response.hits.empty()) << row.query;
    EXPECT_EQ(response.hits[0].id, "sections") << row.query;
    EXPECT_EQ(response.hits[0].section_heading, row.section) << row.query;
    const auto part =
        std::ranges::find(response.hits[0].parts, "section asked for", &ScorePart::part);
    ASSERT_NE(part, response.hits[0].parts.end()) << row.query;
    EXPECT_NEAR(part->score, RankingParameters{}.asked_role, 1e-6) << row.query;
  }
  EXPECT_THAT(answer("gout").favoured_roles, IsEmpty());
}

TEST_F(SearcherTest, AMessageIsAnsweredByItsHealthWords) {
  const SearchResponse response = answer(
      "Hello! My son is 3 years old, weighs 15 kg and takes 5 mg daily. Since the weather changes "
      "he coughs at night; is it asthma? Thank you and best regards");
  ASSERT_FALSE(response.hits.empty());
  EXPECT_EQ(response.hits[0].id, "asthma");
  EXPECT_THAT(response.dropped, testing::Contains("Hello"));
}

TEST_F(SearcherTest, OnlyValuesCanBeFacets) {
  for (const char* facet : {"", "colour", "title", "text", "id", "url", "Source"}) {
    EXPECT_FALSE(is_facet(facet)) << facet;
    const auto response = searcher_->search({.query = "cough", .facets = {facet}});
    ASSERT_FALSE(response) << facet;
    EXPECT_EQ(response.error().code, ErrorCode::kUsage);
    EXPECT_EQ(response.error().hint,
              "facets are source, language, audience, role, reviewed, updated");
  }
}

TEST_F(SearcherTest, ATimeLimitThatIsNotReachedChangesNothing) {
  for (const char* query : {"cough asthma smoking", "\"bone cement\"", "title:cough -asthma",
                            "thromb*", "blood NEAR/3 sputum", "source:niddk", "zzyzx"}) {
    const SearchResponse whole = answer(query);
    const SearchResponse timed =
        answer({.query = query, .limit = 100, .time_limit = std::chrono::seconds(60)});
    EXPECT_EQ(timed.total, whole.total) << query;
    EXPECT_EQ(timed.total_is_exact, whole.total_is_exact) << query;
    EXPECT_FALSE(timed.truncated);
    ASSERT_EQ(timed.hits.size(), whole.hits.size()) << query;
    for (std::size_t i = 0; i < whole.hits.size(); ++i) {
      EXPECT_EQ(timed.hits[i].id, whole.hits[i].id) << query;
      EXPECT_DOUBLE_EQ(timed.hits[i].score, whole.hits[i].score) << query;
    }
  }
}

TEST(SearcherTime, WhatIsCutOffSaysSo) {
  const TempDir directory;
  std::string articles;
  for (int i = 0; i < 1500; ++i) {
    articles += json_line(fmt::format("a{}", i), "Cough", fmt::format("A cough, number {}.", i));
  }
  ASSERT_TRUE(index_corpus({.paths = {directory.file("articles.jsonl", articles)},
                            .index = directory / "index",
                            .threads = 1}));
  auto searcher = Searcher::open(directory / "index");
  ASSERT_TRUE(searcher);
  const auto cut = searcher->search(
      {.query = "cough", .limit = 1500, .time_limit = std::chrono::milliseconds(1)});
  ASSERT_TRUE(cut);
  EXPECT_TRUE(cut->truncated);
  ASSERT_EQ(cut->diagnostics.size(), 1U);
  EXPECT_THAT(cut->diagnostics[0].message, HasSubstr("took too long"));
  for (const Hit& hit : cut->hits) EXPECT_EQ(hit.title, "Cough");
  if (!cut->hits.empty()) {
    EXPECT_EQ(cut->hits.back().snippet.text, "");
  }
  const auto whole = searcher->search({.query = "cough", .limit = 1500});
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->hits.size(), 1500U);
  EXPECT_FALSE(whole->hits.back().snippet.text.empty());
}

TEST(SearcherOpen, OpensTheGenerationThatIsNamed) {
  const TempDir directory;
  for (const char* id : {"first", "second"}) {
    ASSERT_TRUE(
        index_corpus({.paths = {directory.file("articles.jsonl", json_line(id, "T", "cough"))},
                      .index = directory / "index",
                      .threads = 1}));
  }
  for (const Generation& generation : generations(directory / "index")) {
    auto searcher = Searcher::open_generation(generation);
    ASSERT_TRUE(searcher);
    EXPECT_EQ(searcher->generation(), generation.number);
    EXPECT_TRUE(searcher->article(generation.number == 1 ? "first" : "second"));
  }
  EXPECT_FALSE(Searcher::open_generation({9, directory / "index/gen-000009"}));
}

TEST(SearcherOpen, SaysWhatIsMissing) {
  const TempDir directory;
  const auto nothing = Searcher::open(directory / "nothing");
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, ErrorCode::kIndexMissing);
  EXPECT_FALSE(nothing.error().hint.empty());
  const auto empty = Searcher::open(directory.path());
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().code, ErrorCode::kIndexMissing);
}

}  // namespace
}  // namespace medlar
