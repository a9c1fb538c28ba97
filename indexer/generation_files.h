// Writes the files of a generation, once everything that goes into them is known.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "indexer/corpus_scan.h"
#include "indexer/format/boilerplate_list.h"
#include "indexer/format/source_ledger.h"
#include "indexer/shard_build.h"
#include "indexer/shard_merge.h"

namespace medlar {

struct GenerationParts {
  const MergePlan& merge;  // its target is the generation
  const BuiltShards& built;
  const CorpusKnowledge& knowledge;
  const std::vector<std::pair<std::string, std::string>>& misspellings;  // wrong, right
  const std::vector<ListedBoilerplate>& boilerplate;
  const SourceLedger& sources;
};

Result<void> write_generation(const GenerationParts& parts);

}  // namespace medlar
