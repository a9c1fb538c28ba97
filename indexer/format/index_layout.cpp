#include "indexer/format/index_layout.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace medlar {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kPrefix = "gen-";

std::optional<unsigned> generation_number(const std::string& name) {
  if (!name.starts_with(kPrefix)) return std::nullopt;
  unsigned number = 0;
  const char* end = name.data() + name.size();
  const auto [stop, code] = std::from_chars(name.data() + kPrefix.size(), end, number);
  if (code != std::errc() || stop != end) return std::nullopt;
  return number;
}

tl::unexpected<Error> disk_failure(std::string_view doing, const std::error_code& code) {
  return failure(ErrorCode::kInputOutput, fmt::format("{}: {}", doing, code.message()),
                 "free some space or mend the disk and run again; nothing published is lost");
}

/// Waits until a file's or directory's own content is on disk.
std::error_code sync_path(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return {errno, std::generic_category()};
  const int failed = ::fsync(descriptor);
  const int reason = errno;
  ::close(descriptor);
  return failed == 0 ? std::error_code() : std::error_code(reason, std::generic_category());
}

/// The number of the generation that `current` names.
std::optional<unsigned> live_number(const fs::path& index) {
  std::error_code code;
  const fs::path target = fs::read_symlink(index / "current", code);
  return code ? std::nullopt : generation_number(target.filename().string());
}

std::error_code sync_tree(const fs::path& directory) {
  std::error_code code;
  for (auto it = fs::recursive_directory_iterator(directory, code);
       !code && it != fs::recursive_directory_iterator(); it.increment(code)) {
    if (const auto failed = sync_path(it->path())) return failed;
  }
  return code ? code : sync_path(directory);
}

/// Makes a folder and those above it, each on disk in the one above.
std::error_code make_folders(const fs::path& folder) {
  std::error_code code;
  if (folder.empty() || fs::is_directory(folder, code)) return {};
  if (const auto failed = make_folders(folder.parent_path())) return failed;
  fs::create_directory(folder, code);
  if (code) return code;
  return sync_path(folder.has_parent_path() ? folder.parent_path() : fs::path("."));
}

/// Points `current` at a generation: a new link beside it, then one rename.
std::error_code switch_current(const fs::path& index, const Generation& generation) {
  std::error_code code;
  const fs::path fresh = index / "current.tmp";
  fs::remove(fresh, code);
  fs::create_symlink(generation.directory.filename(), fresh, code);
  if (!code) fs::rename(fresh, index / "current", code);
  return code ? code : sync_path(index);
}

}  // namespace

Result<Generation> current_generation(const fs::path& index) {
  const auto number = live_number(index);
  if (!number) {
    return failure(ErrorCode::kIndexMissing, fmt::format("no index in {}", index.string()),
                   fmt::format("build one: medlar index PATH --index {}", index.string()));
  }
  const Generation generation{*number, index / fmt::format("{}{:06}", kPrefix, *number)};
  std::error_code code;
  if (!fs::is_directory(generation.database(), code)) {
    return failure(ErrorCode::kIndexDamaged,
                   fmt::format("the index in {} has lost its generation {}", index.string(),
                               generation.number),
                   "run: medlar rollback, or rebuild it: medlar index");
  }
  return generation;
}

Result<SoundGeneration> sound_generation(const fs::path& index) {
  auto generation = current_generation(index);
  if (!generation) return tl::unexpected<Error>(generation.error());
  auto manifest = glance_at_files(generation->directory);
  if (!manifest) return tl::unexpected<Error>(manifest.error());
  return SoundGeneration{std::move(*generation), std::move(*manifest)};
}

std::vector<Generation> generations(const fs::path& index) {
  std::vector<Generation> found;
  std::error_code code;
  for (auto it = fs::directory_iterator(index, code); !code && it != fs::directory_iterator();
       it.increment(code)) {
    if (const auto number = generation_number(it->path().filename().string())) {
      found.push_back({*number, it->path()});
    }
  }
  std::ranges::sort(found, {}, &Generation::number);
  return found;
}

Result<void> sync_files(const fs::path& directory) {
  if (const auto code = sync_tree(directory)) return disk_failure("cannot write the index", code);
  return {};
}

