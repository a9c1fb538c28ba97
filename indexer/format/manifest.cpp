#include "indexer/format/manifest.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <system_error>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/format/mapped_file.h"
#include "indexer/format/sha256.h"
#include "indexer/format/write_file.h"

namespace medlar {
namespace fs = std::filesystem;

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ManifestFile, bytes, modified, sha256)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Manifest, program_version, schema_version, built, articles,
                                   digest, files)

namespace {

constexpr int kFormatVersion = 1;
constexpr std::int64_t kSecond = 1'000'000'000;

// Hashing waits for memory as much as for the processor: more threads gain little.
constexpr std::size_t kThreads = 2;

constexpr std::size_t kReadBytes = 256 * 1024;

Error damaged(const fs::path& generation, std::string_view what) {
  return {ErrorCode::kIndexDamaged,
          fmt::format("{} is damaged: {}", generation.filename().string(), what),
          "run: medlar rollback, or rebuild it: medlar index"};
}

/// What a file is, without its hash; errno where it cannot be told.
Result<ManifestFile> stat_file(const fs::path& path) {
  struct stat about {};
  if (::lstat(path.c_str(), &about) != 0) {
    return failure(ErrorCode::kInputOutput, std::generic_category().message(errno));
  }
  if (!S_ISREG(about.st_mode)) return failure(ErrorCode::kInputOutput, "it is no plain file");
  return ManifestFile{static_cast<std::uint64_t>(about.st_size),
                      about.st_mtim.tv_sec * kSecond + about.st_mtim.tv_nsec,
                      {}};
}

Result<ManifestFile> hash_file(const fs::path& path) {
  auto file = stat_file(path);
  if (!file) return file;
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  std::string buffer(kReadBytes, '\0');
  Sha256Sum hash;
  ssize_t size = descriptor < 0 ? -1 : 0;
  std::uint64_t read = 0;
  while (descriptor >= 0 && (size = ::read(descriptor, buffer.data(), buffer.size())) > 0) {
    hash.add(std::string_view(buffer).substr(0, static_cast<std::size_t>(size)));
    read += static_cast<std::uint64_t>(size);
  }
  const int reason = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (size < 0) return failure(ErrorCode::kInputOutput, std::generic_category().message(reason));
  file->bytes = read;
  file->sha256 = hex(hash.finish());
  return file;
}

/// Everything below a generation that is no directory, but for the manifest itself.
Result<std::vector<std::string>> list_files(const fs::path& generation) {
  std::vector<std::string> found;
  std::error_code code;
  for (auto it = fs::recursive_directory_iterator(generation, code);
       !code && it != fs::recursive_directory_iterator(); it.increment(code)) {
    std::string name = it->path().lexically_relative(generation).string();
    const bool is_folder = it->symlink_status(code).type() == fs::file_type::directory;
    if (name != kManifestName && !is_folder) found.push_back(std::move(name));
  }
  if (code) return failure(ErrorCode::kInputOutput, code.message());
  std::ranges::sort(found);
  return found;
}

/// hash_file() of each, in the same order.
std::vector<Result<ManifestFile>> hash_files(const fs::path& generation,
                                             const std::vector<std::string>& names) {
  std::vector<Result<ManifestFile>> hashed(names.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i; (i = next++) < names.size();) hashed[i] = hash_file(generation / names[i]);
  };
  std::vector<std::thread> others;
  while (others.size() + 1 < kThreads) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
  return hashed;
}

std::string digest_of(const std::map<std::string, ManifestFile>& files) {
  Sha256Sum all;
  for (const auto& [name, file] : files) all.add(fmt::format("{} {}\n", file.sha256, name));
  return hex(all.finish());
}

/// True when the file was not written to since, as far as the times of a copy tell: archives and
/// some file systems keep whole seconds only.
bool is_untouched(const ManifestFile& now, const ManifestFile& then) {
  return now.modified == then.modified ||
         (now.modified % kSecond == 0 && now.modified / kSecond == then.modified / kSecond);
}

}  // namespace

Result<Manifest> write_manifest(const fs::path& generation, Manifest about) {
  const auto failed = [](const Error& error) {
    return failure(ErrorCode::kInputOutput, "cannot read what was written: " + error.message,
                   "free some space and run again; what was published before is untouched");
  };
  const auto names = list_files(generation);
  if (!names) return failed(names.error());
  auto hashed = hash_files(generation, *names);
  about.files.clear();
  for (std::size_t i = 0; i < names->size(); ++i) {
    if (!hashed[i]) return failed(hashed[i].error());
    about.files.emplace((*names)[i], std::move(*hashed[i]));
  }
  about.digest = digest_of(about.files);
  nlohmann::json json = about;
  json["format_version"] = kFormatVersion;
  json["seal"] = hex(sha256(json.dump()));
  if (const auto written = write_file(generation / kManifestName, {json.dump(1), "\n"}); !written) {
    return tl::unexpected<Error>(written.error());
  }
  return about;
}

