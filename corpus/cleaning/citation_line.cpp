#include "corpus/cleaning/citation_line.h"

#include <algorithm>
#include <string>

#include "corpus/ascii.h"

namespace medlar {
namespace {

/// Entries are shorter; paragraphs that mention a study may be longer.
constexpr std::size_t kLongestEntry = 700;

bool is_letter(char c) {
  return is_capital(c) || is_small(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// The length of "12. ", "[12] ", "(12) ", "12) " or a raised figure with what follows it, or 0.
std::size_t number_length(std::string_view line) {
  std::size_t i = 0;
  const bool bracket = line.starts_with('[') || line.starts_with('(');
  if (bracket) ++i;
  const std::size_t first = i;
  while (i < line.size() && is_digit(line[i])) ++i;
  if (i > first && i - first <= 3 && i < line.size() &&
      std::string_view(bracket ? "])" : ".)").find(line[i]) != std::string_view::npos) {
    ++i;
  } else {
    i = 0;
    while (line.substr(i).starts_with("\xC2\xB9") || line.substr(i).starts_with("\xC2\xB2") ||
           line.substr(i).starts_with("\xC2\xB3")) {
      i += 2;
    }
    while (line.substr(i).starts_with("\xE2\x81")) i += 3;
    if (i == 0) return 0;
  }
  const std::size_t end = line.find_first_not_of(" \t", i);
  return end == std::string_view::npos ? line.size() : end;
}

bool holds_year(std::string_view line) {
  for (std::size_t i = 0; i + 4 <= line.size(); ++i) {
    if (!is_digit(line[i]) || (i > 0 && (is_digit(line[i - 1]) || is_letter(line[i - 1]))))
      continue;
    const std::string_view four = line.substr(i, 4);
    const bool year =
        (four.starts_with("19") || four.starts_with("20")) && std::ranges::all_of(four, is_digit);
    const char after = i + 4 < line.size() ? line[i + 4] : ' ';
    // "2004a" tells two works of one year apart.
    if (year && !is_digit(after) && (!is_letter(after) || (after >= 'a' && after <= 'c')))
      return true;
  }
  return false;
}

/// "15(11): 1185-1192", "4:21-9", "38 Suppl 1:S62": a number, a colon, a page.
bool holds_volume_and_page(std::string_view line) {
  for (std::size_t colon = line.find(':'); colon != std::string_view::npos;
       colon = line.find(':', colon + 1)) {
    if (colon == 0) continue;
    const char before = line[colon - 1];
    std::size_t after = line.find_first_not_of(' ', colon + 1);
    if (after == std::string_view::npos || !(is_digit(before) || before == ')')) continue;
    while (after < line.size() && (is_capital(line[after]) || line[after] == 'e')) ++after;
    if (after == line.size() || !is_digit(line[after])) continue;
    const std::size_t end = std::min(line.find_first_not_of("0123456789", after), line.size());
    const std::string_view rest = line.substr(end);
    // Pages are a range or a number of three digits; "10:30" and "1:100" are not enough.
    if (rest.starts_with('-') || rest.starts_with("–") || end - after >= 3) return true;
  }
  return false;
}

/// Words of journals, publishers and addresses.
constexpr std::string_view kSourceWords[] = {"et al",          "doi",
                                             "PMID",           "PMCID",
                                             "ISBN",           "http://",
                                             "https://",       "www.",
                                             "Journal",        "J Am ",
                                             "N Engl J",       "New England Journal",
                                             "Lancet",         "BMJ",
                                             "JAMA",           "Ann ",
                                             "Annals of",      "Arch ",
                                             "Archives of",    "Am J ",
                                             "Br J ",          "Eur J ",
                                             "Int J ",         "J Clin",
                                             "Clin ",          "Cochrane",
                                             "Press",          "Publishing",
                                             "Retrieved",      "Accessed",
                                             "accessed",       "Available at",
                                             "Available from", "Available online",
                                             "In press",       "ed. ",
                                             "eds.",           "edition",
                                             "Suppl",          "pp.",
                                             "vol.",           "Vol.",
                                             "Rev ",           "Med ",
                                             "Disponible en",  "Consultado",
                                             "Revista",        "Editorial",
                                             "Guideline",      "guideline",
                                             "Report",         "Circulation",
                                             "Pediatrics",     "Diabetes Care"};

/// "Rao RD", "Nussbaum DA": a name and initials, at the beginning.
bool begins_with_author(std::string_view line) {
  if (line.empty() || !(is_capital(line[0]) || static_cast<unsigned char>(line[0]) >= 0x80)) {
    return false;
  }
  std::size_t i = 0;
  // Up to three words of a surname ("van der Berg").
  for (int words = 0; words < 3 && i < line.size(); ++words) {
    while (i < line.size() && (is_letter(line[i]) || line[i] == '-' || line[i] == '\'')) ++i;
    std::size_t j = i;
    if (j < line.size() && line[j] == ',') ++j;
    if (j >= line.size() || line[j] != ' ') return false;
    ++j;
    // One to three initials, each with its stop or none with one.
    std::size_t initials = 0;
    std::size_t k = j;
    while (k < line.size() && is_capital(line[k]) && initials < 4) {
      ++initials;
      ++k;
      if (k < line.size() && line[k] == '.') ++k;
      if (k + 1 < line.size() && line[k] == ' ' && is_capital(line[k + 1]) &&
          (k + 2 == line.size() || line[k + 2] == '.')) {
        ++k;
      }
    }
    // Behind them a stop, the next author or the year: "The NCI Best Case" has no author.
    const std::string_view rest = line.substr(k);
    const bool ends = rest.empty() || line[k - 1] == '.' ||
                      std::string_view(",.;:").find(rest.front()) != std::string_view::npos ||
                      rest.starts_with(" (") || rest.starts_with(" and ") ||
                      rest.starts_with(" et al") || rest.starts_with(" y ") ||
                      rest.starts_with(" & ");
    if (initials > 0 && initials < 4 && ends) return true;
    i = j;
  }
  return false;
}

}  // namespace

CitationLikeness citation_likeness(std::string_view line) {
  line = line.substr(std::min(line.find_first_not_of(" \t-*"), line.size()));
  if (line.size() > kLongestEntry) return CitationLikeness::kNone;
  const std::size_t number = number_length(line);
  std::string_view entry = line.substr(number);
  if (entry.starts_with("^ ")) entry.remove_prefix(2);  // the way back, in encyclopedias
  const bool author = begins_with_author(entry);
  if (number == 0 && !author) return CitationLikeness::kNone;
  const bool located = holds_volume_and_page(entry);
  const bool source = std::ranges::any_of(kSourceWords, [entry](std::string_view word) {
    return entry.find(word) != std::string_view::npos;
  });
  const int signs = (number > 0 ? 1 : 0) + (author ? 1 : 0) + (located ? 1 : 0) + (source ? 1 : 0);
  if (holds_year(entry) && signs >= 2 && (author || located || source)) {
    return CitationLikeness::kCitation;
  }
  return number > 0 ? CitationLikeness::kNumbered : CitationLikeness::kNone;
}

}  // namespace medlar
