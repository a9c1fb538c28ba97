#include "indexer/source_walker.h"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

namespace medlar {
namespace fs = std::filesystem;
namespace {

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

void list_folder(const fs::path& root, const fs::path& index, SourceList& list) {
  std::vector<SourceFile> found;
  std::error_code code;
  const auto options = fs::directory_options::skip_permission_denied;
  for (auto it = fs::recursive_directory_iterator(root, options, code);
       !code && it != fs::recursive_directory_iterator(); it.increment(code)) {
    const fs::path& path = it->path();
    std::error_code failed;
    const fs::file_status status = it->symlink_status(failed);
    if (is_hidden(path) || (fs::is_directory(status) && fs::equivalent(path, index, failed))) {
      if (fs::is_directory(status)) it.disable_recursion_pending();
      continue;
    }
    if (fs::is_directory(status)) {
      if (fs::directory_iterator(path, failed); failed) {
        list.rejections.push_back({path.string(), "unreadable", failed.message()});
      }
      continue;
    }
    if (!fs::is_regular_file(status)) {
      list.rejections.push_back({path.string(),
                                 fs::is_symlink(status) ? "symbolic_link" : "not_a_file",
                                 "only regular files below a folder are read"});
      continue;
    }
    const std::uintmax_t bytes = it->file_size(failed);
    found.push_back({path, path.lexically_relative(root).generic_string(), failed ? 0 : bytes});
  }
  if (code) list.rejections.push_back({root.string(), "unreadable", code.message()});
  std::ranges::sort(found, {}, &SourceFile::id);
  std::ranges::move(found, std::back_inserter(list.files));
}

}  // namespace

Result<SourceList> list_sources(const std::vector<std::string>& paths, const fs::path& index) {
  SourceList list;
  for (const std::string& path : paths) {
    if (path == "-") {
      list.files.push_back({path, "stdin", 0});
      continue;
    }
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (!fs::exists(status)) {
      return failure(ErrorCode::kUnreadable, fmt::format("no such file or folder: {}", path),
                     "check the path; medlar index --help shows examples");
    }
    if (fs::is_directory(status)) {
      list_folder(path, index, list);
    } else if (fs::is_regular_file(status)) {
      const std::uintmax_t bytes = fs::file_size(path, code);
      list.files.push_back({path, fs::path(path).filename().string(), code ? 0 : bytes});
    } else {
      return failure(ErrorCode::kUnreadable, fmt::format("{} is neither a file nor a folder", path),
                     "use - to read JSON Lines from standard input");
    }
  }
  return list;
}

}  // namespace medlar
