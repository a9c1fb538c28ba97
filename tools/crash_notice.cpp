#include "tools/crash_notice.h"

#include <unistd.h>

#include <csignal>
#include <cstddef>

#include "corpus/memory_watch.h"
#include "tools/command.h"

namespace medlar {
namespace {

constexpr char kNotice[] =
    "medlar: error: the program failed while it read the index, which may be damaged\n"
    "hint: run: medlar check; where that finds nothing, please report this\n";

constexpr std::size_t kStackBytes = 64 * 1024;

/// Only what is permitted in a handler: nothing of the program can be trusted any more.
void end_with_notice(int /*signal*/) {
  if (has_memory_run_out()) ::_exit(fail_without_memory());
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, kNotice, sizeof kNotice - 1);
  ::_exit(kExitIndex);
}

}  // namespace

void notice_crashes() {
  // A stack of its own: the other may be what has run out.
  static std::byte stack[kStackBytes];
  stack_t place{};
  place.ss_sp = stack;
  place.ss_size = sizeof stack;
  ::sigaltstack(&place, nullptr);
  struct sigaction action {};
  action.sa_handler = end_with_notice;
  action.sa_flags = SA_ONSTACK;
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
    ::sigaction(signal, &action, nullptr);
  }
}

}  // namespace medlar
