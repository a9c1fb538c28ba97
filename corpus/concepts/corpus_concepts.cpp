#include "corpus/concepts/corpus_concepts.h"

#include <algorithm>
#include <array>
#include <functional>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/concepts/abbreviation_definitions.h"
#include "corpus/concepts/name_forms.h"
#include "corpus/concepts/stated_names.h"
#include "corpus/fnv1a.h"

namespace medlar {
namespace {

// A definition in one article may be its author's own; in a small corpus there are no two of most.
constexpr std::uint64_t kSmallCorpus = 200;
constexpr std::uint64_t kFewestArticles = 2;

// What so many subjects are called is the name of a family of them.
constexpr std::size_t kFewestOfFamily = 3;

// Fields of a counted text are parted by NUL, which no text of an article holds.
constexpr char kPart = '\0';

std::string joined(std::initializer_list<std::string_view> fields) {
  std::string all;
  for (const std::string_view field : fields) {
    all += field;
    all += kPart;
  }
  return all;
}

template <std::size_t kFields>
std::array<std::string_view, kFields> parted(std::string_view all) {
  std::array<std::string_view, kFields> fields;
  for (std::string_view& field : fields) {
    field = all.substr(0, all.find(kPart));
    all.remove_prefix(std::min(field.size() + 1, all.size()));
  }
  return fields;
}

std::string_view language_of(const Article& article) {
  return article.language.empty() ? std::string_view("en") : std::string_view(article.language);
}

std::uint64_t title_print(std::string_view source, std::string_view name) {
  return fnv1a(name_key(name), fnv1a(source) * 31);
}

/// The ways a name is written, and in how many articles.
struct Spellings {
  std::map<std::string_view, std::uint64_t> articles;
  std::uint64_t sum = 0;

  void add(std::string_view text, std::uint64_t count) {
    articles[text] += count;
    sum += count;
  }
  /// The most frequent, of several the one with the fewest capitals and marks.
  std::string_view best() const {
    std::string_view found;
    std::pair<std::uint64_t, std::ptrdiff_t> most{0, 0};
    for (const auto& [text, count] : articles) {
      const auto other = std::ranges::count_if(text, [](char c) {
        return static_cast<unsigned char>(c) < 0x80 && !is_small(c) && c != ' ';
      });
      if (std::pair(count, -other) <= most && !found.empty()) continue;
      most = {count, -other};
      found = text;
    }
    return found;
  }
};

struct Subject {
  std::string_view language;
  Spellings preferred;
  std::map<std::string, Spellings> names;          // by their keys
  std::map<std::string, Spellings> abbreviations;  // as they are written
  std::uint64_t articles = 0;

