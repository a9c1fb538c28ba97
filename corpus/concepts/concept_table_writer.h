// Merged concepts, and the bytes that they become. Private to the builder of concept tables.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/concepts/concept.h"
#include "corpus/concepts/name_keys.h"

namespace medlar {

/// A name, read.
struct NameReading {
  std::vector<NameKey> keys;         // none: it cannot be found
  std::vector<std::uint64_t> pairs;  // of any two of its words, where it has more
  bool is_abbreviation = false;
  bool is_word = false;  // an abbreviation that reads as a word where it is written small
};

struct MergedConcepts {
  struct Name {
    std::string text;
    ConceptNameKind kind;
    std::uint8_t language;
    std::uint32_t subject;
    std::uint32_t source;
    NameReading reading;
  };
  struct Source {
    std::string name;
    std::string licence;
    std::uint32_t concepts = 0;
    std::uint32_t names = 0;
    std::uint32_t left_out = 0;
  };

  std::vector<std::string> languages;
  std::vector<Source> sources;
  std::vector<std::vector<std::uint32_t>> concepts;  // their names
  std::vector<Name> names;
};

std::string concept_table_bytes(const MergedConcepts& merged);

}  // namespace medlar
