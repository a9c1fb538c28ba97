#include "indexer/source_walker.h"

#include <algorithm>
#include <iterator>
#include <new>
#include <system_error>

#include <fmt/format.h>

namespace medlar {
namespace fs = std::filesystem;
namespace {

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

/// The file at `below` of a root that is a folder; the folder itself where that is empty.
SourceFile file_below(const RootListing& listing, std::string below) {
  return {.path = below.empty() ? fs::path(listing.path) : listing.path / fs::path(below),
          .name = source_name(listing.root, below),
          .id = below,
          .root = listing.number,
          .below = std::move(below)};
}

/// Why something cannot be read, which is its own fault.
std::string fault_of(const std::error_code& code) {
  if (code == std::errc::not_enough_memory) throw std::bad_alloc();
  return code.message();
}

std::vector<SourceFile> list_folder(const RootListing& listing) {
  std::vector<SourceFile> found;
  std::error_code code;
  const fs::path root = listing.path;
  const auto reject = [&](std::string below, std::string reason, std::string detail) {
    found.push_back(file_below(listing, std::move(below)));
    found.back().rejections.push_back({{}, std::move(reason), std::move(detail)});
  };
  const auto options = fs::directory_options::skip_permission_denied;
  for (auto it = fs::recursive_directory_iterator(root, options, code);
       !code && it != fs::recursive_directory_iterator(); it.increment(code)) {
    const fs::path& path = it->path();
    std::error_code failed;
    const fs::file_status status = it->symlink_status(failed);
    if (is_hidden(path) ||
        (fs::is_directory(status) && fs::equivalent(path, listing.index, failed))) {
      if (fs::is_directory(status)) it.disable_recursion_pending();
      continue;
    }
    std::string below = path.lexically_relative(root).generic_string();
    if (fs::is_directory(status)) {
      if (fs::directory_iterator(path, failed); failed) {
        reject(std::move(below), "unreadable", fault_of(failed));
      }
    } else if (!fs::is_regular_file(status)) {
      reject(std::move(below), fs::is_symlink(status) ? "symbolic_link" : "not_a_file",
             "only regular files below a folder are read");
    } else {
      const std::uintmax_t bytes = it->file_size(failed);
      found.push_back(file_below(listing, std::move(below)));
      found.back().bytes = failed ? 0 : bytes;
    }
  }
  // The search passes over a folder that may not be read, the root as well.
  if (!code) fs::directory_iterator(root, code);
  if (code) reject({}, "unreadable", fault_of(code));
  std::ranges::sort(found, {}, &SourceFile::id);
  return found;
}

}  // namespace

SourceRoot source_root(const std::string& path) {
  if (path == "-") return {path, path};
  std::error_code code;
  const fs::path absolute = fs::absolute(path, code);
  fs::path place = (code ? fs::path(path) : absolute).lexically_normal();
  if (!place.has_filename()) place = place.parent_path();  // "a/" is "a"
  return {place.string(), path};
}

Result<std::vector<SourceFile>> list_root(const RootListing& listing) {
  const std::string& path = listing.path;
  SourceFile file{.path = path, .name = listing.root.name, .root = listing.number};
  if (listing.root.place == "-") {
    file.id = "stdin";
    return std::vector{file};
  }
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  if (!fs::exists(status)) {
    return failure(ErrorCode::kUnreadable, fmt::format("no such file or folder: {}", path),
                   "check the path; medlar index --help shows examples");
  }
  if (fs::is_directory(status)) return list_folder(listing);
  if (!fs::is_regular_file(status)) {
    return failure(ErrorCode::kUnreadable, fmt::format("{} is neither a file nor a folder", path),
                   "use - to read JSON Lines from standard input");
  }
  const std::uintmax_t bytes = fs::file_size(path, code);
  file.bytes = code ? 0 : bytes;
  file.id = fs::path(listing.root.name).filename().string();
  return std::vector{file};
}

Result<SourceList> list_sources(const std::vector<std::string>& paths, const fs::path& index) {
  SourceList list;
  for (const std::string& path : paths) list.roots.push_back(source_root(path));
  for (std::uint32_t i = 0; i < list.roots.size(); ++i) {
    auto files = list_root({list.roots[i], i, paths[i], index});
    if (!files) return tl::unexpected<Error>(files.error());
    std::ranges::move(*files, std::back_inserter(list.files));
  }
  return list;
}

}  // namespace medlar
