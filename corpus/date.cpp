#include "corpus/date.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include <fmt/format.h>

#include "corpus/ascii.h"

namespace medlar {
namespace {

/// Month names by their first letters: enough to tell them apart, so that "Sept." and "September"
/// are one row. Spanish rows only where they differ.
struct MonthName {
  std::string_view prefix;
  std::size_t shortest;  // letters a text must have: "ma" alone is no month
  int month;
};
constexpr MonthName kMonths[] = {
    {"january", 3, 1},    {"february", 3, 2},  {"march", 3, 3},     {"april", 3, 4},
    {"may", 3, 5},        {"june", 3, 6},      {"july", 3, 7},      {"august", 3, 8},
    {"september", 3, 9},  {"october", 3, 10},  {"november", 3, 11}, {"december", 3, 12},
    {"enero", 3, 1},      {"febrero", 3, 2},   {"marzo", 3, 3},     {"abril", 3, 4},
    {"mayo", 4, 5},       {"junio", 3, 6},     {"julio", 3, 7},     {"agosto", 3, 8},
    {"septiembre", 4, 9}, {"setiembre", 3, 9}, {"octubre", 3, 10},  {"noviembre", 3, 11},
    {"diciembre", 3, 12},
};

/// Words that may stand in a date and say nothing.
constexpr std::string_view kFillers[] = {
    "de",    "del",    "of",      "the",       "el",       "on",     "st",       "nd",
    "rd",    "th",     "mon",     "tue",       "wed",      "thu",    "fri",      "sat",
    "sun",   "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "lunes", "martes", "jueves",  "viernes",   "domingo",
};

constexpr std::string_view kSpaces = " \t\r\n";

struct Day {
  int year = 0;
  int month = 0;
  int day = 0;
};

/// Which number is what, by the kinds of a date's parts: Y a year, M a named month, N a number of
/// one or two digits. The second column says what each part is: y, m or d.
struct Shape {
  std::string_view parts;
  std::string_view meaning;
};
constexpr Shape kShapes[] = {
    {"Y", "y"},   {"YN", "ym"},   {"YNN", "ymd"}, {"YM", "ym"},   {"YMN", "ymd"},
    {"MY", "my"}, {"MNY", "mdy"}, {"NMY", "dmy"}, {"NNY", "mdy"}, {"NY", "my"},
};

struct Parts {
  std::string shape;
  std::vector<int> values;
  bool day_first = false;  // dots between numbers
};

int month_named(std::string_view word) {
  for (const MonthName& row : kMonths) {
    if (word.size() >= row.shortest && row.prefix.starts_with(word)) return row.month;
  }
  return 0;
}

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

bool add_number(std::string_view digits, Parts& parts) {
  if (digits.size() == 8) {  // 20081121
    return add_number(digits.substr(0, 4), parts) && add_number(digits.substr(4, 2), parts) &&
           add_number(digits.substr(6, 2), parts);
  }
  if (digits.size() > 2 && digits.size() != 4) return false;
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  parts.shape += digits.size() == 4 ? 'Y' : 'N';
  parts.values.push_back(value);
  return true;
}

/// False when the text holds something that no date holds.
bool take_apart(std::string_view text, Parts& parts) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto c = static_cast<unsigned char>(text[i]);
    std::size_t end = i + 1;
    if (std::isdigit(c)) {
      while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end]))) ++end;
      if (end < text.size() && text[end] == ':') return true;  // a time of day: the date is over
      if (!add_number(text.substr(i, end - i), parts)) return false;
      if (end < text.size() && text[end] == '.' && parts.shape == "N") parts.day_first = true;
    } else if (std::isalpha(c)) {
      while (end < text.size() && std::isalpha(static_cast<unsigned char>(text[end]))) ++end;
      std::string word(text.substr(i, end - i));
      std::ranges::transform(word, word.begin(),
                             [](unsigned char l) { return static_cast<char>(std::tolower(l)); });
      if (word == "t" && end < text.size() && std::isdigit(static_cast<unsigned char>(text[end]))) {
        return true;  // the T before an ISO time
      }
      if (const int month = month_named(word); month > 0) {
        parts.shape += 'M';
        parts.values.push_back(month);
      } else if (std::ranges::find(kFillers, word) == std::end(kFillers)) {
        return false;
      }
    } else if (std::string_view(" \t\r\n,./-").find(text[i]) == std::string_view::npos) {
      return false;
    }
    i = end;
  }
  return true;
}

