// medlar: the command. What looks something up in an index is in this program, which needs few
// libraries and so starts at once; for all else it becomes medlar-all, which lies beside it.
#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <unistd.h>

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

/// Returns only where there is no such program.
int become_medlar_all(char** argv) {
  std::error_code code;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", code);
  const std::filesystem::path all = self.parent_path() / "medlar-all";
  ::execv(all.c_str(), argv);
  return fail({ErrorCode::kUnreadable, fmt::format("cannot run {}", all.string()),
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
