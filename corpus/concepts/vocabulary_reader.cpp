#include "corpus/concepts/vocabulary_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "corpus/analysis/utf8.h"
#include "corpus/ascii.h"
#include "corpus/concepts/vocabulary_formats.h"

namespace medlar {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

constexpr std::string_view kHint =
    "give UTF-8 text: names with tabs between them, a line for each concept, or lines such as "
    "\"heart attack | pro: myocardial infarction | abbr: MI\"";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// "# licence: CC0" and the like, before the first line that is no comment.
void read_header(std::string_view line, VocabularyLines& file, Vocabulary& vocabulary) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string_view key = trimmed(line.substr(1, colon - 1));
  const std::string value(trimmed(line.substr(colon + 1)));
  if (value.empty()) return;
  if (key == "source") vocabulary.source = value;
  if (key == "licence" || key == "license") vocabulary.licence = value;
  if (key == "language") file.language = value;
}

VocabularyLines lines_of(std::string_view text, Vocabulary& vocabulary) {
  VocabularyLines file{.text = text, .lines = {}};
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with('#') && file.lines.empty()) {
      read_header(line, file, vocabulary);
    } else if (!trimmed(line).empty()) {
      file.lines.push_back(line);
    }
  }
  return file;
}

/// What these bytes are instead of text; empty for text.
std::string_view what_is_wrong(std::string_view bytes) {
  if (bytes.find('\0') != std::string_view::npos) return "binary, or in UTF-16";
  if (valid_utf8(bytes) != bytes) return "not in UTF-8";
  const std::string_view text = trimmed(bytes);
  if (text.empty()) return "empty";
  if (text.starts_with("<?xml") || text.starts_with("<!DOCTYPE")) return "XML";
  return {};
}

bool has_other_names(const Concept& subject) { return subject.names.size() > 1; }

}  // namespace

Result<ReadVocabulary> read_vocabulary(std::string_view bytes, std::string_view name) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  if (const std::string_view wrong = what_is_wrong(bytes); !wrong.empty()) {
    return failure(ErrorCode::kBadInput, fmt::format("{} is no vocabulary: it is {}", name, wrong),
                   std::string(kHint));
  }
  ReadVocabulary read;
  read.vocabulary.source = std::string(name.substr(name.find_last_of('/') + 1));
  const VocabularyLines file = lines_of(bytes, read.vocabulary);
  for (const VocabularyFormat& format : vocabulary_formats()) {
    if (!format.is(file)) continue;
    format.read(file, read);
    break;
  }
  // A text of any other kind has "names" too, but no two of anything.
  if (read.misspellings.empty() &&
      std::ranges::none_of(read.vocabulary.concepts, has_other_names)) {
    return failure(ErrorCode::kBadInput,
                   fmt::format("{} is no vocabulary: it has no two names of one thing", name),
                   std::string(kHint));
  }
  return read;
}

}  // namespace medlar
