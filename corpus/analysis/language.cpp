#include "corpus/analysis/language.h"

#include <algorithm>
#include <array>

namespace medlar {
namespace {

constexpr std::array<Language, 2> kLanguages{{
    {"en", "English", "english"},
    {"es", "Spanish", "spanish"},
}};

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

}  // namespace

std::span<const Language> languages() { return kLanguages; }

const Language* find_language(std::string_view tag) {
  const std::string_view primary = primary_tag(tag);
  const auto row = std::ranges::find_if(
      kLanguages, [&](const Language& l) { return equal_ignoring_case(l.tag, primary); });
  return row == kLanguages.end() ? nullptr : &*row;
}

std::string_view primary_tag(std::string_view tag) {
  return tag.substr(0, tag.find_first_of("-_"));
}

}  // namespace medlar
