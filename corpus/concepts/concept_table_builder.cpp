#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "corpus/analysis/analyzer_set.h"
#include "corpus/analysis/dose.h"
#include "corpus/analysis/known_words.h"
#include "corpus/analysis/language.h"
#include "corpus/ascii.h"
#include "corpus/concepts/abbreviation_reader.h"
#include "corpus/concepts/concept_lines.h"
#include "corpus/concepts/concept_table.h"
#include "corpus/concepts/concept_table_writer.h"
#include "corpus/concepts/name_keys.h"
#include "corpus/word_hash.h"

namespace medlar {
namespace {

using namespace concept_format;

constexpr std::size_t kMaxLanguages = 255;

/// True for a sequence that means something by itself.
bool is_telling(std::string_view text, std::span<const KeyedWord> words) {
  if (words.empty() || words.size() > kMaxNameWords) return false;
  if (words.size() == 1 && words[0].end - words[0].begin < 2) return false;
  return std::ranges::any_of(words, [&](const KeyedWord& word) {
    const std::string_view written = text.substr(word.begin, word.end - word.begin);
    return !word.is_stop_word && !std::ranges::all_of(written, [](char c) {
      return is_digit(c) || c == '.' || c == ',';
    });
  });
}

NameKey key_of(std::span<const KeyedWord> words, std::uint64_t begin) {
  NameKeySum sum(begin);
  for (const KeyedWord& word : words) sum.add(word.hash);
  return sum.key();
}

void add_keys(std::span<const KeyedWord> words, std::uint64_t begin, NameReading& reading) {
  reading.keys.push_back(key_of(words, begin));
  if (words.size() < 3) return;
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      reading.pairs.push_back(key_of(std::array{words[j], words[i]}, begin).words);
    }
  }
}

const Token* token_at(const KeyedWord& word, std::span<const Token> tokens) {
  const auto found = std::ranges::find(tokens, word.begin, &Token::begin);
  return found == tokens.end() ? nullptr : &*found;
}

}  // namespace

struct ConceptTableBuilder::Impl : MergedConcepts {
  /// Who has a key.
  struct Owner {
    std::uint32_t order;
    std::uint32_t name;
  };

  AnalyzerSet analyzers;
  NameWords words;
  std::unordered_map<std::uint64_t, std::vector<Owner>> owners;

  NameReading read(const ConceptName& name, bool is_preferred);
  std::span<const Owner> owners_of(const NameKey& key) const;
  std::vector<std::uint32_t> subjects_of(const NameReading& reading) const;
  std::optional<std::uint32_t> find_same(const Concept& subject,
                                         const std::vector<NameReading>& readings) const;
  bool is_new(const NameReading& reading, std::optional<std::uint32_t> subject) const;
  void add(Concept subject);
  void add_name(ConceptName name, NameReading reading, std::uint32_t subject);
  std::uint8_t language_number(std::string_view tag);
};

/// Finds the keys of a name.
NameReading ConceptTableBuilder::Impl::read(const ConceptName& name, bool is_preferred) {
  NameReading reading;
  if (name.text.size() > kMaxTextBytes) return reading;
  const std::string_view language = primary_tag(name.language);
  const std::span<const Token> tokens = analyzers.for_language(language).analyze(name.text);
  const Token* const only = only_word(tokens);
  const bool is_ours = sources.back().name == kOwnSource;
  if (name.kind == ConceptNameKind::kAbbreviation && only != nullptr) {
    const std::string_view form = written_form(*only);
    reading.is_abbreviation = true;
    // "mg" is no abbreviation of a milligram, but we know that who asks for "mg" may mean a
    // disease.
    reading.is_word = only->is_stop_word || reads_as_word(form) || (!is_ours && is_unit(form));
    if (form.size() > 1) {
      reading.keys.push_back({abbreviation_key_begin(language) + word_hash(form), 0});
    }
    return reading;
  }
  read_name_words(tokens, words);
  // "D&C" would be found in "vitamins D and C".
  if (name.kind == ConceptNameKind::kAbbreviation &&
      std::ranges::all_of(words.parts, [](const KeyedWord& w) { return w.end - w.begin < 3; })) {
    return reading;
  }
  // "THE syndrome", of which one word is left, would be found in any.
  const Token* const telling = words.parts.size() == 1 ? token_at(words.parts[0], tokens) : only;
  if (!is_ours && !is_preferred && language == "en" && telling != nullptr &&
      is_known_word(written_form(*telling), kCommonBand)) {
    return reading;
  }
  const std::uint64_t begin = name_key_begin(language);
  // "CD4+" is not CD4: a whole of one part has no other sequence.
  const bool has_parts =
      std::ranges::none_of(words.wholes, [](const KeyedWord& word) { return word.parts == 1; });
  if (has_parts && is_telling(name.text, words.parts)) {
    add_keys(words.parts, begin, reading);
  }
  if (is_telling(name.text, words.wholes)) add_keys(words.wholes, begin, reading);
  return reading;
}

std::span<const ConceptTableBuilder::Impl::Owner> ConceptTableBuilder::Impl::owners_of(
    const NameKey& key) const {
  const auto found = owners.find(key.words);
  return found == owners.end() ? std::span<const Owner>{} : found->second;
}

