#include "indexer/format/lexicon.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "corpus/sorted_lines.h"
#include "indexer/format/mapped_file.h"
#include "indexer/format/write_file.h"

namespace medlar {
namespace {

/// The word of the line that begins at `at`, which is moved behind it; nothing of a damaged line.
std::optional<LexiconWord> next_word(std::string_view text, std::size_t& at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  const std::string_view line = text.substr(at, end - at);
  at = end + 1;
  const std::size_t first = line.find('\t');
  const std::size_t second = line.find('\t', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  LexiconWord word{line.substr(0, first), line.substr(first + 1, second - first - 1), 0};
  std::from_chars(line.data() + second + 1, line.data() + line.size(), word.count);
  return word;
}

}  // namespace

Result<void> write_lexicon(const WordCounts& counts, const std::filesystem::path& file) {
  std::string lines;
  for (const auto& [written, count] : counts) {
    lines += fmt::format("{}\t{}\t{}\n", written.first, written.second, count);
  }
  return write_file(file, {lines});
}

Result<Lexicon> Lexicon::open(const std::filesystem::path& file) {
  auto mapped = MappedFile::open(file);
  if (!mapped) return tl::unexpected<Error>(mapped.error());
  return Lexicon(std::move(*mapped));
}

std::vector<LexiconWord> Lexicon::with_prefix(std::string_view prefix) const {
  const std::string_view text = file_.bytes();
  std::vector<LexiconWord> words;
  for (std::size_t at = first_line_from(text, prefix, '\t');
       at < text.size() && text.substr(at).starts_with(prefix);) {
    const auto word = next_word(text, at);
    if (!word) break;  // a damaged line ends the list
    words.push_back(*word);
  }
  return words;
}

LexiconWord Lexicon::find(std::string_view word) const {
  const std::string_view text = file_.bytes();
  LexiconWord found;
  for (std::size_t at = first_line_from(text, word, '\t'); at < text.size();) {
    const auto next = next_word(text, at);
    if (!next || next->word != word) break;
    if (found.count == 0) found = {next->word, next->stem, 0};
    found.count += next->count;
  }
  return found;
}

}  // namespace medlar
