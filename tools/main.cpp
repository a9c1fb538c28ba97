// medlar: the command. What looks something up in an index is in this program, which needs few
// libraries and so starts at once; for all else it becomes medlar-all, which lies beside it.
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
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

/// Puts the heap's next two megabytes into one huge page, where the system has such: a look-up
/// touches 150 small ones there, each for the first time, which takes a tenth of it. Elsewhere
/// nothing changes.
void take_huge_page() {
  constexpr std::size_t kHugePage = std::size_t{2} << 20U;
  constexpr std::size_t kPage = 4096;
  mallopt(M_MMAP_THRESHOLD, 2 * kHugePage);   // all that a look-up needs comes from the heap,
  mallopt(M_TRIM_THRESHOLD, 16 * kHugePage);  // which keeps what it has
  // The heap goes on one small page before a huge one begins: malloc() writes there where its next
  // memory begins, and must not touch the huge one before the system knows what it is.
  const auto end = reinterpret_cast<std::uintptr_t>(::sbrk(0));
  const std::size_t before = kHugePage - (end + kPage) % kHugePage;
  if (::sbrk(static_cast<std::intptr_t>(before)) != reinterpret_cast<void*>(end)) return;
  void* volatile next = std::malloc(kHugePage + 2 * kPage);  // or compilers leave it out
  ::madvise(reinterpret_cast<void*>(end + before + kPage), kHugePage, MADV_HUGEPAGE);
  std::free(next);
}

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
  take_huge_page();
  return run_program(argc, argv, {&found->add, 1});
}
