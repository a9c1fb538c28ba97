// A library to preload (LD_PRELOAD) that stands between a program and its disk. It counts the calls
// that touch files below one directory, puts a fault into one of them, and can write down what they
// did.
//
//   MEDLAR_IO_DIR      the directory, absolute and without symbolic links; nothing is done without
//   MEDLAR_IO_FAULT    kill: SIGKILL before the call. tear: half of what is written, then SIGKILL.
//                      nospace, nospace-on: ENOSPC, once or from there on. error, error-on: EIO
//                      likewise.
//   MEDLAR_IO_AT       the call, from 1, of those that such a fault can befall
//   MEDLAR_IO_ONLY     only calls on paths that hold this text are counted; all where it is not set
//   MEDLAR_IO_STRUCK    a file that is made when it comes to that
//   MEDLAR_IO_TRACE    a file for what was done, in the form that power_loss.h reads
//
// Built without sanitizers, for the program under test may have its own. All state is under one
// lock, so that the trace is in the order of the calls.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <string_view>

namespace {

/// What a call does to the disk tells which faults can befall it.
enum class Touch { kReads, kTakesSpace, kFrees };

struct FaultKind {
  std::string_view name;
  int error;  // 0: the process is killed
  bool is_lasting;
};

constexpr FaultKind kKinds[] = {{"kill", 0, false},         {"tear", 0, false},
                                {"nospace", ENOSPC, false}, {"nospace-on", ENOSPC, true},
                                {"error", EIO, false},      {"error-on", EIO, true}};

std::string_view setting(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

template <typename Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

std::mutex& lock() {
  static auto* mutex = new std::mutex;  // never destroyed: calls come until the very end
  return *mutex;
}

struct Settings {
  std::string dir{setting("MEDLAR_IO_DIR")};
  std::string struck{setting("MEDLAR_IO_STRUCK")};
  std::string only{setting("MEDLAR_IO_ONLY")};
  const FaultKind* kind = nullptr;
  long at = 0;
  int trace = -1;

  Settings() {
    for (const FaultKind& row : kKinds) {
      if (row.name == setting("MEDLAR_IO_FAULT")) kind = &row;
    }
    if (!setting("MEDLAR_IO_AT").empty()) at = std::atol(std::getenv("MEDLAR_IO_AT"));
    if (!setting("MEDLAR_IO_TRACE").empty()) {
      trace = real<int(const char*, int, ...)>("open")(
          std::getenv("MEDLAR_IO_TRACE"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    }
  }
};

const Settings& settings() {
  static const auto* all = new Settings;
  return *all;
}

std::string link_target(const std::string& link) {
  char target[PATH_MAX];
  const ssize_t size = ::readlink(link.c_str(), target, sizeof target);
  return size > 0 ? std::string(target, static_cast<std::size_t>(size)) : std::string();
}

std::string path_of(int descriptor) {
  return link_target("/proc/self/fd/" + std::to_string(descriptor));
}

std::string path_of(int folder, const char* path) {
  if (path[0] == '/') return path;
  return (folder == AT_FDCWD ? link_target("/proc/self/cwd") : path_of(folder)) + "/" + path;
}

bool is_watched(const std::string& path) {
  const std::string& dir = settings().dir;
  return !dir.empty() && path.starts_with(dir) && !path.ends_with(" (deleted)") &&
         (path.size() == dir.size() || path[dir.size()] == '/');
}

[[noreturn]] void die() {
  ::kill(::getpid(), SIGKILL);
  for (;;) ::pause();
}

/// A call on a watched path, from before it is made until it is done.
class Call {
 public:
  Call(Touch touch, std::string path) : guard_(lock()), path_(std::move(path)) {
    is_watched_ = is_watched(path_);
    const Settings& all = settings();
    if (!is_watched_ || all.kind == nullptr || all.at == 0) return;
    if (path_.find(all.only) == std::string::npos) return;
    if (all.kind->error == 0 && touch == Touch::kReads) return;  // the disk stays as it is
    if (all.kind->error == ENOSPC && touch != Touch::kTakesSpace) return;
    static long calls = 0;
    ++calls;
    is_struck_ = calls == all.at || (all.kind->is_lasting && calls > all.at);
    if (!is_struck_) return;
    const int mark = real<int(const char*, int, ...)>("open")(all.struck.c_str(),
                                                              O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (mark >= 0) ::close(mark);
    if (all.kind->name == "kill") die();
  }

  /// True when the call is not to be made: it failed, with errno set.
  bool fails() const {
    if (!is_struck_) return false;
    const FaultKind& kind = *settings().kind;
    if (kind.error == 0) die();
    errno = kind.error;
    return true;
  }

  /// As fails(), of one that writes: torn, it writes half before the end.
  template <typename Write>
  bool fails_writing(std::size_t size, const Write& write) const {
    if (is_struck_ && settings().kind->name == "tear") write(size / 2);
    return fails();
  }

  /// Writes down what was done, if it was.
  void done(bool is_done, char what, std::string_view more = {},
            std::string_view bytes = {}) const {
    if (!is_done || !is_written_down()) return;
    const int before = errno;
    std::string line = std::string(1, what) + " " + std::to_string(bytes.size()) + " " + path_;
    line += '\n';
    line += more;
    line += '\n';
    line += bytes;
    const auto write = real<ssize_t(int, const void*, std::size_t)>("write");
    if (write(settings().trace, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
      die();
    errno = before;
  }

  bool is_watched_call() const { return is_watched_; }
  bool is_written_down() const { return is_watched_ && settings().trace >= 0; }

 private:
  std::lock_guard<std::mutex> guard_;
  std::string path_;
  bool is_watched_ = false;
  bool is_struck_ = false;
};

bool exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

int open_at(int folder, const char* path, int flags, mode_t mode) {
  static const auto call = real<int(int, const char*, int, ...)>("openat");
  const std::string whole = path_of(folder, path);
  const bool writes = (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) != 0;
  const Call made(writes ? Touch::kTakesSpace : Touch::kReads, whole);
  if (made.fails()) return -1;
  const bool is_new = made.is_watched_call() && !exists(whole);
  const int descriptor = call(folder, path, flags, mode);
  if ((flags & O_CREAT) != 0 && is_new) made.done(descriptor >= 0, 'c');
  if ((flags & O_TRUNC) != 0 && !is_new) made.done(descriptor >= 0, 't', "0");
  return descriptor;
}

mode_t mode_of(int flags, va_list arguments) {
  return (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
}

ssize_t write_to(int descriptor, const void* bytes, std::size_t size, off_t at) {
  static const auto call = real<ssize_t(int, const void*, std::size_t, off_t)>("pwrite");
  static const auto next = real<ssize_t(int, const void*, std::size_t)>("write");
  const auto write = [&](std::size_t part) {
    return at < 0 ? next(descriptor, bytes, part) : call(descriptor, bytes, part, at);
  };
  const Call made(Touch::kTakesSpace, path_of(descriptor));
  if (made.fails_writing(size, write)) return -1;
  const off_t place = at < 0 ? ::lseek(descriptor, 0, SEEK_CUR) : at;
  const ssize_t written = write(size);
  made.done(written > 0, 'w', std::to_string(place),
            {static_cast<const char*>(bytes), static_cast<std::size_t>(written > 0 ? written : 0)});
  return written;
}

/// As write_to(), of what the kernel copies; it must be read to be written down.
template <typename Copy>
ssize_t copy_to(int descriptor, std::size_t size, const Copy& copy) {
  static const auto open_call = real<int(const char*, int, ...)>("open");
  static const auto read_call = real<ssize_t(int, void*, std::size_t, off_t)>("pread");
  const std::string path = path_of(descriptor);
  const Call made(Touch::kTakesSpace, path);
  if (made.fails_writing(size, copy)) return -1;
  const off_t place = ::lseek(descriptor, 0, SEEK_CUR);
  const ssize_t copied = copy(size);
  if (copied <= 0 || !made.is_written_down()) return copied;
  std::string bytes(static_cast<std::size_t>(copied), '\0');
  const int again = open_call(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (read_call(again, bytes.data(), bytes.size(), place) != copied) die();
  ::close(again);
  made.done(true, 'w', std::to_string(place), bytes);
  return copied;
}

ssize_t read_from(int descriptor, void* bytes, std::size_t size, off_t at) {
  static const auto call = real<ssize_t(int, void*, std::size_t, off_t)>("pread");
  static const auto next = real<ssize_t(int, void*, std::size_t)>("read");
  const Call made(Touch::kReads, path_of(descriptor));
  if (made.fails()) return -1;
  return at < 0 ? next(descriptor, bytes, size) : call(descriptor, bytes, size, at);
}

/// `what` names the call in the trace; a blank: none that is written down.
template <typename Made>
auto on_descriptor(Touch touch, int descriptor, char what, const std::string& more,
                   const Made& make) {
  const Call made(touch, path_of(descriptor));
  if (made.fails()) return decltype(make())(-1);
  const auto result = make();
  if (what != ' ') made.done(result == 0, what, more);
  return result;
}

template <typename Made>
int on_path(Touch touch, int folder, const char* path, char what, const std::string& more,
            const Made& make) {
  const Call made(touch, path_of(folder, path));
  if (made.fails()) return -1;
  const int result = make();
  made.done(result == 0, what, more);
  return result;
}

/// Syncing is slow, and of no use to a test: the power does not fail in earnest.
int synced(int descriptor, int (*call)(int)) {
  if (!is_watched(path_of(descriptor))) return call(descriptor);
  return on_descriptor(Touch::kTakesSpace, descriptor, 's', "", [] { return 0; });
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_at(AT_FDCWD, path, flags, mode);
}

int open64(const char* path, int flags, ...) __attribute__((alias("open")));

int openat(int folder, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_at(folder, path, flags, mode);
}

int openat64(int folder, const char* path, int flags, ...) __attribute__((alias("openat")));

ssize_t write(int descriptor, const void* bytes, size_t size) {
  return write_to(descriptor, bytes, size, -1);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t at) {
  return write_to(descriptor, bytes, size, at);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t at)
    __attribute__((alias("pwrite")));

ssize_t read(int descriptor, void* bytes, size_t size) {
  return read_from(descriptor, bytes, size, -1);
}

ssize_t pread(int descriptor, void* bytes, size_t size, off_t at) {
  return read_from(descriptor, bytes, size, at);
}

ssize_t pread64(int descriptor, void* bytes, size_t size, off64_t at)
    __attribute__((alias("pread")));

int fsync(int descriptor) {
  static const auto call = real<int(int)>("fsync");
  return synced(descriptor, call);
}

int fdatasync(int descriptor) {
  static const auto call = real<int(int)>("fdatasync");
  return synced(descriptor, call);
}

int ftruncate(int descriptor, off_t size) {
  static const auto call = real<int(int, off_t)>("ftruncate");
  return on_descriptor(Touch::kTakesSpace, descriptor, 't', std::to_string(size),
                       [&] { return call(descriptor, size); });
}

int ftruncate64(int descriptor, off64_t size) __attribute__((alias("ftruncate")));

// Reserves room, and changes nothing that is read.
int fallocate(int descriptor, int mode, off_t at, off_t size) {
  static const auto call = real<int(int, int, off_t, off_t)>("fallocate");
  return on_descriptor(Touch::kTakesSpace, descriptor, ' ', "",
                       [&] { return call(descriptor, mode, at, size); });
}

int rename(const char* from, const char* to) {
  static const auto call = real<int(const char*, const char*)>("rename");
  return on_path(Touch::kTakesSpace, AT_FDCWD, from, 'r', path_of(AT_FDCWD, to),
                 [&] { return call(from, to); });
}

int symlink(const char* target, const char* path) {
  static const auto call = real<int(const char*, const char*)>("symlink");
  return on_path(Touch::kTakesSpace, AT_FDCWD, path, 'l', target,
                 [&] { return call(target, path); });
}

int mkdir(const char* path, mode_t mode) {
  static const auto call = real<int(const char*, mode_t)>("mkdir");
  return on_path(Touch::kTakesSpace, AT_FDCWD, path, 'm', "", [&] { return call(path, mode); });
}

int unlink(const char* path) {
  static const auto call = real<int(const char*)>("unlink");
  return on_path(Touch::kFrees, AT_FDCWD, path, 'u', "", [&] { return call(path); });
}

int rmdir(const char* path) {
  static const auto call = real<int(const char*)>("rmdir");
  return on_path(Touch::kFrees, AT_FDCWD, path, 'u', "", [&] { return call(path); });
}

int remove(const char* path) {
  static const auto call = real<int(const char*)>("remove");
  return on_path(Touch::kFrees, AT_FDCWD, path, 'u', "", [&] { return call(path); });
}

int unlinkat(int folder, const char* path, int flags) {
  static const auto call = real<int(int, const char*, int)>("unlinkat");
  return on_path(Touch::kFrees, folder, path, 'u', "", [&] { return call(folder, path, flags); });
}

int link(const char* from, const char* to) {
  static const auto call = real<int(const char*, const char*)>("link");
  return on_path(Touch::kTakesSpace, AT_FDCWD, from, 'h', path_of(AT_FDCWD, to),
                 [&] { return call(from, to); });
}

ssize_t sendfile(int to, int from, off_t* at, size_t size) {
  static const auto call = real<ssize_t(int, int, off_t*, size_t)>("sendfile");
  return copy_to(to, size, [&](std::size_t part) { return call(to, from, at, part); });
}

ssize_t copy_file_range(int from, off64_t* from_at, int to, off64_t* to_at, size_t size,
                        unsigned flags) {
  static const auto call =
      real<ssize_t(int, off64_t*, int, off64_t*, size_t, unsigned)>("copy_file_range");
  return copy_to(to, size,
                 [&](std::size_t part) { return call(from, from_at, to, to_at, part, flags); });
}

}  // extern "C"
