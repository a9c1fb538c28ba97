// Chooses the sentences of an article that show best why it was found. References, credits and
// disclaimers are shown only of articles that have nothing else, boilerplate only where nothing
// else of the article matches.
//
// Text is cut by offset, never searched for strings; every word shown is the article's own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analysis/analyzer.h"
#include "corpus/analysis/sentences.h"
#include "corpus/article.h"
#include "corpus/cleaning/boilerplate.h"
#include "corpus/concepts/concept_matcher.h"

namespace medlar {

/// A stretch of Snippet::text, in bytes.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct Snippet {
  // Whole sentences; " \u2026 " stands where something between them was left out, "\u2026" at an
  // end that cuts a sentence too long to show, " \u00b7 " between items of a list.
  std::string text;
  std::vector<TextRange> matches;  // in order, apart from each other
  std::size_t section = 0;         // index into Article::sections
};

/// What to look for in the text.
struct SnippetTerms {
  struct Word {
    std::string stem;
    double weight = 1;  // idf or the like: what a sentence gains by showing it
  };
  struct Phrase {
    std::vector<std::string> stems;  // at successive positions
    double weight = 1;
  };
  struct NamedConcept {
    std::uint32_t subject;
    double weight = 1;
  };
  std::vector<Word> words;
  std::vector<Phrase> phrases;              // their words are marked only where they stand together
  std::vector<std::string> prefixes;        // of folded words
  std::vector<NamedConcept> concepts;       // by any of their names
  std::vector<SectionRole> favoured_roles;  // whose sections are shown rather than others
};

struct SnippetOptions {
  std::size_t max_characters = 300;  // of the text, code points
};

/// A part of a section's text that can be analyzed by itself (corpus/concepts/landmarks.h).
struct Stretch {
  std::size_t section = 0;  // index into Article::sections
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t position = 0;  // of its first token in the section
};

/// An article and where boilerplate stands in it.
struct SnippetSource {
  const Article& article;
  std::span<const BoilerplateSentence> boilerplate = {};
  ConceptMatcher* names = nullptr;  // of the article's language; null: concepts are not looked for
  // All in which something can be found, in order; none: that is not known, and all is looked at.
  std::optional<std::span<const Stretch>> stretches = {};
};

/// `analyzer` and `sentences` must be of the article's language. An article in which nothing is
/// found is shown from its beginning, without matches.
Snippet make_snippet(const SnippetSource& source, const SnippetTerms& terms, Analyzer& analyzer,
                     SentenceSplitter& sentences, const SnippetOptions& options = {});

}  // namespace medlar
