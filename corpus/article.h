// An article as every later stage sees it, whatever format it came from.
//
// All text is valid UTF-8 without NUL. Plain values: copy, move and share between threads freely.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace medlar {

/// What a section is for (cleaning/section_role.h). Stored by number: add at the end.
enum class SectionRole : std::uint8_t {
  kOther,
  kSummary,
  kSymptoms,
  kCauses,
  kRisk,
  kDiagnosis,
  kTreatment,
  kSideEffects,
  kDosage,
  kPrevention,
  kOutlook,
  kSeeDoctor,
  kReferences,
  kCredits,
  kDisclaimer,
  kRelated,
};

/// A part of an article under one heading. `text` holds paragraphs separated by one empty line;
/// within a paragraph a single newline separates list items, table rows and verse-like lines.
struct Section {
  std::string heading;  // empty for text before the first heading
  int level = 0;        // heading depth: 1 for <h1>, 2 for <h2>, ...; 0 when there is no heading
  std::string anchor;   // fragment that links to it (without '#'); empty when the source has none
  std::string text;
  SectionRole role = SectionRole::kOther;
};

/// Text that a reader saw and left out, with the reason; kept only when a caller asks for it.
struct DroppedText {
  std::string reason;  // "navigation", "hidden", "script", ...
  std::string text;
};

struct Article {
  std::string id;        // unique in a corpus; of two articles with one id the later wins
  std::string url;       // empty when unknown
  std::string title;     // empty when the source has none
  std::string source;    // who publishes it: "NIDDK", "cancer.gov"
  std::string language;  // BCP 47 primary tag in lower case ("en", "es"); empty when unknown
  std::string audience;  // as the source says: "Patient", "Clinician"
  std::string reviewed;  // last reviewed: ISO 8601 date, of which day and month may be missing
  std::string updated;   // last changed or published, in the same form
  std::vector<std::string> names;  // other names of the article's subject ("also called")
  std::vector<std::string> authors;
  std::vector<std::string> reviewers;
  std::vector<Section> sections;
  std::vector<DroppedText> dropped;
};

/// True when at least one section holds text: only such articles are indexed.
bool has_text(const Article& article);

/// The bytes of its headings and texts.
std::size_t text_bytes(const Article& article);

}  // namespace medlar
