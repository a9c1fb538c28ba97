#include "corpus/analysis/citation_mark.h"

#include <algorithm>
#include <array>

#include "corpus/ascii.h"

namespace medlar {
namespace {

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_letter(char c) { return is_small(c) || is_capital(c) || is_beyond_ascii(c); }

constexpr std::array<std::string_view, 10> kRaised = {"⁰", "¹", "²", "³", "⁴",
                                                      "⁵", "⁶", "⁷", "⁸", "⁹"};

constexpr std::string_view kRaisedMinus = "⁻";

/// The length of a dash, or 0.
std::size_t dash_length(std::string_view text) {
  if (text.starts_with('-')) return 1;
  const bool is_dash =
      text.starts_with("–") || text.starts_with("‑") || text.starts_with(kRaisedMinus);
  return is_dash ? kRaisedMinus.size() : 0;
}

/// The length of the raised figure that `text` begins with, or 0.
std::size_t raised_length(std::string_view text) {
  if (text.empty() || !is_beyond_ascii(text.front())) return 0;
  for (const std::string_view figure : kRaised) {
    if (text.starts_with(figure)) return figure.size();
  }
  return 0;
}

/// Words that a full stop may end inside a sentence and that a number follows.
constexpr std::string_view kTakeNumbers[] = {
    // abbreviations
    "approx", "aprox", "april", "aug", "august", "cap", "chap", "chr", "december", "dec", "dic",
    "ene", "exp", "ext", "feb", "february", "fig", "figs", "jan", "january", "july", "jul", "jun",
    "june", "mar", "march", "max", "min", "nos", "nov", "november", "núm", "oct", "october", "pág",
    "págs", "pags", "par", "para", "ref", "refs", "sec", "sect", "sep", "sept", "september", "tab",
    "tel", "temp", "ver", "vol", "vols", "wks", "yrs",
    // what is numbered
    "appendix", "article", "box", "capítulo", "case", "chapter", "class", "day", "figura", "figure",
    "grade", "group", "item", "level", "line", "model", "note", "number", "page", "part", "phase",
    "point", "question", "section", "stage", "step", "table", "tabla", "type", "version", "week"};

/// Words that a number before them counts: "age,9 months" lacks a space, "drugs,1 antibiotics" has
/// a mark.
constexpr std::string_view kCounted[] = {
    "of",     "or",       "to",   "year",    "years",   "month",    "months", "week",
    "weeks",  "day",      "days", "hour",    "hours",   "times",    "mg",     "g",
    "ml",     "kg",       "cm",   "mm",      "percent", "patients", "women",  "men",
    "people", "children", "min",  "minutes", "h"};

bool is_one_of(std::string_view word, const auto& words) {
  return std::ranges::find(words, word) != std::end(words);
}

/// Whether the letters that end at `end` are a word that may end a sentence: three or more, the
/// last three small ("GII", "A" and "vs" are names and abbreviations), and not a part of an
/// address.
bool ends_in_word(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  const std::string_view word = text.substr(begin, end - begin);
  const std::string_view last = word.substr(word.size() - std::min<std::size_t>(word.size(), 3));
  const bool small =
      std::ranges::all_of(last, [](char c) { return is_small(c) || is_beyond_ascii(c); });
  if (last.size() < 3 || !small) return false;
  if (begin > 0 && std::string_view("./@_\\").find(text[begin - 1]) != std::string_view::npos) {
    return false;
  }
  std::string lower(word);
  if (is_capital(lower[0])) lower[0] = static_cast<char>(lower[0] - 'A' + 'a');
  return !is_one_of(lower, kTakeNumbers);
}

/// Whether a sentence may end with the stop at `stop`.
bool ends_sentence(std::string_view text, std::size_t stop) {
  if (stop == 0) return false;
  std::size_t end = stop;
  for (const std::string_view closing : {")", "\"", "”", "’", "'"}) {
    if (text.substr(0, end).ends_with(closing)) {
      end -= closing.size();
      break;
    }
  }
  if (end == 0) return false;
  // "50%." and "(CVD)." end as surely as a word.
  if (text[end - 1] == '%' || (end < stop && is_capital(text[end - 1]))) return true;
  return text.substr(0, end).ends_with("et al") || ends_in_word(text, end);
}

/// The end of a list of numbers below 1000 ("1", "1,2", "1-3", "20, 21"), or `at`.
std::size_t end_of_numbers(std::string_view text, std::size_t at, bool with_blanks) {
  std::size_t end = at;
  for (std::size_t i = at; i < text.size();) {
    const std::size_t first = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    if (i == first || i - first > 3 || text[first] == '0') return first == at ? at : end;
    end = i;
    if (with_blanks && i < text.size() && text[i] == ' ') ++i;
    if (i == text.size()) return end;
    if (text[i] == ',' || text[i] == ';') {
      ++i;
    } else if (const std::size_t dash = dash_length(text.substr(i)); dash > 0) {
      i += dash;
    } else {
      return end;
    }
    if (with_blanks && i < text.size() && text[i] == ' ') ++i;
  }
  return end;
}

/// Whether what begins at `at`, right behind a mark, is another sentence: the text's or line's end,
/// a blank and no small letter, or a capital with its word ("21Complications", not "3D").
bool begins_sentence(std::string_view text, std::size_t at) {
  if (at == text.size()) return true;
  const auto is_small_at = [&](std::size_t i) { return i < text.size() && is_small(text[i]); };
  if (is_blank(text[at])) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
    return !is_small_at(at);
  }
  if (is_capital(text[at])) {
    // "1A small device"
    const bool article = text[at] == 'A' && text.substr(at + 1).starts_with(' ');
    return is_small_at(at + 1) || (article && is_small_at(at + 2));
  }
  // Spanish opens with signs, and with capitals beyond ASCII; a quotation mark opens anywhere.
  constexpr std::string_view kOpening[] = {"¿", "¡", "“", "\"", "Á", "É",
                                           "Í", "Ó", "Ú", "Ñ",  "[", "("};
  return std::ranges::any_of(
      kOpening, [rest = text.substr(at)](std::string_view s) { return rest.starts_with(s); });
}

/// Figures right behind a stop: "embolism.21Complications", "term?2 The".
std::size_t end_behind_stop(std::string_view text, std::size_t at) {
  const std::size_t end = end_of_numbers(text, at, false);
  if (end == at || !ends_sentence(text, at - 1) || !begins_sentence(text, end)) return at;
  return end;
}

/// A figure right behind a comma: "drugs,1 antibiotics,2 and".
std::size_t end_behind_comma(std::string_view text, std::size_t at) {
  const std::size_t end = at + 1;
  if (text[at] == '0' || end + 1 >= text.size() || text[end] != ' ' || !is_small(text[end + 1]) ||
      !ends_in_word(text, at - 1)) {
    return at;
  }
  std::size_t next = end + 1;
  while (next < text.size() && is_letter(text[next])) ++next;
  return is_one_of(text.substr(end + 1, next - end - 1), kCounted) ? at : end;
}

/// What comes right before a list in brackets that is an interval and no mark.
constexpr std::string_view kBeforeIntervals[] = {"CI",       "IQR",    "SD",  "range",
                                                 "interval", "median", "mean"};

/// Numbers in brackets, behind a word, a sentence or another mark: "study [1, 2]", "brain.[1]".
std::size_t end_of_brackets(std::string_view text, std::size_t at) {
  std::size_t end = end_of_numbers(text, at + 1, true);
  while (end < text.size() && text[end] == ' ') ++end;
  if (end == at + 1 || end >= text.size() || text[end] != ']') return at;
  ++end;
  // "[6]-gingerol", "benzo[3,4]pyrene"
  if (end < text.size() && (is_small(text[end]) || dash_length(text.substr(end)) > 0)) return at;
  std::size_t before = at;
  if (before > 0 && text[before - 1] == ' ') --before;
  if (before == 0) return at;
  const char c = text[before - 1];
  if (c == ']' || c == ')') return end;
  if (c == '.' || c == '?' || c == '!' || c == ',' || c == ';') return end;
  if (!is_letter(c)) return at;
  std::size_t begin = before;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  return is_one_of(text.substr(begin, before - begin), kBeforeIntervals) ? at : end;
}

/// A number or a letter in brackets glued to a stop or to another mark: "joints.(1)The",
/// "health.[b][c]You".
std::size_t end_of_glued_brackets(std::string_view text, std::size_t at) {
  const char close = text[at] == '(' ? ')' : ']';
  std::size_t end = end_of_numbers(text, at + 1, false);
  if (end == at + 1 && close == ']' && end < text.size() && is_small(text[end])) ++end;
  if (end == at + 1 || end >= text.size() || text[end] != close) return at;
  ++end;
  const char before = text[at - 1];
  const bool behind_mark = before == close && at >= 2 && (is_digit(text[at - 2]) || close == ']');
  const bool behind_stop =
      (before == '.' || before == '?' || before == '!') && ends_sentence(text, at - 1);
  if (!behind_mark && !behind_stop) return at;
  return begins_sentence(text, end) ? end : at;
}

/// A run of raised figures, with commas and dashes between, behind a sentence's end.
std::size_t end_of_raised(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (std::size_t i = at; i < text.size();) {
    std::size_t length = raised_length(text.substr(i));
    if (length > 0) {
      i += length;
      end = i;
      continue;
    }
    length = text[i] == ',' || text[i] == ' ' ? 1 : dash_length(text.substr(i));
    if (length == 0 || i + length >= text.size() || raised_length(text.substr(i + length)) == 0) {
      break;
    }
    i += length;
  }
  return end;
}

bool is_stop(char c) { return c == '.' || c == '?' || c == '!'; }

/// The bytes that a mark can begin with: few, in most texts.
constexpr std::array<bool, 256> kMayBeginMark = [] {
  std::array<bool, 256> may_begin{};
  for (char c = '0'; c <= '9'; ++c) may_begin[static_cast<unsigned char>(c)] = true;
  may_begin['['] = true;
  may_begin['('] = true;
  for (const std::string_view figure : kRaised) {
    may_begin[static_cast<unsigned char>(figure.front())] = true;
  }
  return may_begin;
}();

}  // namespace

