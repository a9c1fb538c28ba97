// Runs the built command as a user does: arguments and stdin in; exit status, stdout, stderr out.
//
// stdin, stdout and stderr are files in memory, so that no pipe can fill up and block.
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace medlar {

struct MedlarRun {
  std::vector<std::string> arguments;
  std::string input = {};                               // what it reads from stdin
  std::map<std::string, std::string> environment = {};  // added to the test's own
  enum class Stdout { kKept, kClosedPipe } standard_output = Stdout::kKept;
  std::string program = MEDLAR_PROGRAM;
  rlim_t most_file_bytes = RLIM_INFINITY;  // larger files cannot be written
  std::chrono::microseconds killed_after = std::chrono::microseconds::max();  // with SIGKILL
};

struct MedlarOutcome {
  int status = -1;  // exit status; 128 + signal when it was killed
  std::string out;
  std::string err;
};

namespace run_medlar_detail {

constexpr unsigned kMostSeconds = 120;

inline int memory_file(std::string_view bytes) {
  const int descriptor = ::memfd_create("medlar-test", MFD_CLOEXEC);
  if (::write(descriptor, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
    ADD_FAILURE() << "cannot prepare the command's input";
  }
  ::lseek(descriptor, 0, SEEK_SET);
  return descriptor;
}

inline std::string taken_from(int descriptor) {
  std::string bytes(static_cast<std::size_t>(::lseek(descriptor, 0, SEEK_END)), '\0');
  ::lseek(descriptor, 0, SEEK_SET);
  if (::read(descriptor, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
    ADD_FAILURE() << "cannot read the command's output";
  }
  ::close(descriptor);
  return bytes;
}

/// A pipe that nobody reads.
inline int closed_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return -1;
  ::close(ends[0]);
  return ends[1];
}

}  // namespace run_medlar_detail

inline MedlarOutcome run_medlar(const MedlarRun& run) {
  namespace detail = run_medlar_detail;
  const bool is_kept = run.standard_output == MedlarRun::Stdout::kKept;
  const int in = detail::memory_file(run.input);
  const int out = is_kept ? detail::memory_file("") : detail::closed_pipe();
  const int err = detail::memory_file("");
  std::vector<char*> arguments{const_cast<char*>(run.program.c_str())};
  for (const std::string& a : run.arguments) arguments.push_back(const_cast<char*>(a.c_str()));
  arguments.push_back(nullptr);

  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(in, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    for (const auto& [name, value] : run.environment) ::setenv(name.c_str(), value.c_str(), 1);
    if (run.most_file_bytes != RLIM_INFINITY) {
      const rlimit limit{run.most_file_bytes, run.most_file_bytes};
      ::setrlimit(RLIMIT_FSIZE, &limit);
      std::signal(SIGXFSZ, SIG_IGN);  // writes fail then, as on a full disk
    }
    ::alarm(detail::kMostSeconds);
    ::execv(run.program.c_str(), arguments.data());
    ::_exit(127);
  }
  int status = 0;
  if (run.killed_after != std::chrono::microseconds::max()) {
    std::this_thread::sleep_for(run.killed_after);
    ::kill(child, SIGKILL);  // nobody else's: it is not waited for yet
  }
  ::waitpid(child, &status, 0);
  ::close(in);
  MedlarOutcome outcome;
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (is_kept) {
    outcome.out = detail::taken_from(out);
  } else {
    ::close(out);
  }
  outcome.err = detail::taken_from(err);
  return outcome;
}

inline MedlarOutcome run_medlar(std::vector<std::string> arguments) {
  return run_medlar(MedlarRun{.arguments = std::move(arguments)});
}

}  // namespace medlar
