// Where the real data stands, for tests that read it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "test_paths.h"

namespace medlar {

inline std::filesystem::path shared_data(std::string_view below) {
  return std::filesystem::path(MEDLAR_SHARED_DATA) / below;
}

}  // namespace medlar

/// Skips the test where the real data is absent (a user's clone); with CI=true that is a failure.
#define MEDLAR_NEED_SHARED_DATA(below)                                           \
  do {                                                                           \
    if (!std::filesystem::exists(::medlar::shared_data(below))) {                \
      const char* ci = std::getenv("CI");                                        \
      if (ci != nullptr && std::string_view(ci) == "true") {                     \
        FAIL() << "the real data is missing: " << ::medlar::shared_data(below);  \
      }                                                                          \
      GTEST_SKIP() << "needs the real data in " << ::medlar::shared_data(below); \
    }                                                                            \
  } while (false)
