#include "indexer/format/index_metadata.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "corpus/analysis/analyzer.h"
#include "indexer/format/schema.h"

namespace medlar {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(IndexMetadata, schema_version, analyzer_fingerprint,
                                                program_version, articles, sections, tokens,
                                                text_bytes, words, boilerplate_sentences,
                                                boilerplate_articles, boilerplate_bytes, languages,
                                                sources, copy_groups, exact_copies, near_copies,
                                                glued_words, field_weights)

std::string encode_metadata(const IndexMetadata& metadata) {
  return nlohmann::json(metadata).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<IndexMetadata> decode_metadata(std::string_view text) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) {
    return failure(ErrorCode::kIndexDamaged, "the index does not say how it was built",
                   "rebuild it: medlar index");
  }
  IndexMetadata metadata;
  try {
    metadata = json.get<IndexMetadata>();
  } catch (const nlohmann::json::exception&) {
    return failure(ErrorCode::kIndexDamaged, "the index's description of itself is malformed",
                   "rebuild it: medlar index");
  }
  if (metadata.schema_version != kSchemaVersion) {
    return failure(ErrorCode::kIndexIncompatible,
                   fmt::format("the index has schema version {}, this program reads version {}",
                               metadata.schema_version, kSchemaVersion),
                   "rebuild it with this program: medlar index");
  }
  if (metadata.analyzer_fingerprint != analyzer_fingerprint()) {
    return failure(ErrorCode::kIndexIncompatible,
                   fmt::format("the index was built with analyzer {}, this program uses {}",
                               metadata.analyzer_fingerprint, analyzer_fingerprint()),
                   "rebuild it with this program: medlar index");
  }
  return metadata;
}

}  // namespace medlar
