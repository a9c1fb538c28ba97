#include "query/searcher.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <xapian.h>

#include "corpus/analysis/analyzer_set.h"
#include "corpus/analysis/folding.h"
#include "corpus/analysis/language.h"
#include "corpus/memory_watch.h"
#include "indexer/format/article_store.h"
#include "indexer/format/boilerplate_list.h"
#include "indexer/format/concepts_file.h"
#include "indexer/format/forward_index.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/lexicon.h"
#include "indexer/format/manifest.h"
#include "indexer/format/schema.h"
#include "indexer/format/space_file.h"
#include "indexer/format/word_splits_file.h"
#include "indexer/format/xapian_guard.h"
#include "query/facet_counter.h"
#include "query/match_deadline.h"
#include "query/query_concepts.h"
#include "query/query_names.h"
#include "query/query_parser.h"
#include "query/snippet_terms.h"
#include "query/space_ranking.h"
#include "query/spelling/index_evidence.h"
#include "query/spelling/spelled_query.h"
#include "query/stretch_finder.h"
#include "query/term_selection.h"
#include "query/tree_matcher.h"
#include "query/word_proximity.h"

namespace medlar {
namespace {

// Stems whose counts are kept between searches: about a megabyte.
constexpr std::size_t kMaxStemFacts = 10'000;

std::vector<std::string> by_frequency(const std::map<std::string, std::uint64_t>& counts) {
  std::vector<std::pair<std::uint64_t, std::string>> sorted;
  for (const auto& [name, count] : counts) {
    if (!name.empty()) sorted.emplace_back(count, name);
  }
  std::ranges::sort(sorted, [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> names;
  for (auto& [count, name] : sorted) names.push_back(std::move(name));
  return names;
}

/// Makes places in the text that is looked for places in the query as it was typed.
template <typename Placed>
void place_in_query(const SpelledQuery& spelled, std::vector<Placed>& all) {
  for (Placed& one : all) {
    const QueryPlace place = place_in_query(spelled, QueryPlace{one.begin, one.end});
    one.begin = place.begin;
    one.end = place.end;
  }
}

}  // namespace

/// The query's tree, with what was done to its words.
struct UnderstoodQuery {
  QueryTree tree;
  SpelledQuery spelled = {};
  QueryConcepts named = {};
};

struct FoundArticle {
  std::uint32_t number;
  Article article;
  bool has_boilerplate = false;
};

/// What the snippets of one search show.
struct SnippetSearch {
  SnippetTerms terms;
  std::map<std::string, StretchFinder> finders = {};  // by language
};

struct Searcher::Impl {
  Xapian::Database database;
  std::optional<ForwardIndex> forward;
  std::optional<Lexicon> lexicon;
  std::optional<TreeMatcher> trees;
  std::optional<Speller> speller;
  std::optional<ArticleStore> store;
  std::optional<ConceptsFile> concepts;
  std::optional<SpaceFile> space;
  BoilerplateSet boilerplate;
  IndexMetadata metadata;
  RankingParameters ranking;
  unsigned generation = 0;
  std::vector<std::string> languages;  // of the articles, most frequent first
  AnalyzerSet analyzers;
  std::map<std::string, SentenceSplitter> splitters;
  std::map<std::string, ConceptMatcher> matchers;         // by language
  std::unordered_map<std::string, StemFacts> stem_facts;  // as far as asked for

  double articles() const { return std::max(1.0, static_cast<double>(database.get_doccount())); }
  double idf_of(double having) const { return std::log(1 + articles() / (having + 0.5)); }
  double idf(const std::string& stem) { return idf_of(facts_of(stem).articles); }

  Rarity rarity() {
    return {.of_stem = [this](const std::string& stem) { return idf(stem); },
            .of_concept =
                [this](const std::string& preferred) {
                  return idf_of(database.get_termfreq(concept_term(preferred)));
                }};
  }

  Result<UnderstoodQuery> understand(const SearchRequest& request);
  UnderstoodQuery spelled(const SearchRequest& request);
  Result<UnderstoodQuery> parse(const SearchRequest& request);
  bool is_name(std::string_view word);
  QueryConcepts add_concepts(QueryTree& tree);
  void add_names(QueryTree& tree);
  void trim();
  const StemFacts& facts_of(const std::string& stem);
  IndexFacts facts();
  Result<FoundArticle> article(std::string_view id) const;
  std::set<std::uint32_t> with_boilerplate(std::vector<std::uint32_t> articles) const;
  Hit hit(FoundArticle found, SnippetSearch& sought, const SearchRequest& request);
  Result<Hit> hit(const RankedMatch& match, bool has_boilerplate, SnippetSearch& sought,
                  const SearchRequest& request);
  Result<void> add_copies(const RankedMatch& match, Duplicates duplicates, Hit& hit) const;
  bool is_rescored(const SearchRequest& request) const;
  void rescore(const QueryTree& tree, std::vector<RankedMatch>& matches);
  Result<std::vector<RankedMatch>> match_tree(QueryTree& tree, const SearchRequest& request,
                                              MatchDeadline& deadline, SearchResponse& response);
  Result<void> add_hits(const QueryTree& tree, const SearchRequest& request,
                        const MatchDeadline& deadline, const std::vector<RankedMatch>& matches,
                        SearchResponse& response);
};

/// The query's tree with misspelt words set right, where that is asked for.
UnderstoodQuery Searcher::Impl::spelled(const SearchRequest& request) {
  const QueryReading reading{request.language, languages, request.limits};
  UnderstoodQuery understood{parse_query(request.query, reading, analyzers)};
  // Lists of true words are there for these languages alone; words of others would all be slips.
  if (request.correction == SearchRequest::Correction::kNone ||
      find_language(understood.tree.language) == nullptr) {
    return understood;
  }
  understood.spelled = spell_query(request.query, understood.tree, *speller);
  if (!understood.spelled.corrections.empty()) {
    understood.tree = parse_query(understood.spelled.text, reading, analyzers);
    keep_originals(understood.spelled, understood.tree);
    place_in_query(understood.spelled, understood.tree.diagnostics);
  }
  std::ranges::move(understood.spelled.diagnostics,
                    std::back_inserter(understood.tree.diagnostics));
  return understood;
}

/// True when a concept is called so, letter for letter but for case and accents.
bool Searcher::Impl::is_name(std::string_view word) {
  constexpr std::string_view kLanguage = "en";
  ConceptMatcher& matcher =
      matchers.try_emplace(std::string(kLanguage), concepts->table(), kLanguage).first->second;
  const auto tokens = analyzers.for_language(kLanguage).analyze(word);
  const std::string folded = fold_word(word).folded;
  return std::ranges::any_of(matcher.find(word, tokens), [&](const FoundName& found) {
    return fold_word(matcher.table().name(found.name).text).folded == folded;
  });
}

/// What the query asks for, with the filters as required clauses.
Result<UnderstoodQuery> Searcher::Impl::parse(const SearchRequest& request) {
  UnderstoodQuery understood = spelled(request);
  const QueryReading reading{request.language, languages, {}};
  QueryTree& tree = understood.tree;
  for (const std::string& filter : request.filters) {
    const std::size_t colon = filter.find(':');
    const FieldInfo* info = find_field(std::string_view(filter).substr(0, colon));
    if (info == nullptr || colon == std::string::npos || filter.find('"') != std::string::npos) {
      return failure(ErrorCode::kUsage, fmt::format("not a filter: {}", filter),
                     "a filter is field:value, as in source:cdc; medlar info lists the fields");
    }
    const std::string value = filter.substr(colon + 1);
    const QueryTree parsed =
        parse_query(fmt::format("{}:\"{}\"", info->name, value), reading, analyzers);
    if (parsed.root.clauses.empty() || !parsed.diagnostics.empty()) {
      return failure(ErrorCode::kUsage, fmt::format("not a filter: {}", filter),
                     fmt::format("for example {}", info->example));
    }
    for (const QueryClause& clause : parsed.root.clauses) {
      tree.root.clauses.push_back({Occur::kRequired, clause.node});
    }
  }
  return understood;
}

/// What is looked for: words, set right and weighed, with the concepts and whole names that they
/// are.
Result<UnderstoodQuery> Searcher::Impl::understand(const SearchRequest& request) {
  auto understood = parse(request);
  if (!understood) return understood;
  if (request.expansion == SearchRequest::Expansion::kDone) {
    understood->named = add_concepts(understood->tree);
    place_in_query(understood->spelled, understood->named.found);
  }
  select_words(facts(), request.limits, understood->tree);
  add_names(understood->tree);
  return understood;
}

/// The concepts that the query names, which become clauses of it.
QueryConcepts Searcher::Impl::add_concepts(QueryTree& tree) {
  const auto term = [this](std::uint32_t subject) {
    return concept_term(concepts->table().name(concepts->table().names_of(subject).begin).text);
  };
  const IndexFacts words = facts();
  const KnownConcepts known{
      .table = concepts->table(),
      .languages = languages,
      .words_of_concept = ranking.words_of_concept,
      .all_articles = articles(),
      .articles = [&](std::uint32_t subject) -> std::uint64_t {
        return database.get_termfreq(term(subject));
      },
      .articles_of_word = [&](const QueryNode& word) -> std::uint64_t {
        return static_cast<std::uint64_t>(words.of(word.parts.front().stems.front()).articles);
      },
      .articles_with = [&](std::uint32_t subject, const QueryNode& word) -> std::uint64_t {
        Xapian::Enquire both(database);
        both.set_weighting_scheme(Xapian::BoolWeight());
        both.set_query(Xapian::Query(
            Xapian::Query::OP_FILTER, Xapian::Query(term(subject)),
            Xapian::Query(stem_term(field("text"), word.parts.front().stems.front()))));
        return both.get_mset(0, 0, database.get_doccount()).get_matches_estimated();
      }};
  return medlar::add_concepts(known, analyzers, tree);
}

void Searcher::Impl::add_names(QueryTree& tree) {
  const KnownNames known{
      .idf = [this](std::string_view stem) { return idf(std::string(stem)); },
      .exists =
          [this](const std::string& key) { return database.term_exists(whole_name_term(key)); },
      .is_title =
          [this](const std::string& key) { return database.term_exists(whole_title_term(key)); }};
  medlar::add_names(known, analyzers, tree);
}

/// Forgets what is kept for later searches where that is much.
void Searcher::Impl::trim() {
  analyzers.trim_for_queries();
  if (stem_facts.size() > kMaxStemFacts) stem_facts.clear();
}

/// The index stays as it is and questions have much the same words: what was looked up is kept.
const StemFacts& Searcher::Impl::facts_of(const std::string& stem) {
  if (const auto known = stem_facts.find(stem); known != stem_facts.end()) return known->second;
  const auto count = [&](std::string_view in) {
    return static_cast<double>(database.get_termfreq(stem_term(field(in), stem)));
  };
  return stem_facts.emplace(stem, StemFacts{count("text"), count("title"), count("name")})
      .first->second;
}

IndexFacts Searcher::Impl::facts() {
  return {.articles = articles(), .of = [this](const std::string& stem) { return facts_of(stem); }};
}

bool Searcher::Impl::is_rescored(const SearchRequest& request) const {
  return request.sort == SortOrder::kRelevance && (ranking.proximity > 0 || ranking.nearness > 0);
}

/// Puts the best matches by words in the order of their whole scores.
void Searcher::Impl::rescore(const QueryTree& tree, std::vector<RankedMatch>& matches) {
  if (ranking.proximity > 0) {
    const auto words = sequenced_words(tree, rarity().of_stem);
    std::vector<std::uint32_t> numbers;
    for (const SequencedWord& word : words) {
      numbers.push_back(forward->find(word.stem).value_or(forward->words()));
    }
    const auto find_places = [&](std::uint32_t article, WordPlaces& places) {
      forward->find_places(article, field("text"), numbers, places);
    };
    rank_by_proximity(words, find_places, ranking.proximity, matches);
  }
  if (ranking.nearness > 0) {
    rank_by_space(space->space(), place_of(tree, space->space()), ranking, matches);
  }
}

/// The page of the tree's matches by their whole scores; the response says how many there are.
Result<std::vector<RankedMatch>> Searcher::Impl::match_tree(QueryTree& tree,
                                                            const SearchRequest& request,
                                                            MatchDeadline& deadline,
                                                            SearchResponse& response) {
  // Up to the end of the page, and all that may come to be on it.
  const std::size_t most =
      std::max(response.offset + response.limit, is_rescored(request) ? kRescored : 0);
  auto found = trees->match(tree, request, most, deadline, response);
  if (!found) return found;
  response.truncated = deadline.has_cut();
  if (is_rescored(request)) rescore(tree, *found);
  const auto at = [&found](std::size_t rank) {
    return found->begin() + static_cast<std::ptrdiff_t>(std::min(rank, found->size()));
  };
  found->erase(at(response.offset + response.limit), found->end());
  found->erase(found->begin(), at(response.offset));
  return found;
}

/// The stored article with this id. Long ids share hashed terms, so each is looked at.
Result<FoundArticle> Searcher::Impl::article(std::string_view id) const {
  const std::string term = keyword_term(field("id"), id);
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
    auto article = store->article(*at);
    if (!article) return tl::unexpected<Error>(article.error());
    if (article->id == id) return FoundArticle{*at, std::move(*article)};
  }
  return failure(ErrorCode::kUsage, fmt::format("no article has the id {}", id),
                 "medlar query --format json shows ids");
}

/// Those of the articles that hold boilerplate.
std::set<std::uint32_t> Searcher::Impl::with_boilerplate(
    std::vector<std::uint32_t> articles) const {
  std::ranges::sort(articles);
  const std::string term(kBoilerplateTerm);
  const auto end = database.postlist_end(term);
  std::set<std::uint32_t> having;
  auto at = database.postlist_begin(term);
  for (const std::uint32_t article : articles) {
    if (at != end) at.skip_to(article);
    if (at == end) break;
    if (*at == article) having.insert(article);
  }
  return having;
}

/// What is shown of an article for a query, without rank and score.
Hit Searcher::Impl::hit(FoundArticle found, SnippetSearch& sought, const SearchRequest& request) {
  Hit hit;
  Article& article = found.article;
  if (request.snippets == SearchRequest::Snippets::kMade) {
    const auto splitter = splitters.try_emplace(article.language, article.language).first;
    const auto is_listed = [this](std::uint64_t print) { return boilerplate.contains(print); };
    const auto repeated = found.has_boilerplate ? find_boilerplate(article, is_listed)
                                                : std::vector<BoilerplateSentence>();
    ConceptMatcher& names =
        matchers.try_emplace(article.language, concepts->table(), primary_tag(article.language))
            .first->second;
    Analyzer& analyzer = analyzers.for_language(article.language);
    const StretchFinder& finder =
        sought.finders
            .try_emplace(article.language, sought.terms, *forward, concepts->table(), analyzer)
            .first->second;
    const auto stretches = finder.find(found.number, article);
    hit.snippet = make_snippet({article, repeated, &names, stretches}, sought.terms, analyzer,
                               splitter->second, request.snippet);
    const Section& section = article.sections.at(hit.snippet.section);
    hit.section_heading = section.heading;
    hit.section_anchor = section.anchor;
    hit.section_role = section.role;
  }
  hit.id = std::move(article.id);
  hit.url = std::move(article.url);
  hit.title = std::move(article.title);
  hit.source = std::move(article.source);
  hit.language = std::move(article.language);
  hit.reviewed = std::move(article.reviewed);
  hit.updated = std::move(article.updated);
  hit.reviewers = std::move(article.reviewers);
  return hit;
}

Result<Hit> Searcher::Impl::hit(const RankedMatch& match, bool has_boilerplate,
                                SnippetSearch& sought, const SearchRequest& request) {
  Hit found;
  if (request.contents == SearchRequest::Contents::kIds) {
    found.id = database.get_document(match.article)
                   .get_value(static_cast<Xapian::valueno>(field("id").slot));
  } else {
    auto article = store->article(match.article);
    if (!article) return tl::unexpected<Error>(article.error());
    found = hit({match.article, std::move(*article), has_boilerplate}, sought, request);
    const auto added = add_copies(match, request.duplicates, found);
    if (!added) return tl::unexpected<Error>(added.error());
  }
  found.score = match.score();
  return found;
}

Result<void> Searcher::Impl::add_copies(const RankedMatch& match, Duplicates duplicates,
                                        Hit& hit) const {
  const OtherCopies others = other_copies(database, match.copies, match.article, duplicates);
  hit.copies = others.all;
  for (const std::uint32_t number : others.first) {
    auto copy = store->article(number);
    if (!copy) return tl::unexpected<Error>(copy.error());
    hit.also_at.push_back({std::move(copy->id), std::move(copy->url), std::move(copy->source)});
  }
  return {};
}

Searcher::Searcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

void Searcher::set_ranking(const RankingParameters& ranking) { impl_->ranking = ranking; }
const IndexMetadata& Searcher::metadata() const { return impl_->metadata; }
unsigned Searcher::generation() const { return impl_->generation; }

Result<Searcher> Searcher::open(const std::filesystem::path& index) {
  const auto sound = sound_generation(index);
  if (!sound) return tl::unexpected<Error>(sound.error());
  return open_files(sound->generation, sound->manifest);
}

Result<Searcher> Searcher::open_generation(const Generation& generation) {
  const auto manifest = read_manifest(generation.directory);
  if (!manifest) return tl::unexpected<Error>(manifest.error());
  return open_files(generation, *manifest);
}

Result<Searcher> Searcher::open_files(const Generation& generation, const Manifest& manifest) {
  return xapian_guard([&]() -> Result<Searcher> {
    auto impl = std::make_unique<Impl>();
    impl->database = Xapian::Database(generation.database().string());
    auto metadata = decode_metadata(impl->database.get_metadata(std::string(kMetadataKey)));
    if (!metadata) return tl::unexpected<Error>(metadata.error());
    impl->metadata = std::move(*metadata);
    impl->metadata.built = manifest.built;
    impl->metadata.digest = manifest.digest;
    impl->generation = generation.number;
    auto forward = ForwardIndex::open(generation.forward());
    if (!forward) return tl::unexpected<Error>(forward.error());
    impl->forward.emplace(std::move(*forward));
    auto lexicon = Lexicon::open(generation.lexicon());
    if (!lexicon) return tl::unexpected<Error>(lexicon.error());
    impl->lexicon.emplace(std::move(*lexicon));
    impl->trees.emplace(generation.database(), impl->database, *impl->forward, *impl->lexicon,
                        impl->ranking);
    auto splits = read_word_splits(generation.word_splits());
    if (!splits) return tl::unexpected<Error>(splits.error());
    auto spellings = SpellingTargets::open(generation.spellings());
    if (!spellings) return tl::unexpected<Error>(spellings.error());
    const auto is_name = [at = impl.get()](std::string_view text) { return at->is_name(text); };
    impl->speller.emplace(std::move(*spellings),
                          SpellingEvidence{*impl->lexicon, *splits, is_name,
                                           index_evidence(impl->database, *impl->forward)});
    impl->analyzers = AnalyzerSet(std::move(*splits));
    auto concepts = ConceptsFile::open(generation.concepts());
    if (!concepts) return tl::unexpected<Error>(concepts.error());
    impl->concepts.emplace(std::move(*concepts));
    auto space = SpaceFile::open(generation.space(), impl->metadata.articles);
    if (!space) return tl::unexpected<Error>(space.error());
    impl->space.emplace(std::move(*space));
    auto store = ArticleStore::open(generation.articles());
    if (!store) return tl::unexpected<Error>(store.error());
    impl->store.emplace(std::move(*store));
    const auto boilerplate = read_boilerplate(generation.boilerplate());
    if (!boilerplate) return tl::unexpected<Error>(boilerplate.error());
    impl->boilerplate = boilerplate_set(*boilerplate);
    impl->languages = by_frequency(impl->metadata.languages);
    return Searcher(std::move(impl));
  });
}

/// The hits of the page; once the time is up without snippets.
Result<void> Searcher::Impl::add_hits(const QueryTree& tree, const SearchRequest& request,
                                      const MatchDeadline& deadline,
                                      const std::vector<RankedMatch>& matches,
                                      SearchResponse& response) {
  SnippetSearch sought{snippet_terms(tree, rarity())};
  SearchRequest wanted = request;
  std::set<std::uint32_t> having_boilerplate;
  if (request.snippets == SearchRequest::Snippets::kMade) {
    std::vector<std::uint32_t> articles;
    for (const RankedMatch& match : matches) articles.push_back(match.article);
    having_boilerplate = with_boilerplate(std::move(articles));
  }
  for (const RankedMatch& match : matches) {
    if (wanted.snippets == SearchRequest::Snippets::kMade && deadline.is_past()) {
      wanted.snippets = SearchRequest::Snippets::kNone;
      response.truncated = true;
    }
    auto found = hit(match, having_boilerplate.contains(match.article), sought, wanted);
    if (!found) return tl::unexpected<Error>(found.error());
    if (request.explain == SearchRequest::Explain::kYes) {
      found->parts = trees->score_parts(tree, match);
    }
    found->rank = response.offset + response.hits.size() + 1;
    response.hits.push_back(std::move(*found));
  }
  return {};
}

Result<SearchResponse> Searcher::search(const SearchRequest& request) {
  const auto started = MatchDeadline::Clock::now();
  const MemoryWatch memory;
  Impl& self = *impl_;
  self.trim();
  if (const auto checked = check_facets(request.facets); !checked) {
    return tl::unexpected<Error>(checked.error());
  }
  return xapian_guard([&]() -> Result<SearchResponse> {
    auto understood = self.understand(request);
    if (!understood) return tl::unexpected<Error>(understood.error());
    QueryTree& tree = understood->tree;
    SearchResponse response;
    for (const FoundConcept& found : understood->named.found) {
      response.added.insert(response.added.end(), found.added.begin(), found.added.end());
    }
    response.concepts = std::move(understood->named.found);
    response.abbreviations = std::move(understood->named.abbreviations);
    if (!understood->spelled.corrections.empty()) {
      response.corrected = std::move(understood->spelled.text);
      response.corrections = std::move(understood->spelled.corrections);
    }
    response.suggested = std::move(understood->spelled.suggested);
    response.query = request.query;
    response.offset = std::min(request.offset, kMaxHits);
    response.limit = std::min(request.limit, kMaxHits - response.offset);
    MatchDeadline deadline(started, request.time_limit);
    const auto matches = self.match_tree(tree, request, deadline, response);
    if (!matches) return tl::unexpected<Error>(matches.error());
    if (const auto added = self.add_hits(tree, request, deadline, *matches, response); !added) {
      return tl::unexpected<Error>(added.error());
    }
    if (response.truncated) {
      tree.diagnostics.push_back(
          {"the search took too long and was cut off: articles or snippets may be missing", 0, 0});
    }
    response.favoured_roles = std::move(tree.favoured_roles);
    response.dropped = std::move(tree.dropped);
    response.diagnostics = std::move(tree.diagnostics);
    response.tree = to_string(tree.root);
    const std::chrono::duration<double, std::milli> took = MatchDeadline::Clock::now() - started;
    response.took_ms = took.count();
    memory.expect_enough();
    return response;
  });
}

Result<Article> Searcher::article(std::string_view id) {
  return xapian_guard([&]() -> Result<Article> {
    auto found = impl_->article(id);
    if (!found) return tl::unexpected<Error>(found.error());
    return std::move(found->article);
  });
}

Result<Hit> Searcher::hit(const SearchRequest& request, std::string_view id) {
  Impl& self = *impl_;
  self.trim();
  return xapian_guard([&]() -> Result<Hit> {
    const auto understood = self.understand(request);
    if (!understood) return tl::unexpected<Error>(understood.error());
    auto article = self.article(id);
    if (!article) return tl::unexpected<Error>(article.error());
    article->has_boilerplate = !self.with_boilerplate({article->number}).empty();
    SnippetSearch sought{snippet_terms(understood->tree, self.rarity())};
    return self.hit(std::move(*article), sought, request);
  });
}

}  // namespace medlar
