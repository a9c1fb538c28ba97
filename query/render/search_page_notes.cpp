#include "query/render/search_page_notes.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "query/render/page_text.h"
#include "query/render/query_notes.h"

namespace medlar {
namespace {

constexpr std::size_t kNamesSeen = 6;          // added to a query; of more a summary is shown
constexpr std::size_t kNamesOfSummary = 3;     // of one thing, or the names of several
constexpr std::size_t kSensesSeen = 5;         // of an abbreviation; more are folded away
constexpr std::size_t kAbbreviationsSeen = 3;  // likewise
constexpr std::size_t kDroppedWordsSeen = 6;   // of more a summary is shown

/// The same search with something changed, from its first page on.
template <typename Change>
std::string address_with(const PageRequest& request, Change change) {
  PageRequest other = request;
  other.page = 1;
  change(other);
  return page_address(other);
}

template <typename Values, typename ToText>
std::string joined(const Values& values, std::string_view between, ToText to_text) {
  std::string text;
  for (const auto& value : values) {
    if (!text.empty()) text += between;
    text += to_text(value);
  }
  return text;
}

std::string correction_html(const PageRequest& request, const SearchResponse& response) {
  if (response.corrected.empty()) return {};
  const std::string as_typed = address_with(
      request, [](PageRequest& other) { other.correction = SearchRequest::Correction::kNone; });
  return fmt::format(
      "<p class=\"corrected\">Showing results for <b>{}</b>. Search instead for {}.</p>\n",
      isolated_html(response.corrected), link_html(as_typed, isolated_html(response.query)));
}

using Sense = AmbiguousAbbreviation::Sense;

std::string sense_html(const PageRequest& request, const Sense& sense) {
  const std::string address =
      address_with(request, [&](PageRequest& other) { other.query = sense.query; });
  return fmt::format("{} <span>({})</span>", link_html(address, isolated_html(sense.meaning)),
                     counted_noun(sense.articles, "article"));
}

/// The meanings of one abbreviation, each of them a search; none is taken without a word.
std::string senses_html(const PageRequest& request, const AmbiguousAbbreviation& abbreviation) {
  const std::vector<Sense>& senses = abbreviation.senses;
  const std::string text = isolated_html(abbreviation.text);
  const std::size_t first = abbreviation.is_decided ? 1 : 0;  // of the list
  std::string seen;
  std::string folded;
  for (std::size_t i = first; i < senses.size(); ++i) {
    (i < kSensesSeen ? seen : folded) +=
        fmt::format("<li>{}</li>\n", sense_html(request, senses[i]));
  }
  std::string html = fmt::format("<nav class=\"senses\" aria-label=\"Meanings of {}\">\n",
                                 shown_html(abbreviation.text));
  html += abbreviation.is_decided ? fmt::format("<span>{} is taken to mean {}.</span>\n", text,
                                                sense_html(request, senses.front()))
                                  : fmt::format("<span>{} can mean:</span>\n", text);
  if (!seen.empty()) {
    html += fmt::format("{}<ul>\n{}</ul>\n",
                        abbreviation.is_decided ? "<span>It can also mean:</span>\n" : "", seen);
  }
  if (!folded.empty()) {
    html += fmt::format("<details><summary>{} of {}</summary>\n<ul>\n{}</ul></details>\n",
                        counted_noun(senses.size() - kSensesSeen, "more meaning"), text, folded);
  }
  return html + "</nav>\n";
}

std::string abbreviations_html(const PageRequest& request, const SearchResponse& response) {
  std::string seen;
  std::string folded;
  std::size_t shown = 0;
  std::vector<std::string_view> texts;
  for (const AmbiguousAbbreviation& abbreviation : response.abbreviations) {
    const bool is_again = std::ranges::find(texts, abbreviation.text) != texts.end();
    if (is_again || abbreviation.senses.empty()) continue;
    texts.push_back(abbreviation.text);
    (shown++ < kAbbreviationsSeen ? seen : folded) += senses_html(request, abbreviation);
  }
  if (folded.empty()) return seen;
  return seen + fmt::format("<details><summary>{}</summary>\n{}</details>\n",
                            counted_noun(shown - kAbbreviationsSeen, "more abbreviation"), folded);
}

std::string names_html(const std::vector<std::string>& names) {
  return joined(names, ", ", [](const std::string& name) { return isolated_html(name); });
}

/// What is seen of a long list: "a, b, c and 7 more".
std::string beginning_html(const std::vector<std::string>& names) {
  const std::size_t seen = std::min(names.size(), kNamesOfSummary);
  std::string html = names_html({names.begin(), names.begin() + static_cast<std::ptrdiff_t>(seen)});
  if (names.size() > seen) html += fmt::format(" and {} more", grouped(names.size() - seen));
  return html;
}

std::string group_html(const AddedNames& group) {
  return (group.of.empty() ? "" : isolated_html(group.of) + ": ") + names_html(group.names);
}

std::string added_html(const PageRequest& request, const SearchResponse& response) {
  const std::vector<AddedNames> groups = added_names(response);
  if (groups.empty()) return {};
  const std::string as_typed = address_with(request, [&](PageRequest& other) {
    other.expansion = SearchRequest::Expansion::kNone;
    if (!response.corrected.empty()) other.correction = SearchRequest::Correction::kNone;
  });
  const std::string way_back = link_html(as_typed, "Search only for what I typed");
  std::size_t names = 0;
  for (const AddedNames& group : groups) names += group.names.size();
  if (names <= kNamesSeen) {
    const std::string list = joined(groups, "; ", [&](const AddedNames& group) {
      return groups.size() == 1 ? names_html(group.names) : group_html(group);
    });
    return fmt::format("<p>Also searched for: {}. {}</p>\n", list, way_back);
  }
  std::string summary;
  std::string list;
  if (groups.size() == 1) {
    summary = "Also searched for: " + beginning_html(groups.front().names);
    list = fmt::format("<p>{}</p>\n", names_html(groups.front().names));
  } else {
    std::vector<std::string> things;
    for (const AddedNames& group : groups) {
      const bool is_new = things.empty() || things.back() != group.of;
      if (!group.of.empty() && is_new) things.push_back(group.of);
      list += fmt::format("<li>{}</li>\n", group_html(group));
    }
    summary = "Also searched for other names of: " + beginning_html(things);
    list = fmt::format("<ul>\n{}</ul>\n", list);
  }
  return fmt::format("<details><summary>{}</summary>\n{}</details>\n<p>{}</p>\n", summary, list,
                     way_back);
}

/// That less was done than usual, and the way back to it.
std::string as_typed_html(const PageRequest& request) {
  const bool is_expanded = request.expansion == SearchRequest::Expansion::kDone;
  if (is_expanded && request.correction == SearchRequest::Correction::kDone) return {};
  const std::string usual = address_with(request, [](PageRequest& other) {
    other.expansion = SearchRequest::Expansion::kDone;
    other.correction = SearchRequest::Correction::kDone;
  });
  return fmt::format("<p>{} {}</p>\n",
                     is_expanded ? "Searched for the words as you spelled them."
                                 : "Searched only for what you typed.",
                     link_html(usual, "Search as usual"));
}

std::string dropped_html(const std::vector<std::string>& words) {
  std::vector<std::string> seen;
  for (const std::string& word : words) {
    if (std::ranges::find(seen, word) == seen.end()) seen.push_back(word);
  }
  if (seen.empty()) return {};
  return seen.size() <= kDroppedWordsSeen
             ? fmt::format("<p>Left out, because they say little: {}</p>\n", names_html(seen))
             : fmt::format(
                   "<details><summary>{} that say little were left out</summary>\n"
                   "<p>{}</p></details>\n",
                   counted_noun(seen.size(), "word"), names_html(seen));
}

}  // namespace

std::string did_you_mean_html(const PageRequest& request, const SearchResponse& response,
                              const std::vector<Suggestion>& similar) {
  std::vector<std::pair<std::string, std::string>> choices;  // address, text
  if (!response.suggested.empty()) {
    choices.emplace_back(
        address_with(request, [&](PageRequest& other) { other.query = response.suggested; }),
        response.suggested);
  }
  for (const Suggestion& suggestion : similar) {
    if (suggestion.text == response.suggested) continue;
    choices.emplace_back(page_address({.query = suggestion.text}), suggestion.text);
  }
  if (choices.empty()) return {};
  std::string html;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    html += i == 0 ? "" : i + 1 < choices.size() ? ", " : " or ";
    html += link_html(choices[i].first, isolated_html(choices[i].second));
  }
  return fmt::format("<p class=\"similar\">Did you mean {}?</p>\n", html);
}

std::string notes_html(const PageRequest& request, const SearchResponse& response) {
  std::string html = correction_html(request, response) + abbreviations_html(request, response) +
                     added_html(request, response) + as_typed_html(request);
  if (!response.favoured_roles.empty()) {
    html += fmt::format("<p>{}</p>\n", shown_html(sentence(favoured_sections(response))));
  }
  for (const Diagnostic& diagnostic : response.diagnostics) {
    html += fmt::format("<p>{}</p>\n", shown_html(sentence(diagnostic.message)));
  }
  html += dropped_html(response.dropped);
  return html.empty() ? "" : fmt::format("<div class=\"notes\">\n{}</div>\n", html);
}

}  // namespace medlar
