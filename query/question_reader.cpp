#include "query/question_reader.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <fmt/format.h>

#include "corpus/analysis/dose.h"
#include "corpus/analysis/language.h"
#include "corpus/analysis/name_words.h"
#include "corpus/analysis/vocabulary.h"
#include "corpus/cleaning/section_role.h"

namespace medlar {
namespace {

constexpr std::string_view kGap = "...";
constexpr std::size_t kMaxGap = 6;  // words
constexpr std::size_t kMaxRoles = 3;

std::vector<std::vector<std::string_view>> lines_of(std::string_view list,
                                                    std::string_view language) {
  return vocabulary_lines(vocabulary_file(fmt::format("{}.{}.txt", list, language)));
}

/// A table for each language that has one, read when it is first needed; others have an empty one.
template <typename Table>
const Table& table_of(std::string_view language) {
  const std::string_view tag = primary_tag(language);
  if (tag == "en") {
    static const Table english("en");
    return english;
  }
  if (tag == "es") {
    static const Table spanish("es");
    return spanish;
  }
  static const Table none("");
  return none;
}

struct Question {
  std::string_view text;
  std::vector<NameWord> words;

  std::string_view between(std::size_t first, std::size_t second) const {
    return text.substr(words[first].end, words[second].begin - words[first].end);
  }
  /// True where a sentence ends behind the word.
  bool is_last_of_sentence(std::size_t at) const {
    if (at + 1 == words.size()) return true;
    const std::string_view gap = between(at, at + 1);
    return gap.find_first_of("?!\n") != std::string_view::npos ||
           gap.find(". ") != std::string_view::npos;
  }
};

struct Intent {
  SectionRole role;
  std::vector<std::string_view> words;
  bool at_begin = false;
  bool at_end = false;
};

class IntentTable {
 public:
  explicit IntentTable(std::string_view language) {
    for (const auto& line : lines_of("question_intents", language)) {
      const SectionRoleInfo* const role = find_section_role(line.front());
      if (role == nullptr) continue;  // a test holds every line to a role and a phrase
      Intent intent{.role = role->role, .words = {line.begin() + 1, line.end()}};
      intent.at_begin = !intent.words.empty() && intent.words.front() == "^";
      intent.at_end = !intent.words.empty() && intent.words.front() == "$";
      if (intent.at_begin || intent.at_end) intent.words.erase(intent.words.begin());
      if (intent.words.empty()) continue;
      by_first_word_[intent.words.front()].push_back(std::move(intent));
    }
  }

  /// The intents whose phrase begins with a word.
  const std::vector<Intent>& beginning_with(std::string_view word) const {
    static const std::vector<Intent> kNone;
    const auto found = by_first_word_.find(word);
    return found == by_first_word_.end() ? kNone : found->second;
  }

 private:
  std::map<std::string_view, std::vector<Intent>> by_first_word_;
};

/// True where the words of an intent from `word` on stand in the question from `at` on.
bool stands_at(const Intent& intent, std::size_t word, const Question& question, std::size_t at) {
  const auto& words = question.words;
  for (; word < intent.words.size(); ++word, ++at) {
    if (intent.words[word] == kGap) {
      for (std::size_t skipped = 1; skipped <= kMaxGap && at + skipped < words.size(); ++skipped) {
        if (question.is_last_of_sentence(at + skipped - 1)) return false;
        if (stands_at(intent, word + 1, question, at + skipped)) return true;
      }
      return false;
    }
    if (at >= words.size() || words[at].folded != intent.words[word]) return false;
    if (word + 1 < intent.words.size() && question.is_last_of_sentence(at)) return false;
  }
  return !intent.at_end || at == words.size();
}

/// Words around numbers.
struct MeasureTable {
  std::set<std::string_view> numbers;
  std::set<std::string_view> units;
  std::set<std::string_view> before;
  std::set<std::string_view> after;

