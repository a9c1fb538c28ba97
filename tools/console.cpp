#include "tools/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include <fmt/format.h>

namespace medlar {
namespace {

constexpr std::size_t kMaxWidth = 100;  // longer lines are hard to read
constexpr std::size_t kBarWidth = 24;
constexpr std::chrono::milliseconds kRedraw{100};

bool wants_color(int descriptor) {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return isatty(descriptor) != 0 && (no_color == nullptr || *no_color == '\0') && term != nullptr &&
         std::string_view(term) != "dumb";
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The bar itself, and how long the rest will take at this pace.
std::string bar(double share, double seconds) {
  share = std::min(share, 1.0);
  const auto filled = static_cast<std::size_t>(share * kBarWidth);
  return fmt::format(" [{}{}] {:.0f} s left", std::string(filled, '#'),
                     std::string(kBarWidth - filled, '.'),
                     share > 0 ? seconds / share - seconds : 0);
}

}  // namespace

TerminalStyle stdout_style() {
  TerminalStyle style;
  if (wants_color(STDOUT_FILENO)) style.marks = TerminalStyle::Marks::kColor;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.width = std::min<std::size_t>(size.ws_col, kMaxWidth);
  }
  return style;
}

void print(std::string_view text) {
  // Flushed at once, so that messages come behind it where both go to one file.
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    throw std::system_error(errno, std::generic_category(), "stdout");
  }
}

void say(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

ProgressBar::ProgressBar(Shown shown)
    : enabled_(shown == Shown::kOnTerminal && isatty(STDERR_FILENO) != 0) {}

ProgressBar::~ProgressBar() {
  if (drawn_) say("\r\x1b[K");
}

bool ProgressBar::is_due() {
  const auto now = std::chrono::steady_clock::now();
  if (!enabled_ || now - last_ < kRedraw) return false;
  last_ = now;
  drawn_ = true;
  return true;
}

void ProgressBar::show(const IndexProgress& progress) {
  if (progress.is_merging) last_ = {};
  if (!is_due()) return;
  const double seconds = seconds_since(started_);
  const double megabytes = static_cast<double>(progress.bytes_read) / 1e6;
  std::string line = fmt::format("\r\x1b[K{} articles, {:.1f} MB/s", progress.articles,
                                 seconds > 0 ? megabytes / seconds : 0);
  if (progress.is_merging) {
    line += ", merging";
  } else if (progress.analyzed > 0) {
    line += fmt::format(", {} analyzed", progress.analyzed);
  } else if (progress.bytes_total > 0) {
    line +=
        bar(static_cast<double>(progress.bytes_read) / static_cast<double>(progress.bytes_total),
            seconds);
  }
  say(line);
}

void ProgressBar::show(std::size_t done, std::size_t all, std::string_view of_what) {
  if (!is_due() || all == 0) return;
  say(fmt::format(
      "\r\x1b[K{} of {} {}{}", done, all, of_what,
      bar(static_cast<double>(done) / static_cast<double>(all), seconds_since(started_))));
}

}  // namespace medlar
