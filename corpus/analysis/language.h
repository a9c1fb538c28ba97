// Languages that have stems and word lists of their own: one row each.
#pragma once

#include <span>
#include <string_view>

namespace medlar {

struct Language {
  std::string_view tag;   // BCP 47 primary subtag
  std::string_view name;  // in English, for messages
  const char* snowball;   // the name of its Snowball stemmer
};

std::span<const Language> languages();

/// The language of a BCP 47 tag ("en-GB" is "en"), or null when it has no tables.
const Language* find_language(std::string_view tag);

/// The part of a tag before its region or script: "en-GB" gives "en".
std::string_view primary_tag(std::string_view tag);

}  // namespace medlar
