// medlar: the command. What looks something up in an index is in this program, which needs few
// libraries and so starts at once; for all else it becomes medlar-all, which lies beside it.
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <string_view>

#include <fmt/format.h>

#include "tools/command.h"

namespace medlar {
namespace {

struct LookUp {
  std::string_view name;
  AddSubcommand add;
};

constexpr LookUp kLookUps[] = {
    {"query", add_query}, {"suggest", add_suggest},   {"analyze", add_analyze},
    {"info", add_info},   {"rollback", add_rollback}, {"check", add_check},
};

/// Returns only where there is no such program. Needs no memory until then.
int become_medlar_all(char** argv) {
  constexpr std::string_view kEnding = "-all";
  char path[PATH_MAX + kEnding.size() + 1] = {};
  const ssize_t size = ::readlink("/proc/self/exe", path, PATH_MAX);
  if (size > 0) {
    kEnding.copy(path + size, kEnding.size());
    ::execv(path, argv);
  }
  return fail({ErrorCode::kUnreadable, fmt::format("cannot run {}", path),
               "medlar and medlar-all go together: install both in one folder"});
}

}  // namespace
}  // namespace medlar

int main(int argc, char** argv) {
  using namespace medlar;
  const std::string_view subcommand = argc > 1 ? argv[1] : "";
  const auto* const found = std::ranges::find(kLookUps, subcommand, &LookUp::name);
  if (found == std::end(kLookUps)) return become_medlar_all(argv);
  return run_program(argc, argv, {&found->add, 1});
}
