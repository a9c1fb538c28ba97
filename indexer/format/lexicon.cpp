#include "indexer/format/lexicon.h"

#include <charconv>

#include <fmt/format.h>

#include "indexer/format/mapped_file.h"
#include "indexer/format/write_file.h"

namespace medlar {
namespace {

/// Where the line that holds the byte `at` begins.
std::size_t line_begin(std::string_view text, std::size_t at) {
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return before == std::string_view::npos ? 0 : before + 1;
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
  if (!mapped) {
    return failure(ErrorCode::kIndexDamaged, "the index's list of words cannot be read",
                   "run: medlar rollback, or rebuild it: medlar index");
  }
  return Lexicon(std::move(*mapped));
}

std::vector<LexiconWord> Lexicon::with_prefix(std::string_view prefix) const {
  const std::string_view text = file_.bytes();
  // The first line that does not sort before the prefix, by bisection over bytes.
  std::size_t low = 0;
  std::size_t high = text.size();
  while (low < high) {
    const std::size_t begin = line_begin(text, low + (high - low) / 2);
    const std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
    if (line.substr(0, line.find('\t')) < prefix) {
      low = begin + line.size() + 1;
    } else {
      high = begin;
    }
  }
  std::vector<LexiconWord> words;
  while (low < text.size() && text.substr(low).starts_with(prefix)) {
    const std::size_t end = std::min(text.find('\n', low), text.size());
    const std::string_view line = text.substr(low, end - low);
    low = end + 1;
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    if (second == std::string_view::npos) break;  // a damaged line ends the list
    LexiconWord word{line.substr(0, first), line.substr(first + 1, second - first - 1), 0};
    std::from_chars(line.data() + second + 1, line.data() + line.size(), word.count);
    words.push_back(word);
  }
  return words;
}

}  // namespace medlar
