#include "query/render/html_marks.h"

namespace medlar {

std::string escape_html(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string marked_html(const Snippet& snippet) {
  const std::string_view text = snippet.text;
  std::string html;
  std::size_t at = 0;
  for (const TextRange match : snippet.matches) {
    html += escape_html(text.substr(at, match.begin - at));
    html += "<mark>";
    html += escape_html(text.substr(match.begin, match.end - match.begin));
    html += "</mark>";
    at = match.end;
  }
  return html + escape_html(text.substr(at));
}

}  // namespace medlar
