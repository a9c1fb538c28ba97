// The index's fields: one row each. The document builder, the query compiler, `medlar info` and
// the documents all read this table; a new field is one row here.
//
// Terms follow Xapian's prefix convention, so that xapian-delve stays readable:
//   Zfractur      a stem, anywhere in the article; wdf adds up what each occurrence weighs in its
//                 field, so that one posting list ranks all fields at once (fields are added
//                 before saturation: Robertson, Zaragoza and Taylor, CIKM 2004)
//   ZSfractur     a stem in the title only; likewise ZXN, ZXH and ZA. Weighs nothing by itself.
//   niño          a word with diacritics as written (case folded)
//   Len, XSRCcdc  a keyword: the whole value, folded; an identifier (Q, U) is kept as it is
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace medlar {

// History: 1 first format. 2 id, source, language and audience in value slots; a list of names
// beside the database. 3 roles of sections. 4 weights in tenths. 5 a list of boilerplate and a
// table of glued words beside the database, groups of copies in it. 6 names of concepts in
// the list of names. 7 whole titles; a list of spellings and the space beside the database. 8 a
// manifest, which says when the index was built. 9 a forward index instead of positions,
// known misspellings among the spellings, a term of articles with boilerplate, a dictionary of
// articles. 10 a space that is written article by article. 11 another hash of words.
// 12 landmarks in the forward index.
inline constexpr int kSchemaVersion = 12;

// An occurrence in the body: so much is added to the wdf, so that others may weigh a tenth of it.
inline constexpr unsigned kBodyWeight = 10;

enum class FieldKind {
  kText,        // analyzed: words and phrases
  kKeyword,     // one folded value: equal or not; as written in a value slot, where it has one
  kKeywords,    // several of them; in the slot with a blank between
  kIdentifier,  // one value as it is, capitals and all: equal or not
  kDate,        // ISO 8601 in a value slot: ranges and sorting
};

struct FieldInfo {
  std::string_view name;    // as in a query: "title:"
  std::string_view prefix;  // of its terms
  FieldKind kind;
  unsigned weight;  // what one occurrence counts in ranking, in tenths of one in the body
  int slot;         // value slot, or -1
  std::string_view description;
  std::string_view example;
};

inline constexpr std::array<FieldInfo, 13> kFields{{
    {"text", "", FieldKind::kText, kBodyWeight, -1, "words anywhere in the article",
     "pulmonary embolism"},
    {"title", "S", FieldKind::kText, 5 * kBodyWeight, 1, "words of the title", "title:asthma"},
    {"name", "XN", FieldKind::kText, 2 * kBodyWeight, -1, "other names of the subject",
     "name:\"lung clot\""},
    {"section", "XH", FieldKind::kText, 3 * kBodyWeight, -1, "words of section headings",
     "section:treatment"},
    {"author", "A", FieldKind::kText, 0, -1, "names of authors and reviewers", "author:jones"},
    {"source", "XSRC", FieldKind::kKeyword, 0, 3, "who publishes the article", "source:cdc"},
    {"language", "L", FieldKind::kKeyword, 0, 4, "language of the article", "language:es"},
    {"audience", "XAUD", FieldKind::kKeyword, 0, 5, "whom it is written for", "audience:patient"},
    {"role", "XROLE", FieldKind::kKeywords, 0, 7, "what a section is for", "role:treatment"},
    {"id", "Q", FieldKind::kIdentifier, 0, 6, "the article's identifier", "id:GARD_0000004"},
    {"url", "U", FieldKind::kIdentifier, 0, -1, "the article's address", "url:https://a.example/b"},
    {"reviewed", "XREV", FieldKind::kDate, 0, 0, "last reviewed", "reviewed:2008..2010"},
    {"updated", "XUPD", FieldKind::kDate, 0, 2, "last changed or published", "updated:2020"},
}};

/// Where an article that has copies keeps the name of its group: in a value slot, to show one for
/// all, and as a term, to find the others. No field: nobody asks for it.
struct CopyField {
  std::string_view prefix;
  int slot;
};

inline constexpr CopyField kExactCopies{"XCOPYE", 8};
inline constexpr CopyField kNearCopies{"XCOPYN", 9};

/// What the names of a concept have in common: a term of the concept's preferred name, whose wdf
/// adds up what each occurrence of any name weighs in its field. No field either.
inline constexpr std::string_view kConceptPrefix = "XCON";

/// A whole title or other name of an article, by its key (corpus/analysis/whole_name.h); the title
/// alone; and a concept that one of them is a name of, by its preferred name.
inline constexpr std::string_view kWholeNamePrefix = "XWHOLE";
inline constexpr std::string_view kWholeTitlePrefix = "XTITLED";
inline constexpr std::string_view kNamedConceptPrefix = "XNAMED";

/// Of the articles in which boilerplate stands, so that others need not be looked through for it.
inline constexpr std::string_view kBoilerplateTerm = "XREPEATS";

namespace schema_check {
constexpr bool are_distinct() {
  for (const FieldInfo& info : kFields) {
    if (info.slot == kExactCopies.slot || info.slot == kNearCopies.slot) return false;
  }
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    for (std::size_t j = i + 1; j < kFields.size(); ++j) {
      if (kFields[i].name == kFields[j].name || kFields[i].prefix == kFields[j].prefix ||
          (kFields[i].slot >= 0 && kFields[i].slot == kFields[j].slot)) {
        return false;
      }
    }
  }
  return true;
}
static_assert(are_distinct(), "two fields share a name, a prefix or a value slot");
}  // namespace schema_check

/// What an occurrence counts in ranking beside one in the body.
constexpr double relative_weight(const FieldInfo& field) {
  return static_cast<double>(field.weight) / kBodyWeight;
}

/// The field called `name`, or null.
const FieldInfo* find_field(std::string_view name);

/// As find_field for a name known to be in the table: field("title").
constexpr const FieldInfo& field(std::string_view name) {
  for (const FieldInfo& info : kFields) {
    if (info.name == name) return info;
  }
  throw "no such field";  // never at run time: a wrong constant name does not compile
}

/// True of the field that the texts of sections belong to.
constexpr bool is_section(const FieldInfo& info) { return info.name == "text"; }

/// The term of a stem in a field: "Z", the prefix, the stem.
std::string stem_term(const FieldInfo& field, std::string_view stem);

/// The term of a keyword or identifier: the prefix and the value, folded where the field says so
/// and hashed where it is too long for glass.
std::string keyword_term(const FieldInfo& field, std::string_view value);

/// The term that all articles of a group of copies have.
std::string copy_term(const CopyField& field, std::string_view group);

/// The term of a concept, by its preferred name.
std::string concept_term(std::string_view preferred);
std::string named_concept_term(std::string_view preferred);

/// The terms of a whole name and of a whole title, by its key.
std::string whole_name_term(std::string_view key);
std::string whole_title_term(std::string_view key);

/// What a title sorts by: folded, and cut to a length that sorts all real titles.
std::string title_sort_key(std::string_view title);

}  // namespace medlar
