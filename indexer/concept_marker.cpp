#include "indexer/concept_marker.h"

#include <algorithm>
#include <utility>

#include "corpus/analysis/language.h"
#include "corpus/analysis/whole_name.h"
#include "corpus/concepts/abbreviation_definitions.h"
#include "indexer/format/schema.h"

namespace medlar {
namespace {

constexpr std::size_t kShortestSureAbbreviation = 3;  // bytes

}  // namespace

ConceptMarker::ConceptMarker(const ConceptTable& table)
    : table_(table), terms_(table.concepts()), articles_(table.names(), 0) {}

ConceptMatcher& ConceptMarker::matcher(std::string_view language) {
  const std::string_view primary = primary_tag(language);
  const auto found = matchers_.find(primary);
  if (found != matchers_.end()) return found->second;
  return matchers_.emplace(std::string(primary), ConceptMatcher(table_, primary)).first->second;
}

const std::string& ConceptMarker::term(std::uint32_t subject) {
  std::string& term = terms_[subject];
  if (term.empty()) term = concept_term(table_.text_of(table_.names_of(subject).begin));
  return term;
}

void ConceptMarker::begin(const Article& article, Analyzer& analyzer) {
  matcher_ = &matcher(article.language);
  defined_.clear();
  occurrences_.clear();
  sure_.clear();
  named_.clear();
  for (const Section& section : article.sections) {
    for (const AbbreviationDefinition& definition : abbreviation_definitions(section.text)) {
      const auto found = matcher_->find(definition.meaning, analyzer.analyze(definition.meaning));
      for (const FoundName& name : found) {
        const bool is_whole = name.begin == 0 && name.end == definition.meaning.size();
        if (!is_whole || is_abbreviation(name)) continue;
        defined_.try_emplace(std::string(definition.abbreviation), table_.subject_of(name.name));
      }
    }
  }
}

bool ConceptMarker::is_abbreviation(const FoundName& found) const {
  return table_.kind_of(found.name) == ConceptNameKind::kAbbreviation;
}

void ConceptMarker::mark(std::string_view text, std::span<const FoundName> found,
                         std::span<const Token> tokens, std::span<const unsigned> weights) {
  std::size_t token = 0;
  for (std::size_t i = 0; i < found.size();) {
    std::size_t end = i;  // of the names at one place
    std::size_t abbreviations = 0;
    for (;
         end < found.size() && found[end].begin == found[i].begin && found[end].end == found[i].end;
         ++end) {
      abbreviations += is_abbreviation(found[end]) ? 1 : 0;
    }
    const std::string_view words = text.substr(found[i].begin, found[i].end - found[i].begin);
    const auto defined = abbreviations == 0 ? defined_.end() : defined_.find(words);
    while (token + 1 < tokens.size() && tokens[token].begin < found[i].begin) ++token;
    for (; i < end; ++i) {
      const std::uint32_t subject = table_.subject_of(found[i].name);
      bool is_sure = true;
      if (is_abbreviation(found[i])) {
        if (defined != defined_.end() && defined->second != subject) continue;
        is_sure = defined != defined_.end() ||
                  (abbreviations == 1 && words.size() >= kShortestSureAbbreviation);
      }
      if (is_sure) sure_.push_back(subject);
      occurrences_.push_back({found[i].name, subject, weights[token], is_sure});
    }
  }
}

void ConceptMarker::add(std::string_view text, std::span<const Token> tokens,
                        std::span<const unsigned> weights) {
  mark(text, matcher_->find(text, tokens), tokens, weights);
}

void ConceptMarker::add_name(std::string_view name, std::span<const Token> tokens,
                             std::span<const unsigned> weights) {
  const auto found = matcher_->find(name, tokens);
  mark(name, found, tokens, weights);
  const std::vector<Token> telling = telling_words(tokens);
  for (const FoundName& one : found) {
    if (one.begin <= telling.front().begin && one.end >= telling.back().end) {
      named_.push_back(table_.subject_of(one.name));
    }
  }
}

MarkedConcepts ConceptMarker::finish() {
  std::ranges::sort(sure_);
  std::erase_if(occurrences_, [this](const Occurrence& occurrence) {
    return !occurrence.is_sure && !std::ranges::binary_search(sure_, occurrence.subject);
  });
  std::ranges::sort(occurrences_, {}, [](const Occurrence& occurrence) {
    return std::pair(occurrence.subject, occurrence.name);
  });
  MarkedConcepts marked;
  const Occurrence* last = nullptr;
  for (const Occurrence& occurrence : occurrences_) {
    if (last == nullptr || last->name != occurrence.name) ++articles_[occurrence.name];
    if (last == nullptr || last->subject != occurrence.subject) {
      marked.all.push_back({term(occurrence.subject), 0});
    }
    marked.all.back().weight += occurrence.weight;
    last = &occurrence;
  }
  std::ranges::sort(named_);
  named_.erase(std::unique(named_.begin(), named_.end()), named_.end());
  for (const std::uint32_t subject : named_) {
    if (!std::ranges::binary_search(sure_, subject)) continue;
    marked.names_of_article.emplace_back(table_.text_of(table_.names_of(subject).begin));
  }
  return marked;
}

}  // namespace medlar
