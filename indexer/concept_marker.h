// Finds the concepts that an article names while it is analyzed, and counts how many articles have
// each name.
//
// An abbreviation of several concepts is the one that the article defines ("mitral stenosis (MS)"),
// or those that it also calls by another name, or none. One of two letters alone is so short that
// it needs the same, whatever it means elsewhere.
//
// One thread at a time. The table must outlive it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analysis/analyzer_set.h"
#include "corpus/analysis/token.h"
#include "corpus/article.h"
#include "corpus/concepts/concept_matcher.h"
#include "corpus/concepts/concept_table.h"

namespace medlar {

/// A concept of an article, by its term, and what all occurrences of its names weigh.
struct MarkedConcept {
  std::string_view term;
  std::uint32_t weight = 0;
};

/// The concepts of an article, each once, in the order of their numbers.
struct MarkedConcepts {
  std::vector<MarkedConcept> all;
  std::vector<std::string>
      names_of_article;  // preferred names of those that the article is named by
};

class ConceptMarker {
 public:
  explicit ConceptMarker(const ConceptTable& table);

  /// Begins an article: reads the abbreviations it defines.
  void begin(const Article& article, Analyzer& analyzer);

  /// Finds the names in one of its texts. `weights` are of the tokens, one for each.
  void add(std::string_view text, std::span<const Token> tokens, std::span<const unsigned> weights);

  /// As add(), of its title or another name of it.
  void add_name(std::string_view name, std::span<const Token> tokens,
                std::span<const unsigned> weights);

  /// Ends the article. Terms stay valid as long as the marker.
  MarkedConcepts finish();

  /// How many articles have each name of the table, so far.
  std::span<const std::uint32_t> articles() const { return articles_; }

 private:
  struct Occurrence {
    std::uint32_t name;
    std::uint32_t subject;
    unsigned weight;
    bool is_sure;  // else only where the article has the concept by a sure name, too
  };

  ConceptMatcher& matcher(std::string_view language);
  void mark(std::string_view text, std::span<const FoundName> found, std::span<const Token> tokens,
            std::span<const unsigned> weights);
  bool is_abbreviation(const FoundName& found) const;
  const std::string& term(std::uint32_t subject);

  const ConceptTable& table_;
  std::map<std::string, ConceptMatcher, std::less<>> matchers_;  // by language
  std::vector<std::string> terms_;  // by concept; empty: not needed yet
  std::vector<std::uint32_t> articles_;

  // Of the article.
  ConceptMatcher* matcher_ = nullptr;
  std::map<std::string, std::uint32_t, std::less<>> defined_;  // abbreviation as written -> concept
  std::vector<Occurrence> occurrences_;
  std::vector<std::uint32_t> sure_;   // concepts
  std::vector<std::uint32_t> named_;  // concepts that it is named by
};

}  // namespace medlar
