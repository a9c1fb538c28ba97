#include "corpus/cleaning/section_role.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/analysis/name_words.h"
#include "corpus/analysis/vocabulary.h"

namespace medlar {
namespace {

static_assert(
    [] {
      for (std::size_t i = 0; i < kSectionRoles.size(); ++i) {
        if (static_cast<std::size_t>(kSectionRoles[i].role) != i) return false;
      }
      return true;
    }(),
    "the rows stand in the order of the roles");

struct Phrase {
  std::size_t line = 0;  // the lower decides
  SectionRole role = SectionRole::kOther;
  std::vector<std::string_view> words;
  bool is_whole = false;  // the heading holds nothing else
};

/// The table, by the phrases' first words.
const std::unordered_map<std::string_view, std::vector<Phrase>>& phrases() {
  static const auto all = [] {
    std::unordered_map<std::string_view, std::vector<Phrase>> table;
    std::size_t line = 0;
    for (const auto& words : vocabulary_lines(vocabulary_file("section_roles.txt"))) {
      const SectionRoleInfo* const info = find_section_role(words.front());
      if (info == nullptr) continue;  // a test holds every line to a role
      const bool is_whole = words[1] == "=";
      Phrase phrase{
          line++, info->role, {words.begin() + (is_whole ? 2 : 1), words.end()}, is_whole};
      const std::string_view first = phrase.words.front();
      table[first].push_back(std::move(phrase));
    }
    return table;
  }();
  return all;
}

bool stands_at(const Phrase& phrase, const std::vector<NameWord>& heading, std::size_t at) {
  if (phrase.is_whole && (at > 0 || heading.size() != phrase.words.size())) return false;
  if (heading.size() - at < phrase.words.size()) return false;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    if (heading[at + i].folded != phrase.words[i]) return false;
  }
  return true;
}

}  // namespace

const SectionRoleInfo* find_section_role(std::string_view name) {
  const auto* row = std::ranges::find(kSectionRoles, name, &SectionRoleInfo::name);
  return row == kSectionRoles.end() ? nullptr : row;
}

bool is_subject(SectionRole role) {
  return role != SectionRole::kOther && role < SectionRole::kReferences;
}

bool is_end_matter(SectionRole role) {
  return role == SectionRole::kReferences || role == SectionRole::kCredits ||
         role == SectionRole::kDisclaimer;
}

SectionRole section_role(std::string_view heading) {
  const std::vector<NameWord> words = name_words(heading);
  const Phrase* best = nullptr;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto row = phrases().find(words[at].folded);
    if (row == phrases().end()) continue;
    for (const Phrase& phrase : row->second) {
      if (best != nullptr && best->line < phrase.line) break;
      if (stands_at(phrase, words, at)) best = &phrase;
    }
  }
  return best == nullptr ? SectionRole::kOther : best->role;
}

void assign_roles(Article& article) {
  for (Section& section : article.sections) {
    section.role = section_role(section.heading);
    if (section.role == SectionRole::kOther) section.role = section_role(section.anchor);
  }
  if (article.sections.size() > 1 && article.sections.front().heading.empty()) {
    article.sections.front().role = SectionRole::kSummary;
  }
}

}  // namespace medlar
