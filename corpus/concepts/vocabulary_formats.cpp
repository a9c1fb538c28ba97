#include "corpus/concepts/vocabulary_formats.h"

#include <algorithm>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/concepts/concept_lines.h"
#include "corpus/concepts/imported_names.h"
#include "corpus/concepts/name_forms.h"

namespace medlar {
namespace {

std::vector<std::string_view> cells_of(std::string_view line, char mark) {
  std::vector<std::string_view> cells;
  for (;;) {
    const std::size_t end = line.find(mark);
    cells.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return cells;
    line.remove_prefix(end + 1);
  }
}

/// True where at least `percent` of the lines are so.
template <typename Predicate>
bool most_lines(const VocabularyLines& file, std::size_t percent, Predicate is) {
  const auto found = std::ranges::count_if(file.lines, is);
  return !file.lines.empty() &&
         static_cast<std::size_t>(found) * 100 >= file.lines.size() * percent;
}

// No subject has more; who sends more gets no more work done.
constexpr std::size_t kMostNames = 500;

/// Adds a name that the concept does not have yet: the first is the preferred one.
void add_name(Concept& subject, std::string name, const std::string& language) {
  if (name.empty() || subject.names.size() >= kMostNames) return;
  ConceptNameKind kind = ConceptNameKind::kPreferred;
  if (!subject.names.empty()) {
    kind =
        is_written_as_abbreviation(name) ? ConceptNameKind::kAbbreviation : ConceptNameKind::kOther;
  }
  const auto is_same = [&name, &language](const ConceptName& known) {
    return known.text == name && known.language == language;
  };
  if (std::ranges::any_of(subject.names, is_same)) return;
  subject.names.push_back({std::move(name), kind, language});
}

void keep(Concept subject, Vocabulary& vocabulary) {
  if (subject.names.empty()) {
    ++vocabulary.passed_over;
  } else {
    vocabulary.concepts.push_back(std::move(subject));
  }
}

// --- MeSH in ASCII: records of "KEY = value" -----------------------------------------------------
// NLM, "MeSH ASCII data elements": MH and NM are headings, the others entry terms, of which what
// follows the first '|' tells more.

constexpr std::string_view kRecord = "*NEWRECORD";

bool is_mesh(const VocabularyLines& file) {
  return !file.lines.empty() && file.lines.front() == kRecord;
}

void read_mesh(const VocabularyLines& file, ReadVocabulary& read) {
  constexpr std::string_view kHeadings[] = {"MH", "NM"};
  constexpr std::string_view kTerms[] = {"ENTRY", "PRINT ENTRY", "SY"};
  Concept subject;
  bool is_open = false;
  for (const std::string_view line : file.lines) {
    if (line == kRecord) {
      if (is_open) keep(std::exchange(subject, {}), read.vocabulary);
      is_open = true;
      continue;
    }
    const std::size_t equals = line.find(" = ");
    if (equals == std::string_view::npos) continue;
    const std::string_view key = line.substr(0, equals);
    const std::string_view value = line.substr(equals + 3);
    std::string name = imported_name(value.substr(0, value.find('|')));
    if (std::ranges::find(kHeadings, key) != std::end(kHeadings)) {
      if (subject.names.empty()) {
        add_name(subject, std::move(name), file.language);
      } else if (!name.empty()) {  // entry terms stood before it
        subject.names.front().kind = ConceptNameKind::kOther;
        subject.names.insert(subject.names.begin(),
                             {std::move(name), ConceptNameKind::kPreferred, file.language});
      }
    } else if (std::ranges::find(kTerms, key) != std::end(kTerms)) {
      add_name(subject, std::move(name), file.language);
    }
  }
  if (is_open) keep(std::move(subject), read.vocabulary);
}

// --- A glossary: a header that names the language of each column, '|' between names --------------

/// The language of a column "es_terms", "es_names" or "es"; empty where it is another column.
std::string_view column_language(std::string_view title) {
  const std::string_view rest = title.substr(std::min<std::size_t>(2, title.size()));
  const bool is_language = title.size() >= 2 && is_small(title[0]) && is_small(title[1]);
  if (!is_language || (rest != "_terms" && rest != "_names" && rest != "_term")) return {};
  return title.substr(0, 2);
}

bool is_glossary(const VocabularyLines& file) {
  if (file.lines.empty()) return false;
  const auto titles = cells_of(file.lines.front(), '\t');
  return std::ranges::any_of(titles,
                             [](std::string_view t) { return !column_language(t).empty(); });
}

void read_glossary(const VocabularyLines& file, ReadVocabulary& read) {
  std::vector<std::string> languages;
  for (const std::string_view title : cells_of(file.lines.front(), '\t')) {
    languages.emplace_back(column_language(title));
  }
  for (std::size_t i = 1; i < file.lines.size(); ++i) {
    const auto cells = cells_of(file.lines[i], '\t');
    Concept subject;
    for (std::size_t column = 0; column < std::min(cells.size(), languages.size()); ++column) {
      if (languages[column].empty()) continue;
      for (const std::string_view name : cells_of(cells[column], '|')) {
        add_name(subject, imported_name(name), languages[column]);
      }
    }
    keep(std::move(subject), read.vocabulary);
  }
}

// --- Misspellings: a wrong word and the right one ------------------------------------------------

constexpr std::size_t kMostEdits = 3;

/// Levenshtein's distance, a row at a time.
std::size_t edits(std::string_view one, std::string_view other) {
  std::vector<std::size_t> row(other.size() + 1);
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
  for (std::size_t i = 0; i < one.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < other.size(); ++j) {
      const std::size_t change = diagonal + (one[i] == other[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

/// One word, with an apostrophe perhaps.
bool is_word(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  return !text.empty() && text.size() <= kLongest && std::ranges::all_of(text, [](char c) {
    return is_small(c) || is_capital(c) || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
  });
}

bool has_misspelling(std::string_view line) {
  const auto cells = cells_of(line, '\t');
  return cells.size() == 2 && is_word(cells[0]) && cells[0] != cells[1] && cells[1].size() <= 40 &&
         edits(cells[0], cells[1]) <= kMostEdits;
}

bool is_misspellings(const VocabularyLines& file) { return most_lines(file, 80, has_misspelling); }

void read_misspellings(const VocabularyLines& file, ReadVocabulary& read) {
  for (const std::string_view line : file.lines) {
    const auto cells = cells_of(line, '\t');
    // What is right may be two words ("a lot").
    const bool is_pair = cells.size() == 2 && is_word(cells[0]) && cells[0] != cells[1] &&
                         !cells[1].empty() && std::ranges::all_of(cells_of(cells[1], ' '), is_word);
    if (is_pair) {
      read.misspellings.emplace_back(cells[0], cells[1]);
    } else {
      ++read.vocabulary.passed_over;
    }
  }
}

// --- Abbreviations, each with one meaning --------------------------------------------------------

bool is_abbreviations(const VocabularyLines& file) {
  return most_lines(file, 80, [](std::string_view line) {
    const auto cells = cells_of(line, '\t');
    return cells.size() == 2 && is_written_as_abbreviation(cells[0]) &&
           cells[1].size() > cells[0].size();
  });
}

void read_abbreviations(const VocabularyLines& file, ReadVocabulary& read) {
  for (const std::string_view line : file.lines) {
    const auto cells = cells_of(line, '\t');
    Concept subject;
    if (cells.size() == 2) add_name(subject, imported_name(cells[1]), file.language);
    const std::string abbreviation = with_single_blanks(cells[0]);
    if (subject.names.empty() || abbreviation.empty()) {
      ++read.vocabulary.passed_over;
      continue;
    }
    subject.names.push_back({abbreviation, ConceptNameKind::kAbbreviation, file.language});
    keep(std::move(subject), read.vocabulary);
  }
}

// --- Names with tabs between them, the first preferred, perhaps an identifier before
// --------------

bool is_names(const VocabularyLines& file) {
  return std::ranges::any_of(
      file.lines, [](std::string_view line) { return line.find('\t') != std::string_view::npos; });
}

void read_names(const VocabularyLines& file, ReadVocabulary& read) {
  for (const std::string_view line : file.lines) {
    auto cells = cells_of(line, '\t');
    if (cells.size() > 1 && is_identifier(cells[0])) cells.erase(cells.begin());
    Concept subject;
    subject.names.reserve(std::min(cells.size(), kMostNames));
    // Without its label a row holds variants of something unsaid.
    if (!imported_name(cells[0]).empty()) {
      for (const std::string_view cell : cells) {
        add_name(subject, imported_name(cell), file.language);
      }
    }
    keep(std::move(subject), read.vocabulary);
  }
}

// --- Our own lines -------------------------------------------------------------------------------

bool is_own_lines(const VocabularyLines&) { return true; }

void read_own_lines(const VocabularyLines& file, ReadVocabulary& read) {
  Vocabulary own = parse_concept_lines(file.text);
  for (Concept& subject : own.concepts) {
    for (ConceptName& name : subject.names) name.language = file.language;
  }
  read.vocabulary.concepts = std::move(own.concepts);
  read.vocabulary.passed_over = own.passed_over;
}

constexpr VocabularyFormat kFormats[] = {
    {"MeSH", is_mesh, read_mesh},
    {"glossary", is_glossary, read_glossary},
    {"misspellings", is_misspellings, read_misspellings},
    {"abbreviations", is_abbreviations, read_abbreviations},
    {"names", is_names, read_names},
    {"concepts", is_own_lines, read_own_lines},
};

}  // namespace

std::span<const VocabularyFormat> vocabulary_formats() { return kFormats; }

}  // namespace medlar
