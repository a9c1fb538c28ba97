// The terminal: colours, width, and a progress bar on stderr.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string_view>

#include "indexer/indexer.h"
#include "query/render/terminal_renderer.h"

namespace medlar {

/// Colour and width for stdout: colour only on a terminal that has it and without NO_COLOR.
TerminalStyle stdout_style();

/// Writes all of `text` to stdout; throws std::system_error when it cannot.
void print(std::string_view text);

/// Writes to stderr; what cannot be said is not said.
void say(std::string_view text);

/// Shows progress on stderr where that is a terminal; otherwise nothing.
class ProgressBar {
 public:
  enum class Shown { kOnTerminal, kNever };
  explicit ProgressBar(Shown shown);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar();

  void show(const IndexProgress& progress);
  void show(std::size_t done, std::size_t all, std::string_view of_what);

 private:
  bool is_due();

  bool enabled_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_;
};

}  // namespace medlar
