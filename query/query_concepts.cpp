#include "query/query_concepts.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "corpus/analysis/folding.h"
#include "corpus/analysis/language.h"

namespace medlar {
namespace {

// Of words that are names of several concepts, so many are looked for.
constexpr std::size_t kMaxMeanings = 3;

// Meanings of an abbreviation to choose from, and how many times as likely beside the query's other
// words the first must be as the second, to be what is meant.
constexpr std::size_t kMaxSenses = 6;
constexpr double kDecidedBy = 3;

// So many of the other words are asked, the rarest.
constexpr std::size_t kMaxAsked = 3;

// Of a query without such words each meaning is looked for, by its share of the articles, but none
// so little that it could not be found.
constexpr double kLeastShare = 0.2;

constexpr std::size_t kMaxConcepts = 16;

// What is left of the weight of a concept's words where they are the whole query: enough to order
// what has the concept alike. Measured: of 20 pairs of names 10 shared eight of the first ten
// articles with 1, 17 with 0.2, 19 with 0.1; nDCG@10 of NFCorpus is 0.3168, 0.3153 and 0.3154.
constexpr double kWordsOfWholeQuery = 0.1;

/// Names at one place of the query.
struct Place {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::vector<std::uint32_t> names;
};

std::vector<Place> find_places(const std::string& text, const KnownConcepts& known,
                               const std::string& own_language, AnalyzerSet& analyzers) {
  std::vector<std::string> languages{own_language};
  for (const std::string& tag : known.languages) {
    if (primary_tag(tag) != primary_tag(own_language)) languages.push_back(tag);
  }
  std::vector<Place> places;
  for (const std::string& language : languages) {
    ConceptMatcher matcher(known.table, primary_tag(language));
    const auto found =
        longest_names(matcher.find(text, analyzers.for_language(language).analyze(text)));
    std::vector<Place> more;
    for (const FoundName& name : found) {
      if (!more.empty() && more.back().begin == name.begin && more.back().end == name.end) {
        more.back().names.push_back(name.name);
        continue;
      }
      const bool overlaps = std::ranges::any_of(places, [&](const Place& place) {
        return name.begin < place.end && place.begin < name.end;
      });
      if (!overlaps) more.push_back({name.begin, name.end, {name.name}});
    }
    places.insert(places.end(), more.begin(), more.end());
  }
  std::ranges::sort(places, {}, &Place::begin);
  if (places.size() > kMaxConcepts) places.resize(kMaxConcepts);
  return places;
}

class ConceptReader {
 public:
  ConceptReader(const KnownConcepts& known, QueryTree& tree)
      : query_(tree.text), known_(known), tree_(tree) {
    for (const QueryClause& clause : tree.root.clauses) {
      if (clause.occur != Occur::kExcluded && clause.node.kind == QueryNode::Kind::kWord) {
        words_.push_back(clause.node);
      }
    }
  }

  void read(const Place& place) {
    std::vector<Meaning> meanings;
    bool is_abbreviation = false;
    for (const std::uint32_t number : place.names) {
      const ConceptTable::Name name = known_.table.name(number);
      is_abbreviation |= name.kind == ConceptNameKind::kAbbreviation;
      if (std::ranges::find(meanings, name.subject, &Meaning::subject) != meanings.end()) continue;
      meanings.push_back({name.subject, known_.articles(name.subject), name.articles, 1});
    }
    std::ranges::stable_sort(meanings, std::ranges::greater(), [](const Meaning& meaning) {
      return std::pair(meaning.written, meaning.articles);
    });
    if (meanings.size() > 1 && is_abbreviation) {
      choose(place, meanings);
    } else if (meanings.size() > kMaxMeanings) {
      meanings.resize(kMaxMeanings);
    }
    bool is_found = false;
    for (const Meaning& meaning : meanings) {
      if (meaning.articles == 0) continue;
      add(place, meaning);
      is_found = true;
    }
    if (is_found) {
      weigh_words(place);
      tree_.named.push_back({place.begin, place.end});
    }
  }

  QueryConcepts concepts;

 private:
  struct Meaning {
    std::uint32_t subject;
    std::uint64_t articles;  // that have the concept
    std::uint64_t written;   // that have it by the name in the query
    double share;
  };

  std::string_view preferred(std::uint32_t subject) const {
    return known_.table.name(known_.table.names_of(subject).begin).text;
  }

  struct AskedWord {
    const QueryNode* word;
    double share;  // of all articles
  };

  /// The rarest words of the query outside the place.
  std::vector<AskedWord> asked_words(const Place& place) const {
    std::vector<AskedWord> asked;
    for (const QueryNode& word : words_) {
      if (place.begin < word.end && word.begin < place.end) continue;
      const auto articles = static_cast<double>(known_.articles_of_word(word));
      if (articles > 0) asked.push_back({&word, articles / known_.all_articles});
    }
    std::ranges::stable_sort(asked, {}, &AskedWord::share);
    if (asked.size() > kMaxAsked) asked.resize(kMaxAsked);
    return asked;
  }

