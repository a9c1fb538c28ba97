// The table of concepts as a file of the index.
#pragma once

#include <filesystem>
#include <string_view>

#include "corpus/concepts/concept_table.h"
#include "corpus/error.h"
#include "indexer/format/mapped_file.h"

namespace medlar {

Result<void> write_concepts(std::string_view table, const std::filesystem::path& file);

/// A table opened for reading, mapped into memory. Thread-safe once open. Movable, not copyable.
class ConceptsFile {
 public:
  /// kIndexDamaged where the file is missing or no such table.
  static Result<ConceptsFile> open(const std::filesystem::path& file);

  const ConceptTable& table() const { return table_; }

 private:
  ConceptsFile(MappedFile file, ConceptTable table) : file_(std::move(file)), table_(table) {}
  MappedFile file_;
  ConceptTable table_;  // of the file's bytes, which stay where they are when it is moved
};

}  // namespace medlar