std::string written(const Day& date) {
  if (date.year < 1000 || date.year > 2999 || date.month > 12) return {};
  if (date.month == 0) return fmt::format("{:04}", date.year);
  if (date.day == 0) return fmt::format("{:04}-{:02}", date.year, date.month);
  if (date.day > days_in(date.year, date.month)) return {};
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

}  // namespace

std::string parse_date(std::string_view text, NumericOrder order) {
  constexpr std::size_t kLongestDate = 64;
  if (text.size() > kLongestDate) return {};
  Parts parts;
  if (!take_apart(text, parts)) return {};
  const auto* shape = std::ranges::find(kShapes, std::string_view(parts.shape), &Shape::parts);
  if (shape == std::end(kShapes)) return {};
  std::string meaning(shape->meaning);
  if (parts.shape == "NNY") {
    const bool is_ambiguous = !parts.day_first && parts.values[0] <= 12 && parts.values[1] <= 12 &&
                              parts.values[0] != parts.values[1];
    if (is_ambiguous && order == NumericOrder::kUnknown) return written({.year = parts.values[2]});
    const bool day_first =
        is_ambiguous ? order == NumericOrder::kDayFirst : parts.day_first || parts.values[0] > 12;
    if (day_first) meaning = "dmy";
  }
  Day date;
  for (std::size_t i = 0; i < meaning.size(); ++i) {
    int& field = meaning[i] == 'y' ? date.year : meaning[i] == 'm' ? date.month : date.day;
    field = parts.values[i];
    if (field == 0) return {};  // "2012-00-10" is no date; a missing part is left out instead
  }
  return written(date);
}

std::string leading_date(std::string_view text, NumericOrder order) {
  return date_at_beginning(text, order).date;
}

DateAtBeginning date_at_beginning(std::string_view text, NumericOrder order) {
  // The longest run of words that is a date: "May 2019" before "May".
  constexpr std::size_t kMostWords = 7;
  std::vector<std::size_t> ends;
  std::size_t at = text.find_first_not_of(kSpaces);
  while (at != std::string_view::npos && ends.size() < kMostWords) {
    const std::size_t end = std::min(text.find_first_of(kSpaces, at), text.size());
    ends.push_back(end);
    at = text.find_first_not_of(kSpaces, end);
  }
  for (auto end = ends.rbegin(); end != ends.rend(); ++end) {
    std::string_view words = text.substr(0, *end);
    while (!words.empty() && std::string_view(".,;:)|").find(words.back()) != words.npos) {
      words.remove_suffix(1);
    }
    if (std::string date = parse_date(words, order); !date.empty()) return {date, words.size()};
  }
  return {};
}

NumericOrder numeric_order(std::string_view text) {
  bool day_first = false;
  bool month_first = false;
  for (std::size_t slash = text.find('/'); slash != std::string_view::npos;
       slash = text.find('/', slash + 1)) {
    std::size_t begin = slash;
    while (begin > 0 && slash - begin < 3 && is_digit(text[begin - 1])) --begin;
    std::size_t end = slash + 1;
    while (end < text.size() && end - slash < 4 && is_digit(text[end])) ++end;
    // "25/04/2020": the second slash and a year follow.
    if (slash == begin || slash - begin > 2 || end == slash + 1 || end - slash > 3 ||
        !text.substr(end).starts_with('/') || text.size() < end + 5 ||
        !std::ranges::all_of(text.substr(end + 1, 4), is_digit)) {
      continue;
    }
    const auto number = [](std::string_view digits) {
      return digits.size() == 1 ? digits[0] - '0' : (digits[0] - '0') * 10 + digits[1] - '0';
    };
    day_first = day_first || number(text.substr(begin, slash - begin)) > 12;
    month_first = month_first || number(text.substr(slash + 1, end - slash - 1)) > 12;
  }
  if (day_first == month_first) return NumericOrder::kUnknown;
  return day_first ? NumericOrder::kDayFirst : NumericOrder::kMonthFirst;
}

}  // namespace medlar
