// The file that says what a generation is made of, so that damage is told before anything reads it:
// Xapian's tables have no checksums, and a flipped bit in them makes wrong results, or a crash.
//
//   {"format_version": 1, "program_version": ..., "schema_version": ..., "built": ..., "articles":
//   ...,
//    "digest": ..., "files": {"db/postlist.glass": {"bytes": ..., "modified": ..., "sha256": ...},
//    ...}, "seal": ...}
//
// The seal is the SHA-256 of the rest. The digest is one over the names and the hashes of all
// files: equal digests mean equal indexes, whenever they were built. Functions only, thread-safe; a
// generation is never changed after its manifest is written.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "corpus/error.h"

namespace medlar {

struct ManifestFile {
  std::uint64_t bytes = 0;
  std::int64_t modified = 0;  // nanoseconds since 1970
  std::string sha256;
};

struct Manifest {
  std::string program_version;
  int schema_version = 0;
  std::string built;  // UTC, ISO 8601
  std::uint64_t articles = 0;
  std::string digest;
  std::map<std::string, ManifestFile> files;  // by path in the generation, the manifest's own apart
};

inline constexpr const char* kManifestName = "manifest";

/// Writes the manifest of all files below `generation`; `about` is what is said beside them.
Result<Manifest> write_manifest(const std::filesystem::path& generation, Manifest about);

/// The manifest, of which only the seal is verified; kIndexDamaged where there is none,
/// kInputOutput where it cannot be read.
Result<Manifest> read_manifest(const std::filesystem::path& generation);

/// What differs from the manifest, a sentence a file. Reads every byte. kInputOutput where the
/// files cannot be listed.
Result<std::vector<std::string>> changed_files(const std::filesystem::path& generation,
                                               const Manifest& manifest);

/// For who keeps the index open: every byte is as it was written, or kIndexDamaged.
Result<Manifest> verify_files(const std::filesystem::path& generation);

/// For a single query, in a fraction of a millisecond: no file is missing or of another size, or
/// kIndexDamaged. Where one was written to since, as the time of its last change tells, and in a
/// copy that did not keep these times, this is verify_files(). What a disk changes by itself is not
/// seen.
Result<Manifest> glance_at_files(const std::filesystem::path& generation);

/// Changes when a file of the generation comes, goes or is written to.
std::string files_stamp(const std::filesystem::path& generation);

}  // namespace medlar
