// Other people's vocabularies, read for a build.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "corpus/concepts/concept.h"
#include "corpus/error.h"
#include "indexer/format/source_ledger.h"

namespace medlar {

struct VocabularyFiles {
  std::vector<Vocabulary> vocabularies;                           // in the order of the files
  std::vector<std::pair<std::string, std::string>> misspellings;  // wrong, right
  std::vector<BuildSettings::VocabularyFile> files;               // as the ledger names them
};

/// kUnreadable or kBadInput, with the file's name, for the first that is no vocabulary.
Result<VocabularyFiles> read_vocabulary_files(const std::vector<std::filesystem::path>& files);

}  // namespace medlar