Result<Manifest> read_manifest(const fs::path& generation) {
  const auto file = MappedFile::open(generation / kManifestName);
  if (!file && file.error().code == ErrorCode::kInputOutput) {
    return tl::unexpected<Error>(file.error());
  }
  if (!file) {
    return failure(ErrorCode::kIndexDamaged,
                   fmt::format("{} has no manifest: it is damaged, or older than this program",
                               generation.filename().string()),
                   "rebuild it: medlar index");
  }
  nlohmann::json json = nlohmann::json::parse(file->bytes(), nullptr, false);
  const auto seal = json.find("seal");
  if (!json.is_object() || seal == json.end() || !seal->is_string()) {
    return tl::unexpected<Error>(damaged(generation, "its manifest is not whole"));
  }
  const std::string sealed = seal->get<std::string>();
  json.erase(seal);
  try {
    if (hex(sha256(json.dump())) != sealed) {
      return tl::unexpected<Error>(damaged(generation, "its manifest has changed"));
    }
    if (json.at("format_version") != kFormatVersion) {
      return failure(ErrorCode::kIndexIncompatible, "the index's manifest is of another version",
                     "rebuild it: medlar index");
    }
    return json.get<Manifest>();
  } catch (const nlohmann::json::exception&) {  // also for bytes that are no text
    return tl::unexpected<Error>(damaged(generation, "its manifest is not whole"));
  }
}

Result<std::vector<std::string>> changed_files(const fs::path& generation,
                                               const Manifest& manifest) {
  const auto found = list_files(generation);
  if (!found) {  // a failing disk; no memory
    return failure(ErrorCode::kInputOutput,
                   fmt::format("the files of {} cannot be listed: {}", generation.string(),
                               found.error().message),
                   "mend that and run again; what was published before is untouched");
  }
  std::vector<std::string> faults;
  for (const std::string& name : *found) {
    if (!manifest.files.contains(name)) faults.push_back(name + " is none of its files");
  }
  std::vector<std::string> names;
  for (const auto& [name, file] : manifest.files) {
    if (std::ranges::binary_search(*found, name)) {
      names.push_back(name);
    } else {
      faults.push_back(name + " is missing");
    }
  }
  const auto hashed = hash_files(generation, names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const ManifestFile& written = manifest.files.at(names[i]);
    if (!hashed[i]) {
      faults.push_back(fmt::format("{} cannot be read: {}", names[i], hashed[i].error().message));
    } else if (hashed[i]->bytes != written.bytes) {
      faults.push_back(
          fmt::format("{} has {} bytes, not {}", names[i], hashed[i]->bytes, written.bytes));
    } else if (hashed[i]->sha256 != written.sha256) {
      faults.push_back(names[i] + " has changed");
    }
  }
  return faults;
}

Result<Manifest> verify_files(const fs::path& generation) {
  auto manifest = read_manifest(generation);
  if (!manifest) return manifest;
  const auto faults = changed_files(generation, *manifest);
  if (!faults) return tl::unexpected<Error>(faults.error());
  if (faults->empty()) return manifest;
  return tl::unexpected<Error>(damaged(
      generation, faults->size() == 1
                      ? faults->front()
                      : fmt::format("{}, and {} more", faults->front(), faults->size() - 1)));
}

Result<Manifest> glance_at_files(const fs::path& generation) {
  auto manifest = read_manifest(generation);
  if (!manifest) return manifest;
  for (const auto& [name, written] : manifest->files) {
    const auto now = stat_file(generation / name);
    if (!now) return tl::unexpected<Error>(damaged(generation, name + ": " + now.error().message));
    if (now->bytes != written.bytes || !is_untouched(*now, written))
      return verify_files(generation);
  }
  return manifest;
}

std::string files_stamp(const fs::path& generation) {
  const auto names = list_files(generation);
  if (!names) return names.error().message;
  std::string stamp;
  for (const std::string& name : *names) {
    const auto file = stat_file(generation / name);
    stamp += file ? fmt::format("{} {} {}\n", name, file->bytes, file->modified) : name + "\n";
  }
  return stamp;
}

}  // namespace medlar
