#include "corpus/concepts/stated_names.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/concepts/abbreviation_definitions.h"
#include "corpus/concepts/name_forms.h"

namespace medlar {
namespace {

// Names of subjects are short; what is longer describes them ("Familial syndrome of right-sided
// aortic arch, mental deficiency, and facial dysmorphism") or is a paper's title.
constexpr std::size_t kMostWords = 8;
constexpr std::size_t kMostBytes = 100;

/// How titles begin that ask: in small letters.
constexpr std::string_view kAsking[] = {"what ",    "how ",   "why ", "when ", "who ",
                                        "where ",   "which ", "qué ", "cómo ", "cuándo ",
                                        "por qué ", "quién ", "¿"};

/// Remarks that say when a name was used.
constexpr std::string_view kRemarks[] = {"Formerly: ", "formerly: ", "Formerly ", "formerly "};

struct Name {
  std::string text;          // empty where it is none
  std::string abbreviation;  // that is beside it
};

bool asks(std::string_view name) {
  return std::ranges::any_of(kAsking, [name](std::string_view word) {
    if (name.size() < word.size()) return false;
    const char first = name[0];
    const char small = is_capital(first) ? static_cast<char>(first + 'a' - 'A') : first;
    return small == word[0] && name.substr(1, word.size() - 1) == word.substr(1);
  });
}

/// "Syphilis - primary" has a remark behind its dash, "Asthma - Our Clinic" the name of a site.
bool has_site_name(std::string_view name) {
  for (const std::string_view dash : {" - ", " \u2013 ", " \u2014 "}) {
    const std::size_t at = name.find(dash);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = name.substr(at + dash.size());
    if (rest.empty() || !is_small(rest[0]) || rest.find(dash) != std::string_view::npos)
      return true;
  }
  return false;
}

bool can_be_said(std::string_view name) {
  const bool has_letter = std::ranges::any_of(name, [](char c) {
    return is_small(c) || is_capital(c) || static_cast<unsigned char>(c) >= 0x80;
  });
  return has_letter && name.size() <= kMostBytes && count_blanks(name) < kMostWords &&
         name.find_first_of("()[]{}:;?!|<>\"") == std::string_view::npos &&
         std::ranges::count(name, ',') < 2 && !name.ends_with('.') && !asks(name) &&
         !has_site_name(name);
}

Name name_of(std::string_view stated) {
  Name name{with_single_blanks(stated), {}};
  for (const std::string_view remark : kRemarks) {
    if (name.text.starts_with(remark)) name.text.erase(0, remark.size());
  }
  if (const std::size_t open = name.text.find(" ("); open != std::string::npos) {
    if (!name.text.ends_with(')')) return {};
    std::string before = name.text.substr(0, open);
    // "Deep vein thrombosis (DVT)", "DVT (deep vein thrombosis)"; other brackets hold remarks.
    for (const AbbreviationDefinition& definition : abbreviation_definitions(name.text)) {
      if (definition.meaning == before) {
        name.abbreviation = std::string(definition.abbreviation);
      } else if (definition.abbreviation == before) {
        name.abbreviation = std::exchange(before, std::string(definition.meaning));
      }
    }
    name.text = std::move(before);
  }
  name.text = in_spoken_order(name.text);
  if (!can_be_said(name.text)) return {};
  return name;
}

}  // namespace

std::string title_as_name(const Article& article) { return name_of(article.title).text; }

std::optional<StatedNames> stated_names(const Article& article) {
  StatedNames stated;
  const auto add = [&stated](std::string name) {
    if (name.empty()) return;
    if (stated.preferred.empty() && !is_written_as_abbreviation(name)) {
      stated.preferred = std::move(name);
    } else {
      stated.others.push_back(std::move(name));
    }
  };
  const auto add_stated = [&add](std::string_view text) {
    Name name = name_of(text);
    add(std::move(name.text));
    add(std::move(name.abbreviation));
  };
  add_stated(article.title);
  for (const std::string& name : article.names) add_stated(name);
  if (stated.preferred.empty() || stated.others.empty()) return {};
  return stated;
}

}  // namespace medlar