CitationMark next_citation_mark(std::string_view text, std::size_t from) {
  for (std::size_t i = std::max<std::size_t>(from, 1); i < text.size(); ++i) {
    const char c = text[i];
    if (!kMayBeginMark[static_cast<unsigned char>(c)]) continue;
    std::size_t end = i;
    if (is_digit(c)) {
      if (is_stop(text[i - 1])) end = end_behind_stop(text, i);
      if (text[i - 1] == ',') end = end_behind_comma(text, i);
      if (end == i) {
        while (i + 1 < text.size() && is_digit(text[i + 1])) ++i;  // the rest of the number
        continue;
      }
    } else if (c == '[' || c == '(') {
      if (c == '[') end = end_of_brackets(text, i);
      if (end == i) end = end_of_glued_brackets(text, i);
    } else if (is_stop(text[i - 1]) && raised_length(text.substr(i)) > 0) {
      end = end_of_raised(text, i);
    }
    if (end > i) return {i, end, is_stop(text[i - 1])};
  }
  return {text.size(), text.size(), false};
}

std::string raised_figures(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_digit(c)) {
      out += kRaised[static_cast<std::size_t>(c - '0')];
    } else if (c == '-' && out.empty()) {
      out += kRaisedMinus;
    } else {
      out += c;
    }
  }
  return out;
}

std::string with_raised_marks(std::string_view text) {
  std::string out;
  std::size_t done = 0;
  for (CitationMark mark = next_citation_mark(text, 0); mark.begin < text.size();
       mark = next_citation_mark(text, mark.end)) {
    out += text.substr(done, mark.begin - done);
    const std::string_view written = text.substr(mark.begin, mark.end - mark.begin);
    out += is_digit(written.front()) ? raised_figures(written) : std::string(written);
    done = mark.end;
    const bool glued =
        done < text.size() && is_letter(text[done]) && raised_length(text.substr(done)) == 0;
    if (glued) out += ' ';
  }
  out += text.substr(done);
  return out;
}

}  // namespace medlar
