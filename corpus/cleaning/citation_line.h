// Whether a line is an entry of a list of references. Pure functions; thread-safe.
#pragma once

#include <string_view>

namespace medlar {

enum class CitationLikeness {
  kNone,
  kNumbered,  // a number and some words: an entry among entries ("3. ibid.")
  kCitation,
};

/// A line is a citation by several signs: a number or authors at its beginning, a year, volume and
/// pages, "et al.", the words of journals and publishers. Prose that names a study has some of them
/// too, but does not begin as an entry does.
CitationLikeness citation_likeness(std::string_view line);

}  // namespace medlar
