// A subject of medicine and the names it goes by. Plain values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace medlar {

enum class ConceptNameKind : std::uint8_t {
  kPreferred,     // what it is called first
  kProfessional,  // "myocardial infarction"
  kLay,           // "heart attack"
  kBrand,         // "Tylenol"
  kSpelling,      // of another country, where it is another word: "paracetamol"
  kPlural,        // an irregular one, which no stem unites
  kAbbreviation,  // "MI": found as it is written, never by its stem
  kOther,
};

struct ConceptName {
  std::string text;
  ConceptNameKind kind = ConceptNameKind::kOther;
  std::string language = "en";  // primary tag
};

/// All names mean the same; the first is the preferred one, and there always is one.
struct Concept {
  std::vector<ConceptName> names;
};

/// Concepts from one place, and whose they are.
struct Vocabulary {
  std::string source;   // "Medlar", "the corpus", the name of a file
  std::string licence;  // empty: not told
  std::vector<Concept> concepts;
  std::uint64_t passed_over = 0;  // lines or records that hold no concept
};

}  // namespace medlar
