#include "corpus/readers/markup_guard.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include "corpus/readers/xml_document.h"

namespace medlar {
namespace {

constexpr auto kNone = std::string_view::npos;

bool is_name_start(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         std::string_view(":-_.").find(c) != kNone || static_cast<unsigned char>(c) >= 0x80;
}

struct Tag {
  std::size_t end = kNone;  // one past '>'; kNone when there is none within the limits
  std::size_t name_end = 0;
  std::size_t attributes = 0;
  bool fits() const { return end != kNone && attributes <= kMostAttributes; }
};

/// Reads the tag at `start` (its '<') as a parser would, quotes and all, but not for longer than
/// the limit.
Tag tag_at(std::string_view text, std::size_t start) {
  Tag tag;
  std::size_t i = start + 1;
  if (i < text.size() && text[i] == '/') ++i;
  while (i < text.size() && i - start < kMostTagBytes && is_name(text[i])) ++i;
  tag.name_end = i;
  const std::size_t stop = std::min(text.size(), start + kMostTagBytes);
  char before = ' ';
  for (; i < stop; ++i) {
    const char c = text[i];
    if (c == '>') {
      tag.end = i + 1;
      return tag;
    }
    if ((c == '"' || c == '\'') && before == '=') {
      i = text.find(c, i + 1);
      if (i >= stop) return tag;
      before = ' ';
      continue;
    }
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '/';
    if (!space && before == ' ' && c != '=') ++tag.attributes;
    // Spaces around '=' belong to the attribute.
    if (!(space && before == '=')) before = space ? ' ' : c;
  }
  return tag;
}

bool starts_with_word(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() &&
         std::equal(lower_case.begin(), lower_case.end(), text.begin(), [](char want, char have) {
           return want == std::tolower(static_cast<unsigned char>(have));
         });
}

std::size_t find_closing(std::string_view text, std::size_t from, std::string_view closing_tag) {
  for (std::size_t at = text.find("</", from); at != kNone; at = text.find("</", at + 2)) {
    if (starts_with_word(text.substr(at), closing_tag)) return at;
  }
  return kNone;
}

/// Elements whose content the parser takes as one run of characters up to the closing tag: their
/// content is not markup, and unclosed they swallow the rest of the page.
struct RawText {
  std::string_view element;
  bool is_prose;  // what follows an unclosed one is the page rather than more of it
};
constexpr RawText kRawText[] = {
    {"script", false}, {"style", false}, {"title", true}, {"textarea", true}};

/// Rewrites a source piece by piece; copies nothing until the first change.
class Rewriter {
 public:
  Rewriter(std::string_view source, std::string& storage) : source_(source), storage_(storage) {}
  void replace(std::size_t from, std::size_t to, std::string_view with) {
    storage_.append(source_, copied_, from - copied_);
    storage_.append(with);
    copied_ = to;
    changed_ = true;
  }
  std::string_view finish() {
    if (!changed_) return source_;
    storage_.append(source_, copied_);
    return storage_;
  }