  void add_abbreviation(std::string_view text, std::uint64_t count) {
    abbreviations[std::string(text)].add(text, count);
    articles = std::max(articles, count);
  }
};

using NameKeys = std::pair<std::string_view, std::string>;  // language, key
using Subjects = std::map<NameKeys, Subject>;

std::vector<std::string_view> sorted_words(std::string_view key) {
  std::vector<std::string_view> words;
  while (!key.empty()) {
    words.push_back(key.substr(0, key.find(' ')));
    key.remove_prefix(std::min(words.back().size() + 1, key.size()));
  }
  std::ranges::sort(words);
  return words;
}

/// True where one name has the words of the other and more: "asthma" and "severe asthma" are not
/// the same, and who searches for one finds the other anyway.
bool is_wider_or_narrower(std::string_view key, std::string_view other) {
  const auto words = sorted_words(key);
  const auto others = sorted_words(other);
  return words.size() > others.size()
             ? std::ranges::includes(words, others)
             : words.size() < others.size() && std::ranges::includes(others, words);
}

/// "ALS1" where the subject is called "ALS".
bool is_numbered(const std::map<std::string, Spellings>& abbreviations, std::string_view text) {
  const std::size_t end = text.find_last_not_of("0123456789 -");
  return end + 1 < text.size() && abbreviations.contains(std::string(text.substr(0, end + 1)));
}

Subjects named_subjects(const std::vector<PairCounts::Counted>& named,
                        const std::vector<std::uint64_t>& titles) {
  Subjects subjects;
  for (const auto& pair : named) {
    const auto [source, language, preferred, name] = parted<4>(pair.text);
    std::string key = name_key(preferred);
    const std::string other = name_key(name);
    if (other == key || std::ranges::binary_search(titles, title_print(source, name)) ||
        is_wider_or_narrower(key, other)) {
      continue;
    }
    Subject& subject = subjects[{language, std::move(key)}];
    subject.language = language;
    subject.preferred.add(preferred, pair.estimated);
    if (is_written_as_abbreviation(name)) {
      subject.add_abbreviation(name, pair.estimated);
    } else {
      subject.names[other].add(name, pair.estimated);
      subject.articles = std::max(subject.articles, pair.estimated);
    }
  }
  for (auto& entry : subjects) {
    const auto known = entry.second.abbreviations;
    std::erase_if(entry.second.abbreviations,
                  [&known](const auto& text) { return is_numbered(known, text.first); });
  }
  return subjects;
}

/// The subjects that have each name which is not their first.
std::map<NameKeys, std::vector<Subject*>> owners_of_names(Subjects& subjects) {
  std::map<NameKeys, std::vector<Subject*>> owners;
  for (auto& [key, subject] : subjects) {
    for (const auto& name : subject.names) owners[{key.first, name.first}].push_back(&subject);
  }
  return owners;
}

/// An abbreviation with one meaning, however that is written.
struct Definition {
  Spellings meanings;
  std::uint64_t counted = 0;
};

Concept concept_of(const Subject& subject) {
  const auto by_articles = [](const auto& a, const auto& b) {
    return a->second.sum > b->second.sum;
  };
  const std::string language(subject.language);
  Concept made;
  made.names.push_back(
      {std::string(subject.preferred.best()), ConceptNameKind::kPreferred, language});
  const auto add = [&](const std::map<std::string, Spellings>& names, ConceptNameKind kind) {
    std::vector<std::map<std::string, Spellings>::const_iterator> sorted;
    for (auto it = names.begin(); it != names.end(); ++it) sorted.push_back(it);
    std::ranges::stable_sort(sorted, by_articles);
    for (const auto& it : sorted) {
      made.names.push_back({std::string(it->second.best()), kind, language});
    }
  };
  add(subject.names, ConceptNameKind::kOther);
  add(subject.abbreviations, ConceptNameKind::kAbbreviation);
  return made;
}

}  // namespace

void CorpusConcepts::add(const Article& article) {
  ++articles_;
  const std::string_view language = language_of(article);
  const std::uint64_t print = fnv1a(article.id);
  if (const std::string title = title_as_name(article); !title.empty()) {
    titles_.push_back(title_print(article.source, title));
  }
  if (const auto stated = stated_names(article)) {
    std::set<std::string_view> others(stated->others.begin(), stated->others.end());
    for (const std::string_view name : others) {
      named_.add(joined({article.source, language, stated->preferred, name}), print);
    }
  }
  // A meaning that an article writes in two ways counts once, as it is written first.
  std::set<std::string> known;
  const auto add_definitions = [&](std::string_view text) {
    for (const AbbreviationDefinition& definition : abbreviation_definitions(text)) {
      const std::string meaning = with_single_blanks(definition.meaning);
      if (!known.insert(joined({definition.abbreviation, name_key(meaning)})).second) continue;
      defined_.add(joined({definition.abbreviation, language, meaning}), print);
    }
  };
  add_definitions(article.title);
  for (const Section& section : article.sections) {
    if (section.role != SectionRole::kReferences) add_definitions(section.text);
  }
}

void CorpusConcepts::merge(CorpusConcepts&& other) {
  named_.merge(std::move(other.named_));
  defined_.merge(std::move(other.defined_));
  titles_.insert(titles_.end(), other.titles_.begin(), other.titles_.end());
  articles_ += other.articles_;
}

Vocabulary CorpusConcepts::vocabulary() const {
  std::vector<std::uint64_t> titles = titles_;
  std::ranges::sort(titles);
  const auto named = named_.texts();
  const auto defined = defined_.texts();

  Subjects subjects = named_subjects(named, titles);
  for (const auto& [name, owners] : owners_of_names(subjects)) {
    if (owners.size() < kFewestOfFamily) continue;
    for (Subject* const owner : owners) owner->names.erase(name.second);
  }

  std::map<std::pair<NameKeys, std::string_view>, Definition> definitions;
  for (const auto& pair : defined) {
    const auto [abbreviation, language, meaning] = parted<3>(pair.text);
    Definition& definition = definitions[{{language, name_key(meaning)}, abbreviation}];
    definition.meanings.add(meaning, pair.estimated);
    definition.counted += pair.counted;
  }
  const auto owners = owners_of_names(subjects);
  const std::uint64_t fewest = articles_ < kSmallCorpus ? 1 : kFewestArticles;
  for (const auto& [key, definition] : definitions) {
    if (definition.counted < fewest) continue;
    const auto& [meaning, abbreviation] = key;
    const auto owner = owners.find(meaning);
    const bool is_other_name = !subjects.contains(meaning) && owner != owners.end();
    Subject& subject =
        is_other_name && owner->second.size() == 1 ? *owner->second.front() : subjects[meaning];
    if (subject.preferred.articles.empty()) {
      subject.language = meaning.first;
      subject.preferred = definition.meanings;
    }
    subject.add_abbreviation(abbreviation, definition.meanings.sum);
  }

  std::vector<const Subject*> sorted;
  for (const auto& entry : subjects) {
    const Subject& subject = entry.second;
    if (!subject.names.empty() || !subject.abbreviations.empty()) sorted.push_back(&subject);
  }
  std::ranges::stable_sort(sorted, std::greater<>(), &Subject::articles);
  Vocabulary vocabulary{.source = "the corpus"};
  for (const Subject* const subject : sorted) vocabulary.concepts.push_back(concept_of(*subject));
  return vocabulary;
}

}  // namespace medlar
