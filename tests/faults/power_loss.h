// What may be on a disk after the power failed, by the calls that a program made until then.
//
// The disk keeps what POSIX promises and nothing more. Data of a file is safe once the file is
// synced; until then each write may be there, missing, or torn at a sector. Names (made, renamed,
// removed) go through a journal: what is on the disk is a run of them from the first one on, with
// all that concern a folder which was synced since. Syncing a file saves no name. ext4 and xfs lose
// less than that. The idea is that of the crash tests of SQLite and LevelDB.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace medlar {

/// A call that changed the disk, as io_faults.cpp writes it down: c made a file, w wrote, t cut or
/// grew, s synced, m made a folder, r renamed, h linked, l made a symbolic link, u removed.
struct DiskCall {
  char what = ' ';
  std::string path;  // below the watched folder; "" is that itself
  std::string more;  // offset, size, target or new path
  std::string bytes;
};

/// The calls of a trace of what happened in `folder`.
std::vector<DiskCall> read_trace(const std::filesystem::path& trace,
                                 const std::filesystem::path& folder);

/// A disk's content: everything by its path, each folder before what is in it.
struct DiskState {
  struct Entry {
    std::filesystem::file_type type = std::filesystem::file_type::regular;
    std::string bytes;  // of a file; of a symbolic link its target
  };
  std::map<std::string, Entry> entries;
};

DiskState read_disk(const std::filesystem::path& folder);
void write_disk(const DiskState& state, const std::filesystem::path& folder);

enum class Syncs { kKept, kIgnored };

struct PowerLoss {
  DiskState before;  // all of it safe
  std::vector<DiskCall> calls;
  Syncs syncs = Syncs::kKept;  // ignored: what would be lost if the program did not sync

  /// One of the states that may be left when the power fails after the first `made` calls.
  DiskState after(std::size_t made, std::mt19937_64& random) const;
};

}  // namespace medlar