 private:
  std::string_view source_;
  std::string& storage_;
  std::size_t copied_ = 0;
  bool changed_ = false;
};

/// What stands for the '&' at `at`: how many bytes of source it replaces, and with what. Nothing
/// (0 bytes) where XML itself understands the reference.
struct Reference {
  std::size_t length = 0;
  std::string text;
};
Reference reference_at(std::string_view xml, std::size_t at) {
  constexpr std::string_view kXmlOwn[] = {"amp", "lt", "gt", "quot", "apos"};
  constexpr std::size_t kLongestName = 32;
  std::size_t end = at + 1;
  if (end < xml.size() && xml[end] == '#') return {};
  while (end < xml.size() && end - at <= kLongestName && is_name(xml[end])) ++end;
  if (end == at + 1 || end >= xml.size() || xml[end] != ';') return {1, "&amp;"};
  const std::string name(xml.substr(at + 1, end - at - 1));
  if (std::ranges::find(kXmlOwn, std::string_view(name)) != std::end(kXmlOwn)) return {};
  std::string character = html_entity(name);
  if (character.empty()) return {1, "&amp;"};
  return {end + 1 - at, std::move(character)};
}

/// One past the '>' that ends the DOCTYPE at `at`, internal subset included.
std::size_t doctype_end(std::string_view xml, std::size_t at) {
  const std::size_t close = xml.find_first_of("[>", at);
  if (close == kNone || xml[close] == '>') return close == kNone ? xml.size() : close + 1;
  const std::size_t bracket = xml.find(']', close);
  const std::size_t end = bracket == kNone ? kNone : xml.find('>', bracket);
  return end == kNone ? xml.size() : end + 1;
}

/// Where the scan goes on after a construct that ends with `closing`; the end when it never does.
std::size_t after(std::string_view xml, std::size_t at, std::string_view closing) {
  const std::size_t end = xml.find(closing, at);
  return end == kNone ? xml.size() : end + closing.size();
}

}  // namespace

bool has_too_many_tags(std::string_view html) {
  std::size_t tags = 0;
  for (std::size_t i = html.find('<'); i != kNone && i + 1 < html.size();
       i = html.find('<', i + 1)) {
    if (is_name_start(html[i + 1]) || html[i + 1] == '/') ++tags;
    if (tags > kMostTags) return true;
  }
  return false;
}

std::string_view guarded_html(std::string_view html, std::string& storage) {
  Rewriter out(html, storage);
  std::size_t i = 0;
  bool comment_closes = true;  // so that each closing mark that is missing is sought only once
  const RawText* unclosed = nullptr;
  std::size_t attributes = 0;
  while ((i = html.find('<', i)) != kNone && i + 1 < html.size()) {
    const std::string_view rest = html.substr(i);
    if (rest.starts_with("<!--")) {
      // "<!-->" and "<!--->" are whole comments to browsers, hence the search from i + 2.
      const std::size_t end = comment_closes ? html.find("-->", i + 2) : kNone;
      comment_closes = end != kNone;
      if (!comment_closes) out.replace(i, i + 4, " ");
      i = comment_closes ? end + 3 : i + 4;
      continue;
    }
    if (!is_name_start(rest[1]) && !(rest[1] == '/' && rest.size() > 2 && is_name_start(rest[2]))) {
      ++i;
      continue;
    }
    const Tag tag = tag_at(html, i);
    attributes += tag.attributes;
    if (!tag.fits()) {
      // No end within the limit: a stray quote, or an address of many kilobytes. The first '>'
      // whatsoever ends it, so that a lost quote costs one tag and not the page.
      const std::size_t close = html.find('>', tag.name_end);
      if (close == kNone) return out.finish();
      const std::string_view name = html.substr(i, std::min(tag.name_end - i, std::size_t{64}));
      out.replace(i, close + 1, fmt::format("{}>", name));
      i = close + 1;
      continue;
    }
    if (tag.attributes > 0 && attributes > kMostPageAttributes) {
      out.replace(tag.name_end, tag.end, ">");
    }
    const std::string_view name = html.substr(i + 1, tag.name_end - i - 1);
    i = tag.end;
    for (const RawText& raw : kRawText) {
      if (name.size() != raw.element.size() || !starts_with_word(name, raw.element)) continue;
      const bool sought = &raw == unclosed;
      const std::size_t close =
          sought ? kNone : find_closing(html, i, fmt::format("</{}", raw.element));
      if (close != kNone) {
        i = close;
      } else if (raw.is_prose) {
        unclosed = &raw;
        out.replace(tag.end, tag.end, fmt::format("</{}>", raw.element));
      } else {
        return out.finish();  // the rest of the source is the script
      }
    }
  }
  return out.finish();
}

Result<std::string> guarded_xml(std::string_view xml) {
  std::string storage;
  Rewriter out(xml, storage);
  bool comment_closes = true;
  std::size_t i = 0;
  while ((i = xml.find_first_of("<&", i)) != kNone) {
    const std::string_view rest = xml.substr(i);
    if (rest[0] == '&') {
      const Reference reference = reference_at(xml, i);
      if (reference.length > 0) out.replace(i, i + reference.length, reference.text);
      i += std::max(reference.length, std::size_t{1});
    } else if (rest.starts_with("<!--")) {
      // Taken out: broken ones cost the parser time in the square of their length.
      const std::size_t end = comment_closes ? xml.find("-->", i + 4) : kNone;
      comment_closes = end != kNone;
      const std::size_t to = comment_closes ? end + 3 : i + 4;
      out.replace(i, to, "");
      i = to;
    } else if (rest.starts_with("<![CDATA[")) {
      i = after(xml, i, "]]>");
    } else if (rest.starts_with("<?")) {
      i = after(xml, i, "?>");
    } else if (rest.starts_with("<!DOCTYPE")) {
      const std::size_t end = doctype_end(xml, i);
      out.replace(i, end, "");
      i = end;
    } else if (rest.size() > 1 && is_name_start(rest[1])) {
      const Tag tag = tag_at(xml, i);
      if (!tag.fits() && (tag.attributes > kMostAttributes || rest.size() >= kMostTagBytes)) {
        return failure(ErrorCode::kBadInput,
                       fmt::format("a tag with more than {} attributes or {} bytes",
                                   kMostAttributes, kMostTagBytes),
                       "no known format writes such tags: check where the file comes from");
      }
      // References inside attribute values are rewritten too: the scan goes on after the name.
      i = tag.name_end;
    } else {
      // "p < 0.05", written by hand into a file that should have escaped it.
      if (rest.size() > 1 && rest[1] != '/') out.replace(i, i + 1, "&lt;");
      ++i;
    }
  }
  return std::string(out.finish());
}

}  // namespace medlar
