// The index directory: names of its parts, and how a new generation goes live.
//
//   medlar-index/
//     lock              held (flock) by the one writer; empty
//     current           symbolic link to the generation that readers open
//     gen-000001/       one whole index, never changed after it is published:
//       db/             the Xapian database
//       articles        what is shown of each article (article_store.h)
//       forward         what each article says, word after word (forward_index.h)
//       words           the lexicon (lexicon.h)
//       names           what can be suggested (name_list.h)
//       boilerplate     sentences that repeat (boilerplate_list.h)
//       concepts        what the index knows by several names (corpus/concepts/concept_table.h)
//       glued           words that are several ones (word_splits.h)
//       space           where words and articles lie by what they are about (space_file.h)
//       spellings       what a misspelt word may have meant (spelling_targets.h)
//       sources         what it was built from, and how (source_ledger.h)
//       replaced        articles that a later one with the same id replaced (article_store.h)
//       manifest        the size and the hash of each of these files (manifest.h)
//     .building/        a build in progress, or the rest of one that was killed
//
// Readers resolve `current` once and open the real path, so that a switch under them mixes nothing
// (Xapian's reopen() across databases would: all compacted ones share revision 1).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "indexer/format/manifest.h"

namespace medlar {

struct Generation {
  unsigned number = 0;
  std::filesystem::path directory;  // .../gen-000001

  std::filesystem::path database() const { return directory / "db"; }
  std::filesystem::path articles() const { return directory / "articles"; }
  std::filesystem::path forward() const { return directory / "forward"; }
  std::filesystem::path lexicon() const { return directory / "words"; }
  std::filesystem::path names() const { return directory / "names"; }
  std::filesystem::path boilerplate() const { return directory / "boilerplate"; }
  std::filesystem::path concepts() const { return directory / "concepts"; }
  std::filesystem::path word_splits() const { return directory / "glued"; }
  std::filesystem::path space() const { return directory / "space"; }
  std::filesystem::path spellings() const { return directory / "spellings"; }
  std::filesystem::path sources() const { return directory / "sources"; }
  std::filesystem::path replaced() const { return directory / "replaced"; }
};

/// The published generation; kIndexMissing when the directory holds none.
Result<Generation> current_generation(const std::filesystem::path& index);

/// A generation that fits its manifest.
struct SoundGeneration {
  Generation generation;
  Manifest manifest;
};

/// The published generation, after a glance at its files (manifest.h): for a single query.
Result<SoundGeneration> sound_generation(const std::filesystem::path& index);

/// All generations on disk, oldest first, published or not.
std::vector<Generation> generations(const std::filesystem::path& index);

/// Waits until all files below a directory are on disk. kInputOutput where the disk failed.
Result<void> sync_files(const std::filesystem::path& directory);

/// Makes the directory `built` the newest generation and switches `current` to it, each step on
/// disk before the next; then deletes all but the newest kKeptGenerations. Needs the WriterLock.
Result<Generation> publish_generation(const std::filesystem::path& index,
                                      const std::filesystem::path& built);

/// Switches `current` to the latest generation before it that is as it was written. Needs the
/// WriterLock.
Result<Generation> roll_back_generation(const std::filesystem::path& index);

inline constexpr std::size_t kKeptGenerations = 3;

/// What a file of a generation is there for, in a few words; empty for one that is none.
std::string_view purpose_of(std::string_view file);

/// Total bytes of the files below a directory.
std::uintmax_t bytes_below(const std::filesystem::path& directory);

/// Held while an index is written; released by the destructor and by the process's death.
class WriterLock {
 public:
  /// Creates the index directory where it is missing. kIndexLocked when another process holds it.
  static Result<WriterLock> acquire(const std::filesystem::path& index);
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&& other) noexcept;
  ~WriterLock();

 private:
  explicit WriterLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace medlar
