// The forms of vocabulary files, in a table: how each is told, and how it is read.
// Private to vocabulary_reader.cpp. Pure functions; thread-safe.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/concepts/vocabulary_reader.h"

namespace medlar {

/// A file's lines that are neither empty nor comments before the first of them. Views.
struct VocabularyLines {
  std::string_view text;
  std::vector<std::string_view> lines;
  std::string language = "en";  // of names whose file does not say
};

struct VocabularyFormat {
  std::string_view name;
  bool (*is)(const VocabularyLines& file);
  void (*read)(const VocabularyLines& file, ReadVocabulary& read);
};

/// The most particular first; the last takes anything.
std::span<const VocabularyFormat> vocabulary_formats();

}  // namespace medlar
