#include "corpus/cleaning/end_matter.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "corpus/analysis/vocabulary.h"
#include "corpus/cleaning/citation_line.h"
#include "corpus/cleaning/credit_lines.h"
#include "corpus/cleaning/phrase_table.h"
#include "corpus/cleaning/section_role.h"

namespace medlar {
namespace {

/// A notice of several sentences; what is longer is an article about them.
constexpr std::size_t kLongestNotice = 1500;
constexpr std::size_t kLongestHeading = 60;
constexpr int kPartLevel = 2;  // of a heading that was a line of text
/// Between credits there may be a line that is none: who supplied the article.
constexpr std::size_t kLongestBetween = 100;

bool is_disclaimer(std::string_view line) {
  static const PhraseTable phrases(vocabulary_file("disclaimers.txt"));
  return line.size() <= kLongestNotice && phrases.first_in(line) != nullptr;
}

struct Line {
  std::string_view text;
  std::size_t begin = 0;  // its first byte in the section
  SectionRole role = SectionRole::kOther;
  bool is_heading = false;  // of a part at the end
  bool is_numbered = false;
};

/// A line that says what follows and no more: "References", "CREDITS:".
bool is_end_heading(std::string_view line) {
  return line.size() <= kLongestHeading && is_end_matter(section_role(line)) &&
         line.find_first_of(".;") == std::string_view::npos;
}

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) lines.push_back({.text = text.substr(begin, end - begin), .begin = begin});
    begin = end + 1;
  }
  return lines;
}

void look_at(Line& line) {
  line.role = role_of_line(line.text);
  line.is_numbered = citation_likeness(line.text) == CitationLikeness::kNumbered;
  if (line.role == SectionRole::kOther && is_end_heading(line.text)) {
    line.role = section_role(line.text);
    line.is_heading = true;
  }
}

/// Where a section's end matter begins: an index of `lines`, whose roles are set from there on.
///
/// Seen from the end. Lines that say little by themselves belong to it between lines that do:
/// entries with nothing but a number, between or behind citations; a short line, between credits.
std::size_t begin_of_end(std::vector<Line>& lines) {
  constexpr std::size_t kMostDoubtful = 3;
  std::size_t first = lines.size();
  std::size_t doubtful = 0;
  bool numbered = false;  // of the doubtful lines
  for (std::size_t i = lines.size(); i-- > 0 && doubtful <= kMostDoubtful;) {
    Line& line = lines[i];
    look_at(line);
    if (line.is_heading && i + 1 == lines.size()) break;  // of nothing
    if (line.role != SectionRole::kOther) {
      if (numbered && line.role != SectionRole::kReferences) break;
      first = i;
      doubtful = 0;
      numbered = false;
    } else if (line.is_numbered) {
      ++doubtful;
      numbered = true;
    } else if (first < lines.size() && line.text.size() <= kLongestBetween &&
               !line.text.ends_with('.')) {
      ++doubtful;
    } else {
      break;
    }
  }
  for (std::size_t i = first; i < lines.size(); ++i) {
    if (lines[i].role == SectionRole::kOther) lines[i].role = lines[i - 1].role;
  }
  return first;
}

std::size_t end_of_opening_credits(std::vector<Line>& lines) {
  std::size_t end = 0;
  for (; end < lines.size() && !credits_of_line(lines[end].text).empty(); ++end) {
    lines[end].role = SectionRole::kCredits;
  }
  return end;
}

/// The text of some of a section's lines, with what separates them.
std::string text_of(std::span<const Line> lines) {
  if (lines.empty()) return {};
  const char* const begin = lines.front().text.data();
  const std::string_view last = lines.back().text;
  return {begin, last.data() + last.size()};
}

/// Sections of the lines at the end, one for each run of a role or heading.
void add_parts(std::span<const Line> lines, std::vector<Section>& sections) {
  while (!lines.empty()) {
    std::size_t end = 1;
    while (end < lines.size() && lines[end].role == lines[0].role && !lines[end].is_heading) ++end;
    Section part;
    part.role = lines[0].role;
    std::size_t first = 0;
    if (lines[0].is_heading) {
      part.heading = lines[0].text;
      part.level = kPartLevel;
      first = 1;
    }
    part.text = text_of(lines.subspan(first, end - first));
    sections.push_back(std::move(part));
    lines = lines.subspan(end);
  }
}

/// The role that the heading or the anchor gives, where it is one of an article's end.
SectionRole end_role_by_heading(const Section& section) {
  for (const std::string* name : {&section.heading, &section.anchor}) {
    const SectionRole role = section_role(*name);
    if (role >= SectionRole::kReferences) return role;
  }
  return SectionRole::kOther;
}

/// Below a heading, "References" for one, everything is that, up to the last lines that say they
/// are something else: a notice below the references.
std::size_t end_of_told(std::vector<Line>& lines, SectionRole told) {
  std::size_t end = lines.size();
  for (; end > 1; --end) {
    look_at(lines[end - 1]);
    const SectionRole role = lines[end - 1].role;
    if (role == told || !is_end_matter(role)) break;
  }
  return end;
}

}  // namespace

SectionRole role_of_line(std::string_view line) {
  if (!credits_of_line(line).empty()) return SectionRole::kCredits;
  if (citation_likeness(line) == CitationLikeness::kCitation) return SectionRole::kReferences;
  return is_disclaimer(line) ? SectionRole::kDisclaimer : SectionRole::kOther;
}

void split_end_matter(Article& article) {
  std::vector<Section> sections;
  bool at_beginning = true;  // no text yet
  const auto with_text = std::ranges::count_if(
      article.sections, [](const Section& section) { return !section.text.empty(); });
  for (Section& section : article.sections) {
    const bool is_first = at_beginning && section.level <= 1;
    at_beginning = at_beginning && section.text.empty();
    if (section.text.empty()) {
      sections.push_back(std::move(section));
      continue;
    }
    std::vector<Line> lines = lines_of(section.text);
    const SectionRole told = end_role_by_heading(section);
    const bool is_told = told != SectionRole::kOther;
    const std::size_t end = is_told ? end_of_told(lines, told) : begin_of_end(lines);
    const std::size_t begin =
        is_first && !is_told ? std::min(end_of_opening_credits(lines), end) : 0;
    const bool is_whole = begin == end;
    if (is_whole && with_text == 1) {  // nothing else to be the end of
      sections.push_back(std::move(section));
      continue;
    }
    const std::span<const Line> all(lines);
    std::vector<Section> parts;
    add_parts(all.first(begin), parts);
    const std::size_t rest = parts.size();
    add_parts(all.subspan(end), parts);
    if (is_whole && !section.heading.empty()) {
      // The heading goes on to stand above what is there: "Notes".
      if (parts.front().heading.empty()) {
        parts.front().heading = section.heading;
        parts.front().level = section.level;
        parts.front().anchor = section.anchor;
      } else {
        section.text.clear();
        parts.insert(parts.begin(), section);
      }
    } else if (!is_whole) {
      section.text = text_of(all.subspan(begin, end - begin));
      parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(rest), std::move(section));
    }
    std::ranges::move(parts, std::back_inserter(sections));
  }
  article.sections = std::move(sections);
}

}  // namespace medlar
