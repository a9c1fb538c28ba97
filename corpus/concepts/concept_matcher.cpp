#include "corpus/concepts/concept_matcher.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "corpus/analysis/folding.h"
#include "corpus/ascii.h"
#include "corpus/concepts/word_number.h"
#include "corpus/word_hash.h"

namespace medlar {
namespace {

// More of them between two words join nothing ("pain in and of the").
constexpr std::uint8_t kMaxJoiningWords = 2;

/// Whether a word of a text is the name of one word with the same stem. What is no plain word is:
/// compounds have their own ways of being one.
bool is_written_so(std::string_view word, std::string_view name) {
  const auto same_letter = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  if (std::equal(word.begin(), word.end(), name.begin(), name.end(), same_letter)) return true;
  const std::string folded = fold_word(word).folded;
  const std::string folded_name = fold_word(name).folded;
  const auto is_plain = [](const std::string& letters) {
    return std::ranges::all_of(letters, is_small);
  };
  return !is_plain(folded) || !is_plain(folded_name) || is_same_but_for_number(folded, folded_name);
}

auto place_of(const FoundName& found) { return std::pair(found.begin, found.end); }

}  // namespace

ConceptMatcher::ConceptMatcher(const ConceptTable& table, std::string_view language)
    : table_(table),
      name_begin_(name_key_begin(language)),
      abbreviation_begin_(abbreviation_key_begin(language)) {}

std::span<const FoundName> ConceptMatcher::find(std::string_view text,
                                                std::span<const Token> tokens) {
  found_.clear();
  if (table_.names() == 0) return found_;
  text_ = text;
  std::size_t begin = 0;  // of the clause
  std::size_t last = 0;   // of the tokens so far the one that reaches furthest
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (ends_clause(text, tokens[last], tokens[i])) {
      find_in_clause(tokens.subspan(begin, i - begin));
      begin = i;
      last = i;
    } else if (tokens[i].end >= tokens[last].end) {
      last = i;
    }
  }
  find_in_clause(tokens.subspan(begin));
  AbbreviationReader reader(text, tokens);
  for (std::size_t i = 0; i < tokens.size(); ++i) add_abbreviations(reader, i);
  has_looked_around_ = reader.has_looked_around();
  put_in_order();
  return found_;
}

std::span<const FoundName> ConceptMatcher::find_of(std::span<const std::uint32_t> subjects,
                                                   std::string_view text,
                                                   std::span<const Token> tokens) {
  if (subjects.empty()) return {};
  sought_ = subjects;
  const auto found = find(text, tokens);
  sought_ = {};
  return found;
}

bool ConceptMatcher::is_sought(std::uint32_t name) const {
  return sought_.empty() || std::ranges::find(sought_, table_.subject_of(name)) != sought_.end();
}

void ConceptMatcher::find_in_clause(std::span<const Token> tokens) {
  read_name_words(tokens, words_);
  find_windows(words_.parts);
  find_windows(words_.wholes);
}

void ConceptMatcher::find_windows(std::span<const KeyedWord> words) {
  for (std::size_t first = 0; first < words.size(); ++first) {
    NameKeySum sum(name_begin_);
    Window window{.begin = words[first].begin};
    const std::size_t end = std::min(words.size(), first + kMaxNameWords);
    for (std::size_t i = first; i < end; ++i) {
      const KeyedWord& word = words[i];
      if (i > first) {
        if (word.joining > kMaxJoiningWords) break;
        NameKeySum pair(name_begin_);
        pair.add(words[i - 1].hash);
        pair.add(word.hash);
        if (!table_.may_have(pair.words())) break;
        // "a vitamin" is not vitamin A.
        window.keeps_order = window.keeps_order || word.is_after_and || word.is_stop_word ||
                             words[i - 1].is_stop_word;
      }
      sum.add(word.hash);
      if (!table_.may_have(sum.words())) continue;
      window.end = word.end;
      window.text = text_.substr(window.begin, window.end - window.begin);
      window.words = static_cast<std::uint32_t>(i - first + 1);
      add_names(sum.key(), window);
    }
  }
}

