#include "tests/faults/power_loss.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "tests/faults/random.h"
#include "tests/support/temp_dir.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kSector = 512;

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

/// A file, a folder or a link, whatever it is called.
struct Node {
  DiskState::Entry entry;             // as it was when it was new, or before the first call
  std::vector<const DiskCall*> data;  // calls that changed its bytes
  std::size_t safe = 0;               // so many of them
};

using Names = std::map<std::string, std::size_t>;  // path to node

/// A change of names: a call, and the node that it gives a name to.
struct NameChange {
  const DiskCall* call;
  std::size_t node;
};

void change_names(const NameChange& change, Names& names) {
  const DiskCall& call = *change.call;
  if (call.what == 'u') {
    names.erase(call.path);
  } else if (call.what == 'h') {
    names[call.more] = change.node;
  } else if (call.what == 'r') {
    names.erase(call.more);
    Names moved;
    for (const auto& [path, node] : names) {
      if (path == call.path || path.starts_with(call.path + "/")) moved.emplace(path, node);
    }
    for (const auto& [path, node] : moved) {
      names.erase(path);
      names[call.more + path.substr(call.path.size())] = node;
    }
  } else {
    names[call.path] = change.node;
  }
}

void change_bytes(const DiskCall& call, std::size_t size, std::string& bytes) {
  const std::size_t at = std::stoul(call.more);
  if (call.what == 't') {
    bytes.resize(at);
  } else if (size > 0) {
    bytes.resize(std::max(bytes.size(), at + size));
    bytes.replace(at, size, call.bytes, 0, size);
  }
}

/// What of a file is on the disk.
std::string bytes_left(const Node& node, Syncs syncs, std::mt19937_64& random) {
  std::string bytes = node.entry.bytes;
  for (std::size_t i = 0; i < node.data.size(); ++i) {
    const DiskCall& call = *node.data[i];
    std::size_t size = call.bytes.size();
    if (syncs == Syncs::kIgnored || i >= node.safe) {
      const std::size_t fate = number_below(3, random);  // whole, missing, torn
      if (fate == 1 || (fate == 2 && call.what == 't')) continue;
      if (fate == 2) size = number_below(size / kSector + 1, random) * kSector;
    }
    change_bytes(call, size, bytes);
  }
  return bytes;
}

}  // namespace

std::vector<DiskCall> read_trace(const fs::path& trace, const fs::path& folder) {
  const std::string text = read_file(trace);
  const auto below = [&](std::string path) {
    path.erase(0, folder.string().size());
    return path.empty() ? path : path.substr(1);
  };
  std::vector<DiskCall> calls;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t first = text.find('\n', at);
    const std::size_t second = text.find('\n', first + 1);
    const std::string head = text.substr(at, first - at);  // "w 123 /path"
    std::size_t digits = 0;
    const std::size_t size = std::stoul(head.substr(2), &digits);
    DiskCall call{head[0], below(head.substr(3 + digits)),
                  text.substr(first + 1, second - first - 1), text.substr(second + 1, size)};
    if (call.what == 'r' || call.what == 'h') call.more = below(call.more);
    calls.push_back(std::move(call));
    at = second + 1 + size;
  }
  return calls;
}

DiskState read_disk(const fs::path& folder) {
  DiskState state;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const fs::file_type type = entry.symlink_status().type();
    state.entries[entry.path().lexically_relative(folder).string()] = {
        type, type == fs::file_type::regular   ? read_file(entry.path())
              : type == fs::file_type::symlink ? fs::read_symlink(entry.path()).string()
                                               : std::string()};
  }
  return state;
}

void write_disk(const DiskState& state, const fs::path& folder) {
  fs::create_directories(folder);
  for (const auto& [path, entry] : state.entries) {
    if (entry.type == fs::file_type::directory) {
      fs::create_directory(folder / path);
    } else if (entry.type == fs::file_type::symlink) {
      fs::create_symlink(entry.bytes, folder / path);
    } else {
      std::ofstream(folder / path, std::ios::binary) << entry.bytes;
    }
  }
}

DiskState PowerLoss::after(std::size_t made, std::mt19937_64& random) const {
  std::vector<Node> nodes;
  Names at_first;
  for (const auto& [path, entry] : before.entries) {
    at_first[path] = nodes.size();
    nodes.push_back({entry});
  }
  Names now = at_first;
  std::vector<NameChange> changes;
  std::size_t safe_changes = 0;
  for (std::size_t i = 0; i < made; ++i) {
    const DiskCall& call = calls[i];
    if (call.what == 'w' || call.what == 't') {
      nodes[now.at(call.path)].data.push_back(&call);
    } else if (call.what == 's') {
      if (const auto synced = now.find(call.path); synced != now.end()) {
        nodes[synced->second].safe = nodes[synced->second].data.size();
      }
      for (std::size_t k = safe_changes; k < changes.size(); ++k) {
        const DiskCall& change = *changes[k].call;
        const bool has_new_place = change.what == 'r' || change.what == 'h';
        if (folder_of(change.path) == call.path ||
            (has_new_place && folder_of(change.more) == call.path)) {
          safe_changes = k + 1;
        }
      }
    } else {
      std::size_t node = nodes.size();
      if (call.what == 'c') nodes.push_back({{fs::file_type::regular, ""}});
      if (call.what == 'm') nodes.push_back({{fs::file_type::directory, ""}});
      if (call.what == 'l') nodes.push_back({{fs::file_type::symlink, call.more}});
      if (node == nodes.size()) node = now.at(call.path);
      changes.push_back({&call, node});
      change_names(changes.back(), now);
    }
  }
  if (syncs == Syncs::kIgnored) safe_changes = 0;
  const std::size_t kept = safe_changes + number_below(changes.size() - safe_changes + 1, random);
  Names left = std::move(at_first);
  for (std::size_t k = 0; k < kept; ++k) change_names(changes[k], left);
  DiskState state;
  for (const auto& [path, node] : left) {
    state.entries[path] = {nodes[node].entry.type, bytes_left(nodes[node], syncs, random)};
  }
  return state;
}

}  // namespace medlar
