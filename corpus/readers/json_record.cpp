#include "corpus/readers/json_record.h"

#include <algorithm>

#include <fmt/format.h>

#include "corpus/date.h"
#include "corpus/encoding.h"
#include "corpus/readers/language_names.h"
#include "corpus/readers/text_builder.h"

namespace medlar {
namespace {

namespace json = simdjson::dom;

constexpr KeyRow kKeys[] = {
    {"id", Field::kId},
    {"_id", Field::kId},
    {"docno", Field::kId},
    {"title", Field::kTitle},
    {"heading", Field::kHeading},
    {"question", Field::kHeading},
    {"text", Field::kText},
    {"body", Field::kText},
    {"content", Field::kText},
    {"contents", Field::kText},
    {"url", Field::kUrl},
    {"synonyms", Field::kNames},
    {"aliases", Field::kNames},
    {"also_called", Field::kNames},
    {"names", Field::kNames},
    {"source", Field::kSource},
    {"language", Field::kLanguage},
    {"audience", Field::kAudience},
    {"reviewed", Field::kReviewed},
    {"last_reviewed", Field::kReviewed},
    {"updated", Field::kUpdated},
    {"last_updated", Field::kUpdated},
    {"date", Field::kUpdated},
    {"author", Field::kAuthors},
    {"authors", Field::kAuthors},
    {"reviewed_by", Field::kReviewers},
    {"reviewers", Field::kReviewers},
    {"sections", Field::kSections},
};

/// Keys inside an entry of `sections`.
enum class Part { kHeading, kText, kAnchor };
struct PartRow {
  std::string_view key;
  Part part;
};
constexpr PartRow kPartKeys[] = {
    {"heading", Part::kHeading}, {"question", Part::kHeading}, {"title", Part::kHeading},
    {"text", Part::kText},       {"body", Part::kText},        {"content", Part::kText},
    {"contents", Part::kText},   {"anchor", Part::kAnchor},    {"id", Part::kAnchor},
};

/// Sections stand under the title, which is the first level.
constexpr int kSectionLevel = 2;

Refusal wrong_type(std::string_view key, std::string_view wanted) {
  return {"wrong_type", fmt::format("\"{}\" must be {}", key, wanted)};
}

std::string clean(std::string_view text) {
  std::string out(text);
  remove_controls(out);  // "\u0000" is valid JSON and poison further on
  return out;
}

/// A scalar as text; nothing for null. Arrays and objects are of the wrong type.
tl::expected<std::optional<std::string>, Refusal> scalar(std::string_view key,
                                                         json::element value) {
  switch (value.type()) {
    case json::element_type::NULL_VALUE:
      return std::nullopt;
    case json::element_type::STRING:
      return clean(value.get_string().value_unsafe());
    case json::element_type::ARRAY:
    case json::element_type::OBJECT:
      return tl::unexpected(wrong_type(key, "a string"));
    default:
      return simdjson::minify(value);  // numbers and booleans as JSON writes them
  }
}

/// Strings of an array, or the parts of one string between ; or |.
tl::expected<std::vector<std::string>, Refusal> list(std::string_view key, json::element value) {
  const Refusal wrong = wrong_type(key, "a string or an array of strings");
  std::vector<std::string> out;
  const auto add = [&out](std::string_view text) {
    if (std::string line = one_line(text); !line.empty()) out.push_back(std::move(line));
  };
  json::array items;
  if (value.get(items) == simdjson::SUCCESS) {
    for (const json::element item : items) {
      auto text = scalar(key, item);
      if (!text) return tl::unexpected(wrong);
      if (*text) add(**text);
    }
    return out;
  }
  auto text = scalar(key, value);
  if (!text) return tl::unexpected(wrong);
  std::string_view rest = *text ? std::string_view(**text) : std::string_view();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of(";|"), rest.size());
    add(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

tl::expected<Section, Refusal> section(json::object object) {
  Section section;
  for (const auto [key, value] : object) {
    const auto* row = std::ranges::find(kPartKeys, key, &PartRow::key);
    if (row == std::end(kPartKeys)) continue;
    auto text = scalar(key, value);
    if (!text) return tl::unexpected(text.error());
    if (!*text) continue;
    if (row->part == Part::kHeading) section.heading = tidy_heading(**text);
    if (row->part == Part::kText) section.text = tidy_paragraphs(**text);
    if (row->part == Part::kAnchor) section.anchor = one_line(**text);
  }
  section.level = section.heading.empty() ? 0 : kSectionLevel;
  return section;
}

tl::expected<std::vector<Section>, Refusal> sections(json::element value) {
  const Refusal wrong = wrong_type("sections", "an array of objects with heading and text");
  json::array items;
  if (value.get(items)) return tl::unexpected(wrong);
  std::vector<Section> out;
  for (const json::element item : items) {
    json::object object;
    if (item.get(object)) return tl::unexpected(wrong);
    auto read = section(object);
    if (!read) return tl::unexpected(read.error());
    if (!read->heading.empty() || !read->text.empty()) out.push_back(std::move(*read));
  }
  return out;
}

template <typename T>
std::optional<Refusal> keep(tl::expected<T, Refusal> value, T& into) {
  if (!value) return std::move(value.error());
  into = std::move(*value);
  return {};
}

}  // namespace

std::span<const KeyRow> json_keys() { return kKeys; }

void JsonRecord::leave_unused(std::string_view key) { unused_.push_back(clean(key)); }

std::optional<Refusal> JsonRecord::take(Field field, int rank, std::string_view key,
                                        json::element value) {
  Seen& seen = seen_[static_cast<std::size_t>(field)];
  if (rank > seen.rank) {
    unused_.emplace_back(key);
    return {};
  }
  if (!seen.key.empty()) unused_.push_back(seen.key);
  seen = {rank, std::string(key)};
  if (field == Field::kSections) return keep(sections(value), article_.sections);
  if (field == Field::kNames) return keep(list(key, value), article_.names);
  if (field == Field::kAuthors) return keep(list(key, value), article_.authors);
  if (field == Field::kReviewers) return keep(list(key, value), article_.reviewers);
  auto text = scalar(key, value);
  if (!text) return text.error();
  if (*text) set(field, key, **text);
  return {};
}

Article JsonRecord::finish() {
  if (!main_.text.empty() || !main_.heading.empty()) {
    main_.level = main_.heading.empty() ? 0 : kSectionLevel;
    article_.sections.insert(article_.sections.begin(), std::move(main_));
  }
  return std::move(article_);
}

void JsonRecord::set(Field field, std::string_view key, const std::string& text) {
  switch (field) {
    case Field::kHeading:
      main_.heading = tidy_heading(text);
      return;
    case Field::kText:
      main_.text = tidy_paragraphs(text);
      return;
    case Field::kLanguage:
      keep_readable(language_tag(text), key, article_.language);
      return;
    case Field::kReviewed:
      keep_readable(leading_date(text), key, article_.reviewed);
      return;
    case Field::kUpdated:
      keep_readable(leading_date(text), key, article_.updated);
      return;
    case Field::kId:
      article_.id = one_line(text);
      return;
    case Field::kTitle:
      article_.title = one_line(text);
      return;
    case Field::kUrl:
      article_.url = one_line(text);
      return;
    case Field::kSource:
      article_.source = one_line(text);
      return;
    default:
      article_.audience = one_line(text);
  }
}

/// A date or language that says nothing to us is reported like a key that no field took.
void JsonRecord::keep_readable(std::string value, std::string_view key, std::string& into) {
  if (value.empty()) unused_.emplace_back(key);
  into = std::move(value);
}

}  // namespace medlar
