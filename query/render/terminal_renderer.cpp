#include "query/render/terminal_renderer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "corpus/analysis/utf8.h"
#include "query/render/query_notes.h"

namespace medlar {
namespace {

constexpr std::string_view kIndent = "    ";
constexpr std::size_t kMinWidth = 40;
constexpr std::size_t kCopiesShown = 3;
constexpr std::size_t kNamesShown = 12;  // of those that were added to the query

struct Paint {
  std::string_view on;
  std::string_view off;
};

Paint mark_paint(const TerminalStyle& style) {
  return style.marks == TerminalStyle::Marks::kColor ? Paint{"\x1b[1;33m", "\x1b[0m"}
                                                     : Paint{"*", "*"};
}

Paint title_paint(const TerminalStyle& style) {
  return style.marks == TerminalStyle::Marks::kColor ? Paint{"\x1b[1m", "\x1b[0m"} : Paint{"", ""};
}

/// The snippet in lines of at most the width; marks take no columns of their own when coloured.
std::string snippet_lines(const Snippet& snippet, const TerminalStyle& style) {
  const Paint paint = mark_paint(style);
  const std::size_t width = std::max(style.width, kMinWidth) - kIndent.size();
  const std::string_view text = snippet.text;
  std::string lines;
  std::string word;  // with its marks
  std::size_t word_width = 0;
  std::size_t line_width = 0;
  const auto end_word = [&] {
    if (word_width == 0) return;
    if (line_width > 0 && line_width + 1 + word_width > width) {
      lines += '\n';
      line_width = 0;
    }
    if (line_width == 0)
      lines += kIndent;
    else
      lines += ' ', ++line_width;
    lines += word;
    line_width += word_width;
    word.clear();
    word_width = 0;
  };
  const std::size_t mark_width = style.marks == TerminalStyle::Marks::kAsterisks ? 1 : 0;
  const auto put_mark = [&](std::string_view mark) {
    word += mark;
    word_width += mark_width;
  };
  std::size_t next = 0;  // match
  bool marked = false;
  for (std::size_t i = 0; i <= text.size();) {
    if (marked && i == snippet.matches[next].end) {
      put_mark(paint.off);
      marked = false;
      ++next;
    }
    if (i == text.size()) break;
    if (next < snippet.matches.size() && !marked && i == snippet.matches[next].begin) {
      put_mark(paint.on);
      marked = true;
    }
    if (text[i] == ' ') {
      if (marked) put_mark(paint.off);
      end_word();
      if (marked) put_mark(paint.on);
      ++i;
      continue;
    }
    // Whole characters: a control character may have two bytes.
    std::size_t end = i + 1;
    while (end < text.size() && character_begin(text, end) != end) ++end;
    word += for_terminal(text.substr(i, end - i));
    ++word_width;
    i = end;
  }
  end_word();
  return lines.empty() ? lines : lines + "\n";
}

std::string place_line(const Hit& hit) {
  std::vector<std::string> parts;
  if (!hit.url.empty()) {
    parts.push_back(hit.section_anchor.empty() ? hit.url : hit.url + "#" + hit.section_anchor);
  } else {
    parts.push_back(hit.id);
  }
  if (!hit.section_heading.empty()) parts.push_back(hit.section_heading);
  if (!hit.reviewed.empty()) parts.push_back("reviewed " + hit.reviewed);
  return for_terminal(fmt::format("{}", fmt::join(parts, " | ")));
}

/// The other addresses of the same text.
std::string also_at_line(const Hit& hit) {
  if (hit.copies == 0) return {};
  std::vector<std::string> places;
  for (const AlsoAt& copy : hit.also_at) {
    if (places.size() == kCopiesShown) break;
    places.push_back(for_terminal(copy.url.empty() ? copy.id : copy.url));
  }
  std::string line = fmt::format("{}also at: {}", kIndent, fmt::join(places, ", "));
  if (hit.copies > places.size()) line += fmt::format(" and {} more", hit.copies - places.size());
  return line + "\n";
}

std::string joined(const std::vector<std::string>& names) {
  return for_terminal(fmt::format("{}", fmt::join(names, ", ")));
}

std::string added_line(const SearchResponse& response) {
  std::string line;
  std::size_t left = kNamesShown;
  std::size_t more = 0;
  for (AddedNames& group : added_names(response)) {
    const std::size_t shown = std::min(left, group.names.size());
    more += group.names.size() - shown;
    left -= shown;
    if (shown == 0) continue;
    group.names.resize(shown);
    line += line.empty() ? "" : "; ";
    if (!group.of.empty()) line += for_terminal(group.of) + ": ";
    line += joined(group.names);
  }
  if (line.empty()) return {};
  if (more > 0) line += fmt::format(" and {} more", more);
  return fmt::format("also searched for {} (not with --no-expand)\n", line);
}

std::string meanings_line(const AmbiguousAbbreviation& abbreviation) {
  std::vector<std::string> meanings;
  for (const AmbiguousAbbreviation::Sense& sense : abbreviation.senses) {
    meanings.push_back(fmt::format("{} ({} article{})", sense.meaning, sense.articles,
                                   sense.articles == 1 ? "" : "s"));
  }
  if (meanings.empty()) return {};
  const std::string text = for_terminal(abbreviation.text);
  if (!abbreviation.is_decided) return fmt::format("{} can mean {}\n", text, joined(meanings));
  std::string line = fmt::format("{} is taken to mean {}", text, for_terminal(meanings.front()));
  meanings.erase(meanings.begin());
  if (!meanings.empty()) line += "; it can also mean " + joined(meanings);
  return line + "\n";
}

/// What the search made of the query, a line for each fact.
std::string understanding_lines(const SearchResponse& response) {
  std::string out;
  if (!response.corrected.empty()) {
    out +=
        fmt::format("searched for {} (not with --no-correct)\n", for_terminal(response.corrected));
  }
  if (!response.suggested.empty()) {
    out += fmt::format("did you mean {}?\n", for_terminal(response.suggested));
  }
  for (const AmbiguousAbbreviation& abbreviation : response.abbreviations) {
    out += meanings_line(abbreviation);
  }
  out += added_line(response);
  if (!response.favoured_roles.empty()) out += favoured_sections(response) + "\n";
  return out;
}

}  // namespace

std::string for_terminal(std::string_view text) {
  std::string safe;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool is_c1 = c == 0xC2 && i + 1 < text.size() &&
                       static_cast<unsigned char>(text[i + 1]) < 0xA0 &&
                       static_cast<unsigned char>(text[i + 1]) >= 0x80;
    if (c < 0x20 || c == 0x7f) {
      safe += ' ';
    } else if (is_c1) {
      safe += ' ';
      ++i;
    } else {
      safe += text[i];
    }
  }
  return safe;
}

