#include "indexer/format/xapian_guard.h"

#include <cstdlib>
#include <new>

#include <gtest/gtest.h>

namespace medlar {
namespace {

struct Row {
  const char* name;
  void (*throw_it)();
  ErrorCode reading;
  ErrorCode writing;
};

// What a full disk makes the engine say depends on where in a commit it was met.
constexpr Row kRows[] = {
    {"full", [] { throw Xapian::DatabaseError("Error writing block 2", "", 28); },
     ErrorCode::kInputOutput, ErrorCode::kInputOutput},
    {"full, then not reopened",
     [] {
       throw Xapian::DatabaseError(
           "Modifications failed (DatabaseError: Error writing block 2 (No space left on device)), "
           "and couldn't open at the old revision: cancel() not supported");
     },
     ErrorCode::kIndexDamaged, ErrorCode::kInputOutput},
    {"closed after that", [] { throw Xapian::DatabaseClosedError("Database has been closed"); },
     ErrorCode::kIndexDamaged, ErrorCode::kInputOutput},
    {"damaged", [] { throw Xapian::DatabaseCorruptError("Bad block"); }, ErrorCode::kIndexDamaged,
     ErrorCode::kInputOutput},
    {"locked", [] { throw Xapian::DatabaseLockError("locked"); }, ErrorCode::kIndexLocked,
     ErrorCode::kInputOutput},
    {"a commit that cannot be undone",
     [] {
       throw Xapian::InvalidOperationError("cancel() not supported under Xapian::DB_DANGEROUS");
     },
     ErrorCode::kIndexDamaged, ErrorCode::kInputOutput},
    {"our mistake", [] { throw Xapian::InvalidArgumentError("Term too long"); },
     ErrorCode::kIndexDamaged, ErrorCode::kIndexDamaged},
};

/// As the engine does where memory runs out within a commit.
[[noreturn]] void throw_after_shortage() {
  try {
    std::get_new_handler()();
  } catch (const std::bad_alloc&) {
    throw Xapian::InvalidOperationError("cancel() not supported under Xapian::DB_DANGEROUS");
  }
  std::abort();
}

TEST(XapianGuard, TellsAFailingDiskFromADamagedIndex) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.name);
    const auto work = [&]() -> Result<int> {
      row.throw_it();
      return 0;
    };
    const auto read = xapian_guard(work);
    const auto written = xapian_writing_guard(work);
    ASSERT_FALSE(read);
    ASSERT_FALSE(written);
    EXPECT_EQ(read.error().code, row.reading);
    EXPECT_EQ(written.error().code, row.writing);
    EXPECT_FALSE(written.error().hint.empty());
  }
}

TEST(XapianGuard, TellsALackOfMemoryFromAll) {
  watch_operator_new();
  const auto read = [] { return xapian_guard([]() -> Result<int> { throw_after_shortage(); }); };
  const auto write = [] {
    return xapian_writing_guard([]() -> Result<int> { throw_after_shortage(); });
  };
  EXPECT_THROW(read(), std::bad_alloc);
  EXPECT_THROW(write(), std::bad_alloc);
  // What went by before is no reason.
  EXPECT_TRUE(has_memory_run_out());
  EXPECT_EQ(xapian_guard([]() -> Result<int> { throw Xapian::DatabaseCorruptError("Bad block"); })
                .error()
                .code,
            ErrorCode::kIndexDamaged);
}

}  // namespace
}  // namespace medlar
