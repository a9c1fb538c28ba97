#include "indexer/vocabulary_files.h"

#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "corpus/concepts/vocabulary_reader.h"

namespace medlar {

Result<VocabularyFiles> read_vocabulary_files(const std::vector<std::filesystem::path>& files) {
  VocabularyFiles read;
  for (const std::filesystem::path& file : files) {
    std::error_code is_no_folder;
    std::ifstream stream;
    if (!std::filesystem::is_directory(file, is_no_folder)) stream.open(file, std::ios::binary);
    if (!stream.is_open()) {
      return failure(ErrorCode::kUnreadable,
                     fmt::format("cannot read the vocabulary {}", file.string()),
                     "check that it is a file and that you may read it");
    }
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    auto vocabulary = read_vocabulary(bytes, file.filename().string());
    if (!vocabulary) return tl::unexpected<Error>(vocabulary.error());
    std::error_code is_unknown;
    const auto place = std::filesystem::absolute(file, is_unknown).lexically_normal();
    read.files.push_back({(is_unknown ? file : place).string(), sha256(bytes)});
    read.vocabularies.push_back(std::move(vocabulary->vocabulary));
    read.misspellings.insert(read.misspellings.end(), vocabulary->misspellings.begin(),
                             vocabulary->misspellings.end());
  }
  return read;
}

}  // namespace medlar
