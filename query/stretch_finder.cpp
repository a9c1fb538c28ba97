#include "query/stretch_finder.h"

#include <algorithm>
#include <string>

#include "corpus/analysis/language.h"
#include "corpus/analysis/utf8.h"
#include "corpus/concepts/name_keys.h"

namespace medlar {
namespace {

std::vector<std::string_view> stems_of(std::span<const KeyedWord> words,
                                       std::span<const Token> tokens) {
  std::vector<std::string_view> stems;
  for (const KeyedWord& word : words) {
    stems.push_back(std::ranges::find(tokens, word.hash, &Token::hash)->term);
  }
  return stems;
}

/// None where the article has no such stretch.
std::optional<Stretch> stretch_of(const WordsOfStretch& here, const Article& article) {
  if (here.section >= article.sections.size()) return std::nullopt;
  const std::string_view text = article.sections[here.section].text;
  const std::uint32_t end = here.end.value_or(static_cast<std::uint32_t>(text.size()));
  const Stretch stretch{here.section, here.from.begin, end, here.from.position};
  if (stretch.begin > end || end > text.size() ||
      character_begin(text, stretch.begin) != stretch.begin || character_begin(text, end) != end) {
    return std::nullopt;
  }
  return stretch;
}

}  // namespace

StretchFinder::StretchFinder(const SnippetTerms& terms, const ForwardIndex& forward,
                             const ConceptTable& names, Analyzer& analyzer)
    : forward_(forward), is_complete_(terms.prefixes.empty()) {
  for (const SnippetTerms::Word& word : terms.words) add({{word.stem}});
  // A phrase may reach from one stretch into the next.
  for (const SnippetTerms::Phrase& phrase : terms.phrases) {
    for (const std::string& stem : phrase.stems) add({{stem}});
  }
  for (const SnippetTerms::NamedConcept& named : terms.concepts) {
    const ConceptTable::NameRange range = names.names_of(named.subject);
    for (std::uint32_t number = range.begin; number < range.end; ++number) {
      const ConceptTable::Name name = names.name(number);
      if (name.language == primary_tag(analyzer.language())) add_name(name, analyzer);
    }
  }
}

void StretchFinder::add(std::span<const std::string_view> stems) {
  std::uint64_t sought = 0;
  for (const std::string_view stem : stems) {
    const auto word = forward_.find(stem);
    if (!word) return;  // no article has it
    const auto known = std::ranges::find(words_, *word);
    const auto place = static_cast<std::size_t>(known - words_.begin());
    if (place == ForwardIndex::kMaxStretchWords) {
      is_complete_ = false;
      return;
    }
    if (known == words_.end()) words_.push_back(*word);
    sought |= std::uint64_t{1} << place;
  }
  if (sought != 0) sought_.push_back(sought);
}

void StretchFinder::add_name(const ConceptTable::Name& name, Analyzer& analyzer) {
  const bool is_abbreviation = name.kind == ConceptNameKind::kAbbreviation;
  // Articles where an abbreviation is not sure to mean this are not counted.
  if (name.articles == 0 && !is_abbreviation) return;
  const auto tokens = analyzer.analyze(name.text);
  const Token* const only = only_word(tokens);
  if (is_abbreviation && only != nullptr) {
    const std::string plural = std::string(written_form(*only)) + "s";
    add({{only->term}});
    for (const Token& token : analyzer.analyze(plural)) {
      if (written_form(token) == plural) add({{token.term}});
    }
    return;
  }
  NameWords words;
  read_name_words(tokens, words);
  add(stems_of(words.parts, tokens));
  add(stems_of(words.wholes, tokens));
}

std::optional<std::vector<Stretch>> StretchFinder::find(std::uint32_t number,
                                                        const Article& article) const {
  if (!is_complete_) return std::nullopt;
  std::vector<Stretch> found;
  bool fits = true;  // what the index says, the article
  const auto add = [&](const WordsOfStretch& here) {
    const auto is_here = [&](std::uint64_t sought) { return (sought & ~here.words) == 0; };
    if (std::ranges::none_of(sought_, is_here)) return;
    const auto stretch = stretch_of(here, article);
    fits = fits && stretch.has_value();
    if (!fits) return;
    if (!found.empty() && found.back().section == stretch->section &&
        found.back().end >= stretch->begin) {
      found.back().end = std::max(found.back().end, stretch->end);
    } else {
      found.push_back(*stretch);
    }
  };
  if (!forward_.visit_stretches(number, words_, add) || !fits) return std::nullopt;
  return found;
}

}  // namespace medlar
