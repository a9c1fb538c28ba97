#include "query/render/page_text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "corpus/analysis/language.h"
#include "corpus/analysis/utf8.h"
#include "query/http/hidden_characters.h"
#include "query/render/html_marks.h"

namespace medlar {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

std::string without_hidden(std::string_view html) {
  std::string shown;
  shown.reserve(html.size());
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t hidden = hidden_character(html, at);
    const char c = html[at];
    if (hidden == 0) {
      shown += (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F ? ' ' : c;
    }
    at += std::max<std::size_t>(hidden, 1);
  }
  return shown;
}

/// The number that digits at [begin, begin + 2) are; 0 where they are none.
std::size_t two_digits(std::string_view text, std::size_t begin) {
  if (begin + 2 > text.size()) return 0;
  std::size_t number = 0;
  for (const char c : text.substr(begin, 2)) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + static_cast<std::size_t>(c - '0');
  }
  return number;
}

}  // namespace

std::string shown_html(std::string_view text) { return without_hidden(escape_html(text)); }

std::string shown_html(const Snippet& snippet) { return without_hidden(marked_html(snippet)); }

std::string isolated_html(std::string_view text) {
  return fmt::format("<bdi>{}</bdi>", shown_html(text));
}

std::string link_html(std::string_view address, std::string_view html, std::string_view more) {
  return fmt::format("<a href=\"{}\"{}>{}</a>", escape_html(address), more, html);
}

std::string clipped(std::string_view text, std::size_t characters) {
  if (count_characters(text) <= characters) return std::string(text);
  std::size_t end = 0;
  for (std::size_t seen = 0; seen < characters; ++seen) {
    for (++end; end < text.size() && character_begin(text, end) != end;) ++end;
  }
  const std::size_t blank = text.rfind(' ', end);
  if (blank != std::string_view::npos && blank > end / 2) end = blank;
  return std::string(text.substr(0, end)) + "\u2026";
}

std::string sentence(std::string_view message) {
  std::string text(message);
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  if (!text.ends_with('.')) text += '.';
  return text;
}

std::string date_in_words(std::string_view date) {
  const std::size_t month = date.size() >= 7 && date[4] == '-' ? two_digits(date, 5) : 0;
  if (month < 1 || month > kMonths.size()) return std::string(date);
  const std::string words = fmt::format("{} {}", kMonths[month - 1], date.substr(0, 4));
  if (date.size() == 7) return words;
  const std::size_t day = date.size() == 10 && date[7] == '-' ? two_digits(date, 8) : 0;
  return day == 0 ? std::string(date) : fmt::format("{} {}", day, words);
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::string counted_noun(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(number), noun, number == 1 ? "" : "s");
}

std::string language_name(std::string_view tag) {
  const Language* const known = find_language(tag);
  return std::string(known == nullptr ? tag : known->name);
}

std::string language_attribute(std::string_view tag) {
  const bool is_tag = tag.size() >= 2 && tag.size() <= 8 &&
                      std::ranges::all_of(tag, [](char c) { return c >= 'a' && c <= 'z'; });
  return is_tag && tag != "en" ? fmt::format(" lang=\"{}\"", tag) : "";
}

}  // namespace medlar
