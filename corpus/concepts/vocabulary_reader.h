// Reads vocabularies: our own, and files of other people. Pure functions of bytes; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/concepts/concept.h"
#include "corpus/error.h"

namespace medlar {

/// The reviewed concepts of corpus/vocabulary (the files concepts_*.txt), compiled in.
Vocabulary own_vocabulary();

/// What a vocabulary file holds.
struct ReadVocabulary {
  Vocabulary vocabulary;
  std::vector<std::pair<std::string, std::string>> misspellings;  // wrong, right
};

/// Tells the format by the content: our own lines, tab-separated names, a glossary with a header,
/// abbreviations with their meanings, misspellings with corrections, MeSH's ASCII format. `name` is
/// the file's, for the source and for errors. kBadInput for what is none of these.
Result<ReadVocabulary> read_vocabulary(std::string_view bytes, std::string_view name);

}  // namespace medlar
