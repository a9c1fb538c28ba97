// The lines of a small text file, as the readers of topics, judgments and runs want them: without
// line ends, empty lines and comments, each with its number, so that errors can name it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"

namespace medlar {

struct TextLine {
  std::size_t number = 0;  // 1 is the first of the file
  std::string_view text;
};

/// All bytes of a file, "-" for stdin; kUnreadable where there is none, kBadInput where it is not
/// UTF-8 text. A byte order mark is left out.
Result<std::string> read_text(const std::filesystem::path& file);

/// The lines of `text` that are not blank and do not begin with '#'. Views into `text`.
std::vector<TextLine> content_lines(std::string_view text);

/// The parts between runs of spaces and tabs.
std::vector<std::string_view> split_blanks(std::string_view line);

/// The parts between tabs, each without the blanks around it.
std::vector<std::string_view> split_tabs(std::string_view line);

std::string_view trim_blanks(std::string_view text);

/// "FILE:LINE: what", with kBadInput.
tl::unexpected<Error> bad_line(const std::filesystem::path& file, std::size_t line,
                               std::string_view what, std::string hint);

/// An identifier as a column of a run can hold it: blanks become '_', nothing becomes "_".
std::string run_word(std::string_view id);

}  // namespace medlar