Result<Generation> publish_generation(const fs::path& index, const fs::path& built) {
  if (const auto synced = sync_files(built); !synced) {
    return tl::unexpected<Error>(synced.error());
  }
  auto older = generations(index);
  const unsigned number = older.empty() ? 1 : older.back().number + 1;
  const Generation generation{number, index / fmt::format("{}{:06}", kPrefix, number)};
  const auto live = live_number(index);
  std::error_code code;
  fs::rename(built, generation.directory, code);
  if (!code) code = sync_path(index);
  if (!code) code = switch_current(index, generation);
  if (code) return disk_failure("cannot publish the index", code);
  // Generations that were rolled back from must not be what a later rollback finds.
  const auto abandoned = [&](const Generation& g) { return live && g.number > *live; };
  for (const Generation& g : older) {
    if (abandoned(g)) fs::remove_all(g.directory, code);
  }
  std::erase_if(older, abandoned);
  for (std::size_t i = 0; i + kKeptGenerations <= older.size(); ++i) {
    fs::remove_all(older[i].directory, code);  // what stays is deleted by the next publish
  }
  return generation;
}

Result<Generation> roll_back_generation(const fs::path& index) {
  const auto live = live_number(index);
  if (!live) return tl::unexpected<Error>(current_generation(index).error());
  const auto all = generations(index);
  const auto earlier = std::find_if(all.rbegin(), all.rend(), [&](const Generation& g) {
    return g.number < *live && verify_files(g.directory);
  });
  if (earlier == all.rend()) {
    return failure(ErrorCode::kUsage, "there is no earlier generation to roll back to",
                   "medlar info lists the generations that are kept");
  }
  if (const auto failed = switch_current(index, *earlier)) {
    return disk_failure("cannot roll back", failed);
  }
  return *earlier;
}

std::string_view purpose_of(std::string_view file) {
  struct Row {
    std::string_view file;
    std::string_view purpose;
  };
  static constexpr Row kRows[] = {
      {"db/postlist.glass", "which articles have a word or a concept; values to filter by"},
      {"db/iamglass", "the database's version"},
      {"articles", "the articles' text, compressed: what is shown"},
      {"forward", "the articles' words in their order: phrases, words beside each other"},
      {"space", "where words and articles lie by what they are about"},
      {"names", "what can be suggested"},
      {"concepts", "subjects and their names"},
      {"spellings", "what a misspelt word may have meant"},
      {"words", "the words, their stems and counts: what thromb* can mean"},
      {"sources", "what the index was built from, for updates"},
      {"replaced", "articles that a later one replaced, for updates"},
      {"glued", "words that lost a blank"},
      {"boilerplate", "sentences that repeat"},
      {"manifest", "sizes and hashes of all these"},
  };
  const auto* const row = std::ranges::find(kRows, file, &Row::file);
  return row == std::end(kRows) ? std::string_view() : row->purpose;
}

std::uintmax_t bytes_below(const fs::path& directory) {
  std::uintmax_t bytes = 0;
  std::error_code code;
  for (auto it = fs::recursive_directory_iterator(directory, code);
       !code && it != fs::recursive_directory_iterator(); it.increment(code)) {
    std::error_code no_size;
    if (it->is_regular_file(no_size)) bytes += it->file_size(no_size);
  }
  return bytes;
}

Result<WriterLock> WriterLock::acquire(const fs::path& index) {
  const std::error_code code = make_folders(index);
  const int descriptor =
      code ? -1 : ::open((index / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) {
    const std::error_code reason = code ? code : std::error_code(errno, std::generic_category());
    if (reason == std::errc::no_space_on_device || reason == std::errc::io_error) {
      return disk_failure("cannot write", reason);
    }
    return failure(ErrorCode::kUnreadable,
                   fmt::format("cannot write to {}: {}", index.string(), reason.message()),
                   "choose another directory with --index, or mend its permissions");
  }
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor);
    return failure(ErrorCode::kIndexLocked,
                   fmt::format("another writer holds the index in {}", index.string()),
                   "wait for it to finish, then run again");
  }
  return WriterLock(descriptor);
}

WriterLock::WriterLock(WriterLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

WriterLock::~WriterLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace medlar
