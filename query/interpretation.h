// What a search made of the words of a query, as it is told to those who asked. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace medlar {

/// A word of the query that no one knows, and the one that was looked for beside it.
struct Correction {
  std::string from;  // as typed
  std::string to;
  std::size_t begin = 0;  // bytes of the query
  std::size_t end = 0;
};

/// Words of the query that are a concept's name.
struct FoundConcept {
  std::string text;                // as looked for
  std::string preferred;           // what the concept is called first
  std::vector<std::string> added;  // its other names that articles have, which were looked for too
  std::size_t begin = 0;           // bytes of the query
  std::size_t end = 0;
};

/// An abbreviation of the query that means several things.
struct AmbiguousAbbreviation {
  struct Sense {
    std::string meaning;         // the concept's preferred name
    std::uint64_t articles = 0;  // that have the concept
    std::string query;           // the query with this meaning in the abbreviation's place
  };
  std::string text;           // as typed
  std::vector<Sense> senses;  // the likeliest first
  bool is_decided = false;    // the query's other words tell that the first is meant
};

}  // namespace medlar
