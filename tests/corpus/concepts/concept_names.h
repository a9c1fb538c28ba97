// A table of concepts made of lines, and what is found in a text by it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analysis/analyzer.h"
#include "corpus/concepts/concept_lines.h"
#include "corpus/concepts/concept_matcher.h"
#include "corpus/concepts/concept_table.h"

namespace medlar {

struct ConceptLines {
  std::string source;
  std::string lines;
  std::string language = "en";
};

inline std::string table_of_lines(const std::vector<ConceptLines>& sources) {
  ConceptTableBuilder builder;
  for (const ConceptLines& source : sources) {
    Vocabulary vocabulary = parse_concept_lines(source.lines);
    vocabulary.source = source.source;
    for (Concept& subject : vocabulary.concepts) {
      for (ConceptName& name : subject.names) name.language = source.language;
    }
    builder.add(std::move(vocabulary));
  }
  return builder.finish();
}

/// The concepts of a table, each as its names between bars; abbreviations begin with '='.
inline std::vector<std::string> listed_concepts(const ConceptTable& table) {
  std::vector<std::string> listed;
  for (std::uint32_t subject = 0; subject < table.concepts(); ++subject) {
    std::string names;
    const ConceptTable::NameRange range = table.names_of(subject);
    for (std::uint32_t number = range.begin; number < range.end; ++number) {
      const ConceptTable::Name name = table.name(number);
      if (number > range.begin) names += '|';
      if (name.kind == ConceptNameKind::kAbbreviation) names += '=';
      names += name.text;
    }
    listed.push_back(std::move(names));
  }
  return listed;
}

/// "words: preferred name" of each; just the words where they are that name.
inline std::vector<std::string> listed_names(const ConceptTable& table, std::string_view text,
                                             const std::vector<FoundName>& found) {
  std::vector<std::string> listed;
  for (const FoundName& name : found) {
    std::string row(text.substr(name.begin, name.end - name.begin));
    const std::uint32_t subject = table.name(name.name).subject;
    const std::string_view preferred = table.name(table.names_of(subject).begin).text;
    if (row != preferred) row.append(": ").append(preferred);
    listed.push_back(std::move(row));
  }
  return listed;
}

inline std::vector<FoundName> find_names(const ConceptTable& table, std::string_view text,
                                         std::string_view language = "en") {
  Analyzer analyzer(language);
  ConceptMatcher matcher(table, language);
  const auto found = matcher.find(text, analyzer.analyze(text));
  return {found.begin(), found.end()};
}

}  // namespace medlar
