#include "indexer/source_plan.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace medlar {
namespace fs = std::filesystem;
namespace {

bool is_at_or_below(std::string_view place, std::string_view folder) {
  if (folder.empty() || !place.starts_with(folder)) return false;
  return place.size() == folder.size() || folder.ends_with('/') || place[folder.size()] == '/';
}

bool is_there(const std::string& path) {
  std::error_code code;
  return path == "-" || fs::exists(path, code);
}

struct GivenPath {
  SourceRoot root;
  bool exists = false;
};

class UpdatePlan {
 public:
  explicit UpdatePlan(const UpdateRequest& request) : request_(request) {
    for (const LedgerFile& file : before().files) {
      known_[before().roots[file.root].place].emplace(file.below, &file);
    }
  }

  Result<SourceList> make() {
    for (const std::string& path : request_.paths) {
      given_.push_back({source_root(path), is_there(path)});
      const GivenPath& given = given_.back();
      if (!given.exists && !is_known(given.root.place)) {
        return failure(ErrorCode::kUnreadable,
                       fmt::format("no such file or folder, nor was there one: {}", path),
                       "check the path; medlar index --help shows examples");
      }
    }
    list_.roots = roots();
    for (std::uint32_t i = 0; i < list_.roots.size(); ++i) {
      if (const auto added = add_root(i); !added) return tl::unexpected<Error>(added.error());
    }
    return std::move(list_);
  }

 private:
  using Known = std::map<std::string, const LedgerFile*, std::less<>>;

  const SourceLedger& before() const { return request_.before; }
  bool is_void() const { return request_.readings == UpdateRequest::Readings::kVoid; }

  /// True when the build before had something at the place or below it.
  bool is_known(const std::string& place) const {
    return std::ranges::any_of(
               before().roots,
               [&](const auto& root) { return is_at_or_below(root.place, place); }) ||
           std::ranges::any_of(before().files, [&](const auto& file) {
             return is_at_or_below(place_of(before().roots[file.root], file.below), place);
           });
  }

  static std::string place_of(const SourceRoot& root, const std::string& below) {
    return below.empty() ? root.place : (fs::path(root.place) / below).string();
  }

  const GivenPath* given_at(const std::string& place) const {
    const auto found = std::ranges::find(given_, place, [](const auto& g) { return g.root.place; });
    return found == given_.end() ? nullptr : &*found;
  }

  /// The roots after the update.
  std::vector<SourceRoot> roots() const {
    std::vector<SourceRoot> roots = before().roots;
    for (const GivenPath& given : given_) {
      const std::string& place = given.root.place;
      if (!given.exists) {
        std::erase_if(roots, [&](const auto& root) { return is_at_or_below(root.place, place); });
        continue;
      }
      std::erase_if(roots, [&](const SourceRoot& root) {
        return is_at_or_below(root.place, place) && !is_there(root.place);
      });
      if (std::ranges::any_of(
              roots, [&](const auto& root) { return is_at_or_below(place, root.place); })) {
        continue;
      }
      const auto is_covered = [&](const SourceRoot& root) {
        return is_at_or_below(root.place, place) && given_at(root.place) == nullptr;
      };
      const auto first = std::ranges::find_if(roots, is_covered);
      if (first == roots.end()) {
        roots.push_back(given.root);
        continue;
      }
      *first = given.root;
      roots.erase(std::remove_if(std::next(first), roots.end(), is_covered), roots.end());
    }
    return roots;
  }

  /// True when the update looks at what is at the place.
  bool is_looked_at(const std::string& place) const {
    return is_void() || std::ranges::any_of(given_, [&](const GivenPath& given) {
             return is_at_or_below(place, given.root.place);
           });
  }

  /// True when it looks at something of the root.
  bool is_listed(const SourceRoot& root) const {
    return is_looked_at(root.place) || std::ranges::any_of(given_, [&](const GivenPath& given) {
             return is_at_or_below(given.root.place, root.place);
           });
  }

  Result<void> add_root(std::uint32_t number) {
    const SourceRoot& root = list_.roots[number];
    std::vector<SourceFile> files;
    if (is_listed(root)) {
      const GivenPath* const given = given_at(root.place);
      const std::string path = given != nullptr ? given->root.name : root.place;
      if (path == "-" && given == nullptr) return cannot_read_again("standard input");
      if (is_void() && !is_there(path)) return cannot_read_again(path);
      if (is_there(path)) {
        auto found = list_root({root, number, path, request_.index});
        if (!found) return tl::unexpected<Error>(found.error());
        files = std::move(*found);
      }
    }
    std::erase_if(
        files, [&](const SourceFile& file) { return !is_looked_at(place_of(root, file.below)); });
    if (!is_void()) keep_known(number, files);
    std::ranges::move(files, std::back_inserter(list_.files));
    return {};
  }

  static Result<void> cannot_read_again(std::string_view what) {
    return failure(ErrorCode::kUnreadable,
                   fmt::format("all sources must be read again, and there is no {}", what),
                   "build the index of what there is: medlar index PATHS");
  }

  /// Tells the files of a root what is known of them, and adds those that stay as they were.
  void keep_known(std::uint32_t number, std::vector<SourceFile>& files) const {
    const SourceRoot& root = list_.roots[number];
    const auto known = known_.find(root.place);
    if (known == known_.end()) return;
    Known unlisted = known->second;
    std::vector<std::string> unreadable;
    for (SourceFile& file : files) {
      if (const auto found = unlisted.find(file.below); found != unlisted.end()) {
        file.before = found->second;
        unlisted.erase(found);
      }
      if (file.rejections.empty()) continue;
      unreadable.push_back(place_of(root, file.below));
      if (had_articles(file)) file.use = SourceFile::Use::kAsBefore;
    }
    for (const auto& [below, file] : unlisted) {
      const std::string place = place_of(root, below);
      const bool is_gone =
          is_looked_at(place) && std::ranges::none_of(unreadable, [&](const std::string& folder) {
            return is_at_or_below(place, folder);
          });
      if (is_gone) continue;
      const std::string name = source_name(root, below);
      files.push_back({.path = name,
                       .name = name,
                       .id = below,
                       .root = number,
                       .below = below,
                       .before = file,
                       .use = SourceFile::Use::kAsBefore});
    }
    std::ranges::sort(files, {}, &SourceFile::below);
  }

  const UpdateRequest& request_;
  std::vector<GivenPath> given_;
  std::map<std::string, Known> known_;  // by the root's place, then by what is below it
  SourceList list_;
};

}  // namespace

Result<SourceList> plan_update(const UpdateRequest& request) { return UpdatePlan(request).make(); }

bool had_articles(const SourceFile& file) {
  return file.before != nullptr &&
         std::ranges::any_of(file.before->pieces,
                             [](const LedgerPiece& piece) { return !piece.articles.empty(); });
}

}  // namespace medlar
