// The one place where a Xapian::Error, which is no std::exception, becomes our Error.
//
// Private to the sources that touch the engine: never include it from a header.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <xapian.h>

#include "corpus/error.h"
#include "corpus/memory_watch.h"

namespace medlar {

inline Error from_xapian(const Xapian::Error& e) {
  const std::string type = e.get_type();
  // get_error_string() is the system's reason: "No space left on device".
  const char* system_reason = e.get_error_string();
  const std::string reason =
      e.get_msg() + (system_reason == nullptr ? "" : std::string(" (") + system_reason + ")");
  if (type == "DatabaseVersionError") {
    return {ErrorCode::kIndexIncompatible, "the index has another storage format: " + reason,
            "rebuild it: medlar index"};
  }
  if (type == "DatabaseError" && system_reason != nullptr) {
    return {ErrorCode::kInputOutput, "the disk failed: " + reason,
            "free some space and run again; what was published before is untouched"};
  }
  if (type == "DatabaseCorruptError" || type == "DatabaseOpeningError" ||
      type == "DatabaseNotFoundError" || type == "DatabaseError") {
    return {ErrorCode::kIndexDamaged, "the index cannot be read: " + reason,
            "run: medlar rollback, or rebuild it: medlar index"};
  }
  return {ErrorCode::kIndexDamaged, type + ": " + reason, "run: medlar check"};
}

/// As from_xapian(), of a database that was just built: it is sound, whatever the engine finds
/// wrong with it when the disk cannot give it back.
inline Error from_xapian_building(const Xapian::Error& e) {
  Error error = from_xapian(e);
  if (error.code == ErrorCode::kIndexDamaged &&
      std::string_view(e.get_type()).starts_with("Database")) {
    return {ErrorCode::kInputOutput, "the disk failed: " + e.get_msg(),
            "free some space and run again; what was published before is untouched"};
  }
  return error;
}

/// Calls `work`, which returns some Result<T>, and turns what Xapian throws into its Error; where
/// memory ran out meanwhile, into std::bad_alloc, for then anything may look damaged.
template <typename Work>
std::invoke_result_t<Work> xapian_guard(Work&& work) {
  const MemoryWatch memory;
  try {
    return std::forward<Work>(work)();
  } catch (const Xapian::Error& e) {
    memory.expect_no_shortage();
    return tl::unexpected<Error>(from_xapian(e));
  }
}

/// As xapian_guard(), around what reads a database that was just built.
template <typename Work>
std::invoke_result_t<Work> xapian_building_guard(Work&& work) {
  const MemoryWatch memory;
  try {
    return std::forward<Work>(work)();
  } catch (const Xapian::Error& e) {
    memory.expect_no_shortage();
    return tl::unexpected<Error>(from_xapian_building(e));
  }
}

}  // namespace medlar
