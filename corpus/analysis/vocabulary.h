// The reviewed word lists of corpus/vocabulary, as compiled into the program.
//
// Every list is UTF-8 text: '#' starts a comment, empty lines mean nothing, words are separated by
// spaces. Thread-safe: the texts are constants.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace medlar {

/// The content of one list, for example "stop_words.en.txt"; empty when there is no such list.
std::string_view vocabulary_file(std::string_view name);

/// The words of each line that holds any, comments left out.
std::vector<std::vector<std::string_view>> vocabulary_lines(std::string_view content);

/// The names of each line that holds any, folded: words with a blank between, up to a comma or a
/// colon.
std::vector<std::vector<std::string>> vocabulary_names(std::string_view content);

}  // namespace medlar