  /// The meanings of an abbreviation, the likeliest first, and their shares of the ranking: naive
  /// Bayes (Manning, Raghavan, Schuetze, Introduction to Information Retrieval, 13.2) from how many
  /// articles write it for each meaning, and how many more of the meaning's articles than of others
  /// have each other word of the query; one is added to both numbers, so that few articles prove
  /// little. The root, because who asks may write it for what articles write out.
  void choose(const Place& place, std::vector<Meaning>& meanings) {
    AmbiguousAbbreviation chooser;
    chooser.text = query_.substr(place.begin, place.end - place.begin);
    const std::vector<AskedWord> asked = asked_words(place);
    if (meanings.size() > kMaxSenses) meanings.resize(kMaxSenses);
    const bool is_written = meanings.front().written > 0;
    for (Meaning& meaning : meanings) {
      meaning.share =
          std::sqrt(static_cast<double>(is_written ? meaning.written + 1 : meaning.articles));
      if (meaning.share == 0) continue;
      for (const AskedWord& other : asked) {
        const auto with = static_cast<double>(known_.articles_with(meaning.subject, *other.word));
        const double expected = static_cast<double>(meaning.articles) * other.share;
        meaning.share *= (with + 1) / (expected + 1);
      }
    }
    std::ranges::stable_sort(meanings, std::ranges::greater(), &Meaning::share);
    const double most = meanings.front().share;
    chooser.is_decided = !asked.empty() && most > 0 && most >= kDecidedBy * meanings[1].share;
    for (Meaning& meaning : meanings) {
      meaning.share = std::max(kLeastShare, most > 0 ? meaning.share / most : 1);
      if (chooser.senses.empty() || meaning.articles > 0) {
        chooser.senses.push_back({std::string(preferred(meaning.subject)), meaning.articles,
                                  query_with(place, preferred(meaning.subject))});
      }
    }
    if (chooser.is_decided) meanings.resize(1);
    concepts.abbreviations.push_back(std::move(chooser));
  }

  /// The words of a concept count less than they would alone: all its names count together. Where
  /// they are all of the query, who asks by another name shall find the same.
  void weigh_words(const Place& place) {
    const auto is_of_place = [&](const QueryNode& word) {
      return place.begin <= word.begin && word.end <= place.end;
    };
    const bool is_all = std::ranges::all_of(
        words_, [&](const QueryNode& word) { return word.is_stop_word || is_of_place(word); });
    for (QueryClause& clause : tree_.root.clauses) {
      QueryNode& word = clause.node;
      if (clause.occur == Occur::kOptional && word.kind == QueryNode::Kind::kWord &&
          is_of_place(word)) {
        word.weight = known_.words_of_concept * (is_all ? kWordsOfWholeQuery : 1);
      }
    }
  }

  std::string query_with(const Place& place, std::string_view words) const {
    std::string query(query_);
    return query.replace(place.begin, place.end - place.begin, words);
  }

  void add(const Place& place, const Meaning& meaning) {
    QueryNode node;
    node.kind = QueryNode::Kind::kConcept;
    node.text = preferred(meaning.subject);
    node.begin = place.begin;
    node.end = place.end;
    node.weight = meaning.share;
    node.subject = meaning.subject;
    if (!seen_.insert(meaning.subject).second) return;
    tree_.root.clauses.push_back({Occur::kOptional, std::move(node)});
    FoundConcept found;
    found.text = query_.substr(place.begin, place.end - place.begin);
    found.preferred = preferred(meaning.subject);
    found.begin = place.begin;
    found.end = place.end;
    const ConceptTable::NameRange names = known_.table.names_of(meaning.subject);
    std::vector<ConceptTable::Name> others;
    for (std::uint32_t number = names.begin; number < names.end; ++number) {
      const ConceptTable::Name name = known_.table.name(number);
      if (name.articles > 0 && std::ranges::find(place.names, number) == place.names.end()) {
        others.push_back(name);
      }
    }
    std::ranges::stable_sort(others, std::ranges::greater(), &ConceptTable::Name::articles);
    for (const ConceptTable::Name& name : others) found.added.emplace_back(name.text);
    concepts.found.push_back(std::move(found));
  }

  std::string_view query_;
  const KnownConcepts& known_;
  QueryTree& tree_;
  std::vector<QueryNode> words_;  // of the query; adding clauses moves those of the tree
  std::set<std::uint32_t> seen_;
};

}  // namespace

QueryConcepts add_concepts(const KnownConcepts& known, AnalyzerSet& analyzers, QueryTree& tree) {
  if (known.table.concepts() == 0) return {};
  const std::string text = free_text(tree);
  ConceptReader reader(known, tree);
  for (const Place& place : find_places(text, known, tree.language, analyzers)) reader.read(place);
  return std::move(reader.concepts);
}

}  // namespace medlar
