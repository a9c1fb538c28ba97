// One JSON object on its way to an article: the keys we understand and what they may hold.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "corpus/article.h"

namespace medlar {

enum class Field {
  kId,
  kTitle,
  kHeading,
  kText,
  kUrl,
  kNames,
  kSource,
  kLanguage,
  kAudience,
  kReviewed,
  kUpdated,
  kAuthors,
  kReviewers,
  kSections
};
inline constexpr std::size_t kFieldCount = 14;

/// Keys in the order of preference; the first of a field is also its name in `--map`. Where a
/// record has several keys of one field the upper row wins and the other counts as unused.
struct KeyRow {
  std::string_view key;
  Field field;
};
std::span<const KeyRow> json_keys();

/// What stopped a record: a code for scripts and a sentence for people.
struct Refusal {
  std::string code;
  std::string detail;
};

/// One record while its members arrive, in whatever order.
class JsonRecord {
 public:
  /// Takes one member; `rank` is the row of its key. Of two keys of one field the lower rank stays.
  std::optional<Refusal> take(Field field, int rank, std::string_view key,
                              simdjson::dom::element value);
  void leave_unused(std::string_view key);

  const std::vector<std::string>& unused() const { return unused_; }
  /// Hands over the article; the record is spent.
  Article finish();

 private:
  struct Seen {
    int rank = 1000;
    std::string key;
  };
  void set(Field field, std::string_view key, const std::string& text);
  void keep_readable(std::string value, std::string_view key, std::string& into);

  Article article_;
  Section main_;  // of `heading` and `text`
  std::vector<std::string> unused_;
  std::array<Seen, kFieldCount> seen_;
};

}  // namespace medlar
