// What went wrong, and what to do about it.
//
// Expected failures travel as Result<T>; nothing in the library throws for bad input, prints or
// exits. tools/exit_status.h maps an ErrorCode to the process's exit status.
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace medlar {

enum class ErrorCode {
  kUsage,              // the caller asked for something that does not exist or makes no sense
  kUnreadable,         // a path that is missing, not a file, or not readable
  kBadInput,           // bytes that no reader can make sense of
  kIndexMissing,       // the directory holds no index
  kIndexDamaged,       // the index is there but its files are wrong
  kIndexIncompatible,  // built by another version, or with another analyzer
  kInputOutput,        // the disk is full or failed; nothing published is touched
  kIndexLocked,        // another writer holds the index
  kNotPublished,       // built, but refused: too many rejections, or the corpus shrank
};

struct Error {
  ErrorCode code = ErrorCode::kBadInput;
  std::string message;  // what happened, one line, no trailing full stop
  std::string hint;     // what to do, one line; may be empty
};

template <typename T>
using Result = tl::expected<T, Error>;

/// Shorthand for returning an Error from a function whose result is some Result<T>.
inline tl::unexpected<Error> failure(ErrorCode code, std::string message, std::string hint = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(hint)});
}

}  // namespace medlar
