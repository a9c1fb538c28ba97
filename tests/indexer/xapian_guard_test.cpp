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
  ErrorCode building;
};

// What was just built is sound: the disk does not give it back.
constexpr Row kRows[] = {
    {"full", [] { throw Xapian::DatabaseError("Error writing block 2", "", 28); },
     ErrorCode::kInputOutput, ErrorCode::kInputOutput},
    {"closed", [] { throw Xapian::DatabaseClosedError("Database has been closed"); },
     ErrorCode::kIndexDamaged, ErrorCode::kInputOutput},
    {"damaged", [] { throw Xapian::DatabaseCorruptError("Bad block"); }, ErrorCode::kIndexDamaged,
     ErrorCode::kInputOutput},
    {"our mistake", [] { throw Xapian::InvalidArgumentError("Term too long"); },
     ErrorCode::kIndexDamaged, ErrorCode::kIndexDamaged},
};

/// As the engine does where it takes a lack of memory for something else.
[[noreturn]] void throw_after_shortage() {
  try {
    std::get_new_handler()();
  } catch (const std::bad_alloc&) {
    throw Xapian::DatabaseCorruptError("Bad block");
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
    const auto built = xapian_building_guard(work);
    ASSERT_FALSE(read);
    ASSERT_FALSE(built);
    EXPECT_EQ(read.error().code, row.reading);
    EXPECT_EQ(built.error().code, row.building);
    EXPECT_FALSE(built.error().hint.empty());
  }
}

TEST(XapianGuard, TellsALackOfMemoryFromAll) {
  watch_operator_new();
  const auto read = [] { return xapian_guard([]() -> Result<int> { throw_after_shortage(); }); };
  const auto build = [] {
    return xapian_building_guard([]() -> Result<int> { throw_after_shortage(); });
  };
  EXPECT_THROW(read(), std::bad_alloc);
  EXPECT_THROW(build(), std::bad_alloc);
  // What went by before is no reason.
  EXPECT_TRUE(has_memory_run_out());
  EXPECT_EQ(xapian_guard([]() -> Result<int> { throw Xapian::DatabaseCorruptError("Bad block"); })
                .error()
                .code,
            ErrorCode::kIndexDamaged);
}

}  // namespace
}  // namespace medlar
