#include "corpus/cleaning/people.h"

#include <algorithm>
#include <cctype>

namespace medlar {
namespace {

constexpr std::size_t kLongestName = 80;
constexpr std::size_t kMostWords = 7;
constexpr std::size_t kMostNames = 32;

/// Small words inside names.
constexpr std::string_view kParticles[] = {"de",  "del", "la",  "las", "los", "van", "von", "der",
                                           "den", "di",  "da",  "dos", "du",  "bin", "ibn", "al",
                                           "el",  "le",  "the", "of",  "for", "y",   "and", "ter"};

/// Degrees that are not all capitals.
constexpr std::string_view kDegrees[] = {
    "BSc",  "MSc",    "PhD",      "Ph.D.", "Ph.D", "DPhil",  "PharmD", "MEd",  "EdD",
    "DrPH", "BPharm", "Jr",       "Jr.",   "Sr",   "PsyD",   "MPhil",  "BMed", "DSc",
    "ScD",  "MBChB",  "MRCPsych", "BSN",   "Hons", "LicMed", "DrSc",   "MRes", "BNurs"};

/// Words of a post or a place: what holds one is no name of a person.
constexpr std::string_view kPosts[] = {
    "editor",   "director",   "professor",  "university",  "hospital",     "clinic",
    "school",   "department", "institute",  "center",      "centre",       "college",
    "reviewer", "writer",     "nurse",      "physician",   "consultant",   "medicine",
    "chief",    "associate",  "specialist", "universidad", "departamento", "instituto",
    "centro",   "jefe",       "jefa",       "profesor",    "profesora",    "especialista",
    "medical",  "clinical",   "senior",     "manager",     "officer"};

bool is_capital_at(std::string_view word) {
  const auto first = static_cast<unsigned char>(word.front());
  // Beyond ASCII: U+00C0 to U+00DE, the capitals of Latin-1, or any other script.
  if (first >= 0x80) {
    return first != 0xC3 || (word.size() > 1 && static_cast<unsigned char>(word[1]) < 0x9F);
  }
  return std::isupper(first) != 0;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t.,;:|*-");
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin);
  std::size_t end = text.find_last_not_of(" \t,;:|*-");
  text = text.substr(0, end + 1);
  // The stop of a sentence, not that of "M.D." or "Jr.".
  const std::size_t word = text.find_last_of(" \t") + 1;
  const std::string_view last = text.substr(word);
  if (last.size() > 3 && last.ends_with('.') && last.find('.') + 1 == last.size()) {
    text.remove_suffix(1);
  }
  return text;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = text.find_first_not_of(" \t"); at < text.size();
       at = text.find_first_not_of(" \t", at)) {
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

bool is_one_of(std::string_view word, const auto& words) {
  return std::ranges::find(words, word) != std::end(words);
}

/// "MD", "M.D.", "MBA/MPH", "RN-BC", "PhD".
bool is_degree(std::string_view word) {
  if (is_one_of(word, kDegrees)) return true;
  const std::size_t slash = word.find('/');
  if (slash != std::string_view::npos) {
    return is_degree(word.substr(0, slash)) && is_degree(word.substr(slash + 1));
  }
  const auto capitals =
      std::ranges::count_if(word, [](unsigned char c) { return c >= 'A' && c <= 'Z'; });
  return capitals >= 2 && std::ranges::all_of(word, [](unsigned char c) {
           return (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '&';
         });
}

bool is_degrees(std::string_view part) {
  const auto words = words_of(part);
  return !words.empty() && words.size() <= 4 && std::ranges::all_of(words, is_degree);
}

bool names_a_post(std::string_view part) {
  return std::ranges::any_of(words_of(part), [](std::string_view word) {
    std::string lower(word);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
      return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
    });
    return is_one_of(lower, kPosts);
  });
}

/// Words that begin with capitals, small particles between: two at least.
bool is_name(std::string_view part) {
  const auto words = words_of(part);
  if (part.size() > kLongestName || words.size() > kMostWords) return false;
  std::size_t capitals = 0;
  for (const std::string_view word : words) {
    const bool has_digit =
        std::ranges::any_of(word, [](unsigned char c) { return std::isdigit(c); });
    if (has_digit || word.find_first_of(":?!@\"=<>[]{}_|") != std::string_view::npos) return false;
    if (is_capital_at(word)) {
      ++capitals;
    } else if (!is_one_of(word, kParticles)) {
      return false;
    }
  }
  return capitals >= 2;
}

/// Takes bracketed remarks out, and what stands behind a dash, a bar or a wide gap.
std::string names_only(std::string_view text) {
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (depth == 0) {
      const std::string_view rest = text.substr(i);
      const bool ends = rest.starts_with(" - ") || rest.starts_with(" – ") ||
                        rest.starts_with(" — ") || rest.starts_with(" | ") ||
                        rest.starts_with("\t") || (rest.starts_with("  ") && !out.empty());
      if (ends && !out.empty()) break;
      out += text[i];
    }
    if (text[i] == ')' && depth > 0) --depth;
  }
  return out;
}

/// The text cut at commas, semicolons and "and".
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  const auto cut = [&](std::size_t end, std::size_t next) {
    const std::string_view part = trimmed(text.substr(begin, end - begin));
    if (!part.empty()) parts.push_back(part);
    begin = next;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ',' || text[i] == ';') cut(i, i + 1);
    for (const std::string_view word : {" and ", " y ", " & "}) {
      if (text.substr(i).starts_with(word)) cut(i, i + word.size() - 1);
    }
  }
  cut(text.size(), text.size());
  return parts;
}

}  // namespace

std::vector<std::string> names_of_people(std::string_view text) {
  const std::string only = names_only(text);
  std::vector<std::string> names;
  for (std::string_view part : parts_of(only)) {
    for (const std::string_view word : {"and ", "y ", "la ", "el "}) {
      if (part.starts_with(word)) part = trimmed(part.substr(word.size()));
    }
    if (!names.empty() && is_degrees(part)) {
      names.back().append(", ").append(part);
    } else if (!names.empty() && (!is_capital_at(part) || names_a_post(part))) {
      continue;  // "sample dental nurse", "Harvard Medical School"
    } else if (is_name(part) && names.size() < kMostNames) {
      names.emplace_back(part);
    } else {
      // "Centers for Disease Control and Prevention" is one name.
      const std::string_view whole = trimmed(only);
      if (whole.find(',') != std::string_view::npos || !is_name(whole)) return {};
      return {std::string(whole)};
    }
  }
  return names;
}

}  // namespace medlar
