#include "query/evaluation/text_lines.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "corpus/analysis/utf8.h"

namespace medlar {
namespace {

constexpr std::string_view kBlanks = " \t\r\f\v";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string read_stdin() {
  std::string text;
  std::array<char, 65536> part{};
  for (std::size_t got; (got = std::fread(part.data(), 1, part.size(), stdin)) > 0;) {
    text.append(part.data(), got);
  }
  return text;
}

}  // namespace

Result<std::string> read_text(const std::filesystem::path& file) {
  std::string text;
  if (file == "-") {
    text = read_stdin();
  } else {
    std::error_code is_no_folder;
    std::ifstream stream;
    if (!std::filesystem::is_directory(file, is_no_folder)) stream.open(file, std::ios::binary);
    if (!stream.is_open()) {
      return failure(ErrorCode::kUnreadable, fmt::format("cannot read {}", file.string()),
                     "check that it is a file and that you may read it");
    }
    text.assign(std::istreambuf_iterator<char>(stream), {});
  }
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  if (text.find('\0') != std::string::npos || valid_utf8(text) != text) {
    return failure(ErrorCode::kBadInput, fmt::format("{} is not UTF-8 text", file.string()),
                   "convert it: iconv -f LATIN1 -t UTF-8");
  }
  return text;
}

std::vector<TextLine> content_lines(std::string_view text) {
  std::vector<TextLine> lines;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(kBlanks) == std::string_view::npos || line.starts_with('#')) {
      continue;
    }
    lines.push_back({number, line});
  }
  return lines;
}

std::vector<std::string_view> split_blanks(std::string_view line) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t begin = line.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return parts;
    line.remove_prefix(begin);
    const std::size_t end = std::min(line.find_first_of(kBlanks), line.size());
    parts.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

std::string_view trim_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n\f\v");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n\f\v") + 1 - begin);
}

std::vector<std::string_view> split_tabs(std::string_view line) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t tab = line.find('\t');
    parts.push_back(trim_blanks(line.substr(0, tab)));
    if (tab == std::string_view::npos) return parts;
    line.remove_prefix(tab + 1);
  }
}

tl::unexpected<Error> bad_line(const std::filesystem::path& file, std::size_t line,
                               std::string_view what, std::string hint) {
  return failure(ErrorCode::kBadInput, fmt::format("{}:{}: {}", file.string(), line, what),
                 std::move(hint));
}

std::string run_word(std::string_view id) {
  std::string word(id);
  for (char& c : word) {
    if (static_cast<unsigned char>(c) <= 0x20) c = '_';
  }
  return word.empty() ? "_" : word;
}

}  // namespace medlar
