#include "indexer/format/concepts_file.h"

#include <utility>

#include "indexer/format/write_file.h"

namespace medlar {

Result<void> write_concepts(std::string_view table, const std::filesystem::path& file) {
  return write_file(file, {table});
}

Result<ConceptsFile> ConceptsFile::open(const std::filesystem::path& file) {
  auto mapped = MappedFile::open(file);
  if (!mapped) return tl::unexpected<Error>(mapped.error());
  const auto table = ConceptTable::from_bytes(mapped->bytes());
  if (!table) return tl::unexpected<Error>(table.error());
  return ConceptsFile(std::move(*mapped), *table);
}

}  // namespace medlar
