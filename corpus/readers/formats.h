// The formats' two functions each, for the reader table and for readers that build on others.
#pragma once

#include <string_view>

#include "corpus/reader.h"

namespace medlar {

Result<ReadResult> read_html(const SourceBytes& source, const ReadOptions& options);
Result<ReadResult> read_text(const SourceBytes& source, const ReadOptions& options);
Result<ReadResult> read_markdown(const SourceBytes& source, const ReadOptions& options);
Result<ReadResult> read_json_lines(const SourceBytes& source, const ReadOptions& options);
Result<ReadResult> read_medquad(const SourceBytes& source, const ReadOptions& options);
Result<ReadResult> read_medlineplus(const SourceBytes& source, const ReadOptions& options);
Result<ReadResult> read_jats(const SourceBytes& source, const ReadOptions& options);
Result<ReadResult> read_pubmed(const SourceBytes& source, const ReadOptions& options);

}  // namespace medlar