std::string render_terminal(const SearchResponse& response, const TerminalStyle& style) {
  const Paint title = title_paint(style);
  std::string out;
  for (const Hit& hit : response.hits) {
    if (!out.empty()) out += '\n';
    out += fmt::format("{:>2}. {}{}{}\n", hit.rank, title.on,
                       for_terminal(hit.title.empty() ? hit.id : hit.title), title.off);
    out += fmt::format("{}{}\n", kIndent, place_line(hit));
    out += snippet_lines(hit.snippet, style);
    out += also_at_line(hit);
    for (const ScorePart& part : hit.parts) {
      out += fmt::format("{}{:9.4f}  {}\n", kIndent, part.score, for_terminal(part.part));
    }
    if (!hit.parts.empty()) out += fmt::format("{}{:9.4f}  score\n", kIndent, hit.score);
  }
  return out;
}

std::string render_summary(const SearchResponse& response) {
  std::string out;
  if (response.hits.empty() && response.total > 0) {
    out += fmt::format("none of {} articles is on this page\n", response.total);
  } else if (response.hits.empty()) {
    out += fmt::format("no article found for: {}\n", for_terminal(response.query));
  } else {
    out += fmt::format("{} to {} of {}{} articles, {:.1f} ms\n", response.hits.front().rank,
                       response.hits.back().rank, response.total_is_exact ? "" : "about ",
                       response.total, response.took_ms);
  }
  out += understanding_lines(response);
  if (!response.dropped.empty()) {
    out += fmt::format("left out of the query: {}\n",
                       for_terminal(fmt::format("{}", fmt::join(response.dropped, " "))));
  }
  for (const Diagnostic& d : response.diagnostics) out += fmt::format("note: {}\n", d.message);
  return out;
}

}  // namespace medlar