  explicit MeasureTable(std::string_view language) {
    const std::map<std::string_view, std::set<std::string_view>*> kinds{
        {"number", &numbers}, {"unit", &units}, {"before", &before}, {"after", &after}};
    for (const auto& line : lines_of("measures", language)) {
      const auto kind = kinds.find(line.front());  // a test holds every line to a kind
      if (kind != kinds.end()) kind->second->insert(line.begin() + 1, line.end());
    }
  }
};

bool is_digits(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == ',';
  });
}

/// "40s", as in "in his 40s".
bool is_decade(std::string_view word) {
  return word.size() == 3 && word.ends_with("0s") && is_digits(word.substr(0, 2));
}

/// Finds the measure that begins with a word.
class MeasureFinder {
 public:
  MeasureFinder(const MeasureTable& table, const Question& question)
      : table_(table), question_(question) {}

  /// The number of the word behind it; none where no measure begins.
  std::optional<std::size_t> end_of(std::size_t at) const {
    const std::string_view word = folded(at);
    if (is_decade(word)) return at + 1;
    if (dose_number_length(word) > 0) return behind(at + 1);  // "50mg"
    if (table_.before.contains(word) && is_digits(folded(at + 1))) return at + 2;
    if (!is_number(word)) return std::nullopt;
    if (is_reading(at)) return at + 2;
    std::size_t next = at + 1;
    // "2 or 3 weeks", "2-3 weeks"
    if (is_number(folded(next))) {
      ++next;
    } else if ((folded(next) == "to" || folded(next) == "or" || folded(next) == "of") &&
               next + 1 < question_.words.size() && is_number(folded(next + 1))) {
      next += 2;
    }
    if (folded(next) == "of") ++next;  // "couple of weeks"
    if (!table_.units.contains(folded(next))) return std::nullopt;
    return behind(next + 1);
  }

 private:
  std::string_view folded(std::size_t at) const {
    return at < question_.words.size() ? std::string_view(question_.words[at].folded) : "";
  }
  bool is_number(std::string_view word) const {
    return is_digits(word) || table_.numbers.contains(word);
  }

  /// "120/80": two numbers of two or three digits with a stroke between.
  bool is_reading(std::size_t at) const {
    const auto fits = [](std::string_view w) {
      return is_digits(w) && (w.size() == 2 || w.size() == 3);
    };
    return fits(folded(at)) && fits(folded(at + 1)) && question_.between(at, at + 1) == "/";
  }

  /// Goes on over "twice daily", "years old", "a day".
  std::size_t behind(std::size_t at) const {
    while (at < question_.words.size() && !question_.is_last_of_sentence(at - 1) &&
           table_.after.contains(folded(at))) {
      ++at;
    }
    return at;
  }

  const MeasureTable& table_;
  const Question& question_;
};

}  // namespace

std::vector<SectionRole> asked_roles(std::string_view text, std::string_view language) {
  const IntentTable& table = table_of<IntentTable>(language);
  const Question question{text, name_words(text)};
  std::vector<SectionRole> roles;
  for (std::size_t at = 0; at < question.words.size() && roles.size() < kMaxRoles; ++at) {
    for (const Intent& intent : table.beginning_with(question.words[at].folded)) {
      if ((intent.at_begin && at > 0) || !stands_at(intent, 0, question, at)) continue;
      if (std::ranges::find(roles, intent.role) == roles.end()) roles.push_back(intent.role);
    }
  }
  if (roles.size() > kMaxRoles) roles.resize(kMaxRoles);
  return roles;
}

std::vector<QueryRange> measures_in(std::string_view text, std::string_view language) {
  const Question question{text, name_words(text)};
  const MeasureFinder finder(table_of<MeasureTable>(language), question);
  std::vector<QueryRange> measures;
  for (std::size_t at = 0; at < question.words.size();) {
    const auto end = finder.end_of(at);
    if (!end) {
      ++at;
      continue;
    }
    measures.push_back({question.words[at].begin, question.words[*end - 1].end});
    at = *end;
  }
  return measures;
}

}  // namespace medlar
