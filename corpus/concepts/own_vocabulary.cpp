#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/concepts/concept_lines.h"
#include "corpus/concepts/own_lists.h"
#include "corpus/concepts/vocabulary_reader.h"

namespace medlar {
namespace {

struct Label {
  std::string_view text;
  ConceptNameKind kind;
};

constexpr Label kLabels[] = {
    {"lay", ConceptNameKind::kLay},       {"pro", ConceptNameKind::kProfessional},
    {"brand", ConceptNameKind::kBrand},   {"us", ConceptNameKind::kSpelling},
    {"uk", ConceptNameKind::kSpelling},   {"abbr", ConceptNameKind::kAbbreviation},
    {"plural", ConceptNameKind::kPlural}, {"also", ConceptNameKind::kOther},
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Cuts off what stands before the first `mark`, and the mark.
std::string_view take_until(std::string_view& rest, char mark) {
  const std::size_t end = rest.find(mark);
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return trimmed(taken);
}

/// Adds the names of "lay: a, b"; false where it is no such group.
bool add_group(std::string_view group, Concept& subject) {
  const std::string_view label = take_until(group, ':');
  const auto* const known = std::ranges::find(kLabels, label, &Label::text);
  if (known == std::end(kLabels) || trimmed(group).empty() ||
      group.find(':') != std::string_view::npos) {
    return false;
  }
  while (!group.empty()) {
    const std::string_view name = take_until(group, ',');
    if (name.empty()) return false;
    subject.names.push_back({.text = std::string(name), .kind = known->kind});
  }
  return true;
}

std::optional<Concept> parse_line(std::string_view line) {
  const std::string_view preferred = take_until(line, '|');
  if (preferred.empty() || preferred.find_first_of(",:") != std::string_view::npos) return {};
  Concept subject;
  subject.names.push_back({.text = std::string(preferred), .kind = ConceptNameKind::kPreferred});
  while (!line.empty()) {
    if (!add_group(take_until(line, '|'), subject)) return {};
  }
  return subject;
}

}  // namespace

Vocabulary parse_concept_lines(std::string_view text) {
  Vocabulary vocabulary;
  while (!text.empty()) {
    std::string_view line = take_until(text, '\n');
    line = take_until(line, '#');
    if (line.empty()) continue;
    if (auto subject = parse_line(line)) {
      vocabulary.concepts.push_back(std::move(*subject));
    } else {
      ++vocabulary.passed_over;
    }
  }
  return vocabulary;
}

Vocabulary own_vocabulary() {
  Vocabulary own{.source = std::string(kOwnSource), .licence = "GPL-2.0-or-later"};
  for (const OwnList& list : own_concept_lists()) {
    Vocabulary read = parse_concept_lines(list.text);
    own.passed_over += read.passed_over;
    std::ranges::move(read.concepts, std::back_inserter(own.concepts));
  }
  return own;
}

}  // namespace medlar
