// Readers turn the bytes of one source file into articles. One row per format.
//
// Readers are pure functions: no files, no clock, no global state; any number may run in parallel.
// To add a format, follow corpus/ADDING_A_READER.md.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "corpus/error.h"

namespace medlar {

/// One record of a source that could not be read, while the rest of the source could.
struct Rejection {
  std::string where;   // "feed.jsonl:17", "page.html"
  std::string code;    // one word for scripts: "not_an_object", "too_large", "binary", "broken_xml"
  std::string detail;  // one sentence for people

  bool operator==(const Rejection&) const = default;
};

struct ReadOptions {
  std::string language = "en";                      // of articles that do not say
  std::map<std::string, std::string> field_keys{};  // our field -> the source's key (JSON Lines)
  bool keep_dropped = false;                        // fill Article::dropped
};

/// The bytes of one source file, or of a run of whole lines of it.
struct SourceBytes {
  std::string_view bytes;      // as on disk, undecoded; must outlive the call
  std::string path;            // how messages name the source
  std::string fallback_id;     // id of an article that brings none: the path below the corpus root
  std::size_t first_line = 1;  // line number of bytes.front() in the whole file
};

struct ReadResult {
  std::vector<Article> articles;      // in the source's order; may hold articles without text
  std::vector<Rejection> rejections;  // records that cost only themselves
  std::map<std::string, std::size_t> unused_keys;  // source keys no field took, with counts
  std::size_t repaired = 0;  // sources or records whose bytes were not valid in their encoding
};

/// An Error means that nothing of the source could be read.
using ReadFunction = Result<ReadResult> (*)(const SourceBytes&, const ReadOptions&);

struct ReaderInfo {
  std::string_view name;                         // value of --format: "html", "jsonl", ...
  std::string_view description;                  // one line for help and documents
  std::span<const std::string_view> extensions;  // lower case, without the dot
  /// True when the first bytes (UTF-8, at most kSniffBytes) look like this format.
  bool (*sniff)(std::string_view head);
  ReadFunction read;
  bool line_records;      // each line is a record: a file may be read in runs of whole lines
  std::size_t max_bytes;  // of one file, or of one line where line_records
};

inline constexpr std::size_t kSniffBytes = 4096;

/// Every format, most specific first.
std::span<const ReaderInfo> readers();

/// The reader called `name`, or null.
const ReaderInfo* find_reader(std::string_view name);

/// The reader for a file, by its content where that is unmistakable (the XML dialects), else by
/// its extension, else by content alone; null when nothing fits.
const ReaderInfo* detect_reader(std::string_view path, std::string_view head);

}  // namespace medlar