void ConceptMatcher::add_names(const NameKey& key, const Window& window) {
  const std::size_t before = found_.size();
  bool is_in_order = false;
  for (std::uint32_t at = table_.first_entry(key.words); table_.entry(at).key == key.words; ++at) {
    const ConceptTable::Entry entry = table_.entry(at);
    if (entry.name >= table_.names()) break;
    const bool same_order = entry.order == key.order;
    if (!same_order && (is_in_order || window.keeps_order)) continue;
    if (same_order && !is_in_order) found_.resize(before);  // no other order counts then
    is_in_order = is_in_order || same_order;
    if (!is_sought(entry.name)) continue;
    if (window.words == 1 && !is_written_so(window.text, table_.text_of(entry.name))) continue;
    const std::uint32_t subject = table_.subject_of(entry.name);
    const bool is_known = std::any_of(
        found_.begin() + static_cast<std::ptrdiff_t>(before), found_.end(),
        [&](const FoundName& other) { return table_.subject_of(other.name) == subject; });
    if (!is_known) found_.push_back({window.begin, window.end, entry.name, window.words});
  }
}

void ConceptMatcher::add_abbreviations(AbbreviationReader& reader, std::size_t number) {
  const Token& token = reader.tokens()[number];
  // In small letters it is the stop word.
  if (token.is_stop_word && reader.begins_small(number)) return;
  for (const std::string_view form : {written_form(token), singular_abbreviation(token)}) {
    if (form.empty()) continue;
    const bool is_hashed = form.data() == token.term.data() && form.size() == token.term.size();
    const std::uint64_t key = abbreviation_begin_ + (is_hashed ? token.hash : word_hash(form));
    if (!table_.may_have_abbreviation(key)) continue;
    for (std::uint32_t at = table_.first_entry(key); table_.entry(at).key == key; ++at) {
      const std::uint32_t name = table_.entry(at).name;
      if (name >= table_.names()) break;
      if (is_sought(name) &&
          reader.is_written(number, form, {table_.text_of(name), table_.is_common_word(name)})) {
        found_.push_back({token.begin, token.end, name, 1});
      }
    }
  }
}

/// In the order of their places; what is found by the parts of a compound and by the whole, or as a
/// name and as an abbreviation, is one.
void ConceptMatcher::put_in_order() {
  const auto row = [&](const FoundName& found) {
    return std::tuple(found.begin, found.end, table_.subject_of(found.name), ~found.words,
                      found.name);
  };
  std::ranges::sort(found_, {}, row);
  const auto is_same = [&](const FoundName& a, const FoundName& b) {
    return place_of(a) == place_of(b) && table_.subject_of(a.name) == table_.subject_of(b.name);
  };
  found_.erase(std::unique(found_.begin(), found_.end(), is_same), found_.end());
}

std::vector<FoundName> longest_names(std::span<const FoundName> found) {
  std::vector<FoundName> sorted(found.begin(), found.end());
  std::ranges::stable_sort(sorted, [](const FoundName& a, const FoundName& b) {
    const auto row = [](const FoundName& name) {
      return std::tuple(~name.words, ~(name.end - name.begin), name.begin);
    };
    return row(a) < row(b);
  });
  std::map<std::uint32_t, std::uint32_t> taken;  // begins with their ends
  std::vector<FoundName> longest;
  for (const FoundName& name : sorted) {
    const auto after = taken.lower_bound(name.end);
    const auto before = after == taken.begin() ? taken.end() : std::prev(after);
    if (before != taken.end() && before->second > name.begin &&
        *before != std::pair<const std::uint32_t, std::uint32_t>(name.begin, name.end)) {
      continue;
    }
    taken.emplace(name.begin, name.end);
    longest.push_back(name);
  }
  std::ranges::stable_sort(longest, {}, place_of);
  return longest;
}

}  // namespace medlar