/// The concepts that have the name: in this order of its words, or else, of other sources, in any.
std::vector<std::uint32_t> ConceptTableBuilder::Impl::subjects_of(
    const NameReading& reading) const {
  std::set<std::uint32_t> exact;
  std::set<std::uint32_t> any;
  for (const NameKey& key : reading.keys) {
    for (const Owner& owner : owners_of(key)) {
      const Name& name = names[owner.name];
      if (owner.order == key.order) exact.insert(name.subject);
      if (name.source + 1 < sources.size()) any.insert(name.subject);
    }
  }
  const auto& chosen = exact.empty() ? any : exact;
  return {chosen.begin(), chosen.end()};
}

/// The concept that a new one is, of those that are known.
std::optional<std::uint32_t> ConceptTableBuilder::Impl::find_same(
    const Concept& subject, const std::vector<NameReading>& readings) const {
  if (!readings[0].is_abbreviation) {
    const auto known = subjects_of(readings[0]);
    if (known.size() == 1) return known.front();
  }
  std::set<std::uint32_t> known;
  for (std::size_t i = 0; i < subject.names.size(); ++i) {
    if (readings[i].is_abbreviation) continue;
    for (const NameKey& key : readings[i].keys) {
      for (const Owner& owner : owners_of(key)) {
        const Name& name = names[owner.name];
        if (name.kind == ConceptNameKind::kPreferred && name.source + 1 < sources.size()) {
          known.insert(name.subject);
        }
      }
    }
  }
  return known.size() == 1 ? std::optional(*known.begin()) : std::nullopt;
}

/// True where a name tells something about a concept that is not known yet.
bool ConceptTableBuilder::Impl::is_new(const NameReading& reading,
                                       std::optional<std::uint32_t> subject) const {
  bool has_new_key = false;
  for (const NameKey& key : reading.keys) {
    bool is_its_own = false;
    for (const Owner& owner : owners_of(key)) {
      const Name& name = names[owner.name];
      const bool is_of_subject = name.subject == subject;
      is_its_own = is_its_own || is_of_subject;
      if (is_of_subject || reading.is_abbreviation) continue;
      if (owner.order == key.order || name.source + 1 < sources.size()) return false;
    }
    has_new_key = has_new_key || !is_its_own;
  }
  return has_new_key;
}

void ConceptTableBuilder::Impl::add_name(ConceptName name, NameReading reading,
                                         std::uint32_t subject) {
  const auto number = static_cast<std::uint32_t>(names.size());
  const auto source = static_cast<std::uint32_t>(sources.size() - 1);
  for (const NameKey& key : reading.keys) owners[key.words].push_back({key.order, number});
  concepts[subject].push_back(number);
  ++sources.back().names;
  names.push_back({std::move(name.text), name.kind, language_number(name.language), subject, source,
                   std::move(reading)});
}

void ConceptTableBuilder::Impl::add(Concept subject) {
  Source& source = sources.back();
  std::vector<NameReading> readings;
  bool can_be_found = false;
  for (const ConceptName& name : subject.names) {
    readings.push_back(read(name, readings.empty()));
    const bool is_found = !readings.back().keys.empty();
    can_be_found = can_be_found || is_found;
    source.left_out += is_found ? 0 : 1;
  }
  if (!can_be_found) return;
  std::optional<std::uint32_t> known = find_same(subject, readings);
  // What it is called first may be too long to be found; something of it must be.
  if (!known && readings[0].keys.empty() &&
      std::ranges::none_of(readings, [&](const NameReading& r) { return is_new(r, known); })) {
    return;
  }
  ++source.concepts;
  for (std::size_t i = 0; i < subject.names.size(); ++i) {
    ConceptName& name = subject.names[i];
    const bool is_title = i == 0 && !known && !name.text.empty();
    if (!is_title && !is_new(readings[i], known)) continue;
    if (!known) {
      known = static_cast<std::uint32_t>(concepts.size());
      concepts.emplace_back();
      name.kind = ConceptNameKind::kPreferred;
    } else if (name.kind == ConceptNameKind::kPreferred) {
      name.kind = ConceptNameKind::kOther;
    }
    add_name(std::move(name), std::move(readings[i]), *known);
  }
}

std::uint8_t ConceptTableBuilder::Impl::language_number(std::string_view tag) {
  const std::string_view primary = primary_tag(tag);
  const auto known = std::ranges::find(languages, primary);
  if (known != languages.end()) return static_cast<std::uint8_t>(known - languages.begin());
  if (languages.size() == kMaxLanguages) return 0;
  languages.emplace_back(primary);
  return static_cast<std::uint8_t>(languages.size() - 1);
}

ConceptTableBuilder::ConceptTableBuilder() : impl_(std::make_unique<Impl>()) {}
ConceptTableBuilder::ConceptTableBuilder(ConceptTableBuilder&&) noexcept = default;
ConceptTableBuilder& ConceptTableBuilder::operator=(ConceptTableBuilder&&) noexcept = default;
ConceptTableBuilder::~ConceptTableBuilder() = default;

void ConceptTableBuilder::add(Vocabulary vocabulary) {
  impl_->sources.push_back({std::move(vocabulary.source), std::move(vocabulary.licence)});
  for (Concept& subject : vocabulary.concepts) {
    if (subject.names.empty()) continue;
    impl_->add(std::move(subject));
    impl_->analyzers.trim();
  }
}

std::string ConceptTableBuilder::finish() {
  const Impl merged = std::move(*impl_);
  *impl_ = Impl();
  return concept_table_bytes(merged);
}

}  // namespace medlar
