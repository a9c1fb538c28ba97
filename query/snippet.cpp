#include "query/snippet.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>

#include "corpus/analysis/folding.h"
#include "corpus/analysis/utf8.h"
#include "corpus/cleaning/section_role.h"
#include "corpus/hash_table.h"
#include "corpus/section_parts.h"
#include "corpus/word_hash.h"

namespace medlar {
namespace {

constexpr std::string_view kEllipsis = "\u2026";
constexpr std::string_view kGap = " \u2026 ";
constexpr std::string_view kItemMark = " \u00b7 ";

// What further showings of a word already shown are worth, a word that is a part of another
// ("cementlike"), and words standing side by side, in parts of the word's weight; a sentence late
// in the section loses up to a little.
constexpr double kRepeatValue = 0.1;
constexpr double kPartValue = 0.01;
constexpr double kAdjacentValue = 0.4;
constexpr double kLateLoss = 0.05;
// What a heading that shows a word adds to its section.
constexpr double kHeadingValue = 0.5;
// How much more a section shows that is of a role asked for: so much that it need not show all the
// words that another shows, but not that it need show hardly any.
constexpr double kFavouredRole = 1.5;
// Two fragments are worth showing where the second has at least this many characters of room.
constexpr std::size_t kMinFragment = 40;

struct Match {
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t position;
  std::size_t word;  // number of the sought word, phrase or prefix
};

/// The sought words and phrases, numbered: words first, then phrases, prefixes, concepts.
class Sought {
 public:
  Sought(const SnippetTerms& terms, ConceptMatcher* names) : terms_(terms), names_(names) {
    for (std::size_t i = 0; i < terms.words.size(); ++i) {
      const std::string& stem = terms.words[i].stem;
      if (word(word_hash(stem), stem) == nullptr) words_.add(word_hash(stem), i);
    }
    for (const SnippetTerms::NamedConcept& named : terms.concepts) {
      subjects_.push_back(named.subject);
    }
  }

  std::size_t size() const { return first_concept() + terms_.concepts.size(); }

  bool favours(SectionRole role) const {
    return std::ranges::find(terms_.favoured_roles, role) != terms_.favoured_roles.end();
  }

  double weight(std::size_t number) const {
    if (number >= first_concept()) return terms_.concepts[number - first_concept()].weight;
    if (number < terms_.words.size()) return terms_.words[number].weight;
    number -= terms_.words.size();
    return number < terms_.phrases.size() ? terms_.phrases[number].weight : 1.0;
  }

  /// True when what find() has found in a part of a text may be other than what the whole shows.
  bool needs_whole_text() const {
    return names_ != nullptr && !subjects_.empty() && names_->has_looked_around();
  }

  std::vector<Match> find(std::string_view text, std::span<const Token> tokens) const {
    std::vector<Match> matches;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const Token& token = tokens[i];
      if (const std::size_t* const number = word(token.hash, token.term)) {
        matches.push_back({token.begin, token.end, token.position, *number});
        continue;
      }
      if (const auto prefix = prefix_of(text.substr(token.begin, token.end - token.begin), token)) {
        matches.push_back({token.begin, token.end, token.position, *prefix});
      }
    }
    find_phrases(tokens, matches);
    find_concepts(text, tokens, matches);
    std::ranges::sort(matches, {}, [](const Match& match) {
      return std::tuple(match.begin, ~match.end, match.word);
    });
    return matches;
  }

 private:
  /// The number of a sought word; null where it is none.
  const std::size_t* word(std::uint64_t hash, std::string_view stem) const {
    return words_.find(hash, [&](std::size_t i) { return terms_.words[i].stem == stem; });
  }

  std::optional<std::size_t> prefix_of(std::string_view word, const Token& token) const {
    for (std::size_t i = 0; i < terms_.prefixes.size(); ++i) {
      const std::string& prefix = terms_.prefixes[i];
      if (token.term.starts_with(prefix) || token.exact.starts_with(prefix) ||
          fold_word(word).folded.starts_with(prefix)) {
        return terms_.words.size() + terms_.phrases.size() + i;
      }
    }
    return std::nullopt;
  }

  void find_phrases(std::span<const Token> tokens, std::vector<Match>& matches) const {
    for (std::size_t p = 0; p < terms_.phrases.size(); ++p) {
      const auto& stems = terms_.phrases[p].stems;
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].term != stems.front()) continue;
        // Each next word is one of the forms at the next position.
        std::size_t last = i;
        std::size_t found = 1;
        for (std::size_t j = i + 1; j < tokens.size() && found < stems.size(); ++j) {
          if (tokens[j].position > tokens[last].position + 1) break;
          if (tokens[j].position == tokens[last].position + 1 && tokens[j].term == stems[found]) {
            last = j;
            ++found;
          }
        }
        if (found < stems.size()) continue;
        matches.push_back(
            {tokens[i].begin, tokens[last].end, tokens[i].position, terms_.words.size() + p});
      }
    }
  }

  std::size_t first_concept() const {
    return terms_.words.size() + terms_.phrases.size() + terms_.prefixes.size();
  }

  void find_concepts(std::string_view text, std::span<const Token> tokens,
                     std::vector<Match>& matches) const {
    if (names_ == nullptr) return;
    std::size_t token = 0;
    for (const FoundName& name : names_->find_of(subjects_, text, tokens)) {
      const auto sought = std::ranges::find(subjects_, names_->table().subject_of(name.name));
      while (token + 1 < tokens.size() && tokens[token].begin < name.begin) ++token;
      matches.push_back({name.begin, name.end, tokens[token].position,
                         first_concept() + static_cast<std::size_t>(sought - subjects_.begin())});
    }
  }

  const SnippetTerms& terms_;
  ConceptMatcher* names_;
  HashTable<std::size_t> words_;         // by their stems
  std::vector<std::uint32_t> subjects_;  // of the concepts
};

/// A run of successive sentences, and what it shows.
struct Window {
  std::size_t first = 0;  // sentences
  std::size_t last = 0;
  double value = 0;
};

/// One section's text, its sentences and what was found in them.
class SectionView {
 public:
  SectionView(std::string_view text, std::vector<SentenceSpan> sentences,
              std::span<const BoilerplateSentence> boilerplate, std::vector<Match> matches,
              const Sought& sought)
      : text_(text),
        sentences_(std::move(sentences)),
        matches_(std::move(matches)),
        sought_(sought) {
    for (const SentenceSpan& s : sentences_) passed_over_.push_back(is_mostly_in(s, boilerplate));
  }

  /// The first sentence that may be shown.
  std::optional<Window> beginning() const {
    const auto first = std::ranges::find(passed_over_, false);
    if (first == passed_over_.end()) return std::nullopt;
    const auto at = static_cast<std::size_t>(first - passed_over_.begin());
    return Window{at, at, 0};
  }

  std::size_t characters(std::size_t first, std::size_t last) const {
    std::size_t sum = 0;
    for (std::size_t s = first; s <= last; ++s) {
      sum += count_characters(sentence(s)) + (s > first ? separator(s).size() : 0);
    }
    return sum;
  }

  /// True where the word goes on before or behind the match.
  bool is_part_of_word(const Match& match) const {
    const auto is_letter = [](unsigned char c) { return std::isalpha(c) != 0; };
    return (match.begin > 0 && is_letter(text_[match.begin - 1])) ||
           (match.end < text_.size() && is_letter(text_[match.end]));
  }

  /// What a window shows, less the words in `shown`.
  double value(std::size_t first, std::size_t last, const std::set<std::size_t>& shown) const {
    std::set<std::size_t> fresh;
    double value = 0;
    const Match* previous = nullptr;
    for (const Match& match : within(sentences_[first].begin, sentences_[last].end)) {
      const double weight = sought_.weight(match.word);
      if (is_part_of_word(match)) {
        value += kPartValue * weight;
      } else if (!shown.contains(match.word) && fresh.insert(match.word).second) {
        value += weight;
      } else {
        value += kRepeatValue * weight;
      }
      if (previous != nullptr && match.position == previous->position + 1 &&
          match.word != previous->word) {
        value += kAdjacentValue * std::min(weight, sought_.weight(previous->word));
      }
      previous = &match;
    }
    const double place = static_cast<double>(first) / static_cast<double>(sentences_.size());
    return value * (1 - kLateLoss * place);
  }

  /// The best window of at most `room` characters that avoids sentences [without.first, last].
  std::optional<Window> best(std::size_t room, const std::set<std::size_t>& shown,
                             const Window* without) const {
    std::optional<Window> best;
    std::size_t next_match = 0;
    for (std::size_t first = 0; first < sentences_.size(); ++first) {
      while (next_match < matches_.size() && matches_[next_match].begin < sentences_[first].begin) {
        ++next_match;
      }
      // A window may as well begin with a sentence that shows something.
      if (next_match == matches_.size()) break;
      if (matches_[next_match].begin >= sentences_[first].end || passed_over_[first]) continue;
      std::size_t length = 0;
      for (std::size_t last = first; last < sentences_.size(); ++last) {
        if (passed_over_[last]) break;
        if (without != nullptr && last >= without->first && last <= without->last) break;
        length += count_characters(sentence(last)) + (last > first ? separator(last).size() : 0);
        if (length > room && last > first) break;
        if (length > room && without != nullptr) break;
        const double worth = value(first, last, shown);
        if (!best || worth > best->value) best = Window{first, last, worth};
      }
    }
    return best;
  }

  std::set<std::size_t> words_in(const Window& window) const {
    std::set<std::size_t> words;
    for (const Match& match : within(sentences_[window.first].begin, sentences_[window.last].end)) {
      words.insert(match.word);
    }
    return words;
  }

  /// Lengthens a window by the sentences after it, then before it, while they fit.
  void widen(Window& window, std::size_t room) const {
    while (window.last + 1 < sentences_.size() && !passed_over_[window.last + 1] &&
           characters(window.first, window.last + 1) <= room) {
      ++window.last;
    }
    while (window.first > 0 && !passed_over_[window.first - 1] &&
           characters(window.first - 1, window.last) <= room) {
      --window.first;
    }
  }

  void append(const Window& window, std::size_t room, Snippet& snippet) const {
    if (window.first == window.last && count_characters(sentence(window.first)) > room) {
      append_cut(window.first, room, snippet);
      return;
    }
    for (std::size_t s = window.first; s <= window.last; ++s) {
      if (s > window.first) snippet.text += separator(s);
      append_text(sentences_[s].begin, sentences_[s].end, snippet);
    }
  }

  std::size_t count() const { return sentences_.size(); }

 private:
  /// True where more than half of a sentence is boilerplate: the two are not cut alike.
  static bool is_mostly_in(const SentenceSpan& sentence,
                           std::span<const BoilerplateSentence> boilerplate) {
    std::size_t bytes = 0;
    for (const BoilerplateSentence& part : boilerplate) {
      const std::uint32_t begin = std::max(part.begin, sentence.begin);
      const std::uint32_t end = std::min(part.end, sentence.end);
      if (begin < end) bytes += end - begin;
    }
    return 2 * bytes > sentence.end - sentence.begin;
  }

  std::string_view sentence(std::size_t s) const {
    return text_.substr(sentences_[s].begin, sentences_[s].end - sentences_[s].begin);
  }

  /// What stands between sentence `s` and the one before it: a mark where a list goes on.
  std::string_view separator(std::size_t s) const {
    const std::size_t end = sentences_[s - 1].end;
    const std::string_view between = text_.substr(end, sentences_[s].begin - end);
    constexpr std::string_view kClosers = ".!?:;,\"')]";
    const bool closed = kClosers.find(text_[end - 1]) != std::string_view::npos ||
                        (static_cast<unsigned char>(text_[end - 1]) & 0x80) != 0;
    return between.find('\n') != std::string_view::npos && !closed ? kItemMark : " ";
  }

  std::span<const Match> within(std::uint32_t begin, std::uint32_t end) const {
    const auto first = std::ranges::lower_bound(matches_, begin, {}, &Match::begin);
    auto last = first;
    while (last != matches_.end() && last->begin < end) ++last;
    return {first, last};
  }

  /// Appends text with runs of blanks made one, and marks what was found in it.
  void append_text(std::uint32_t begin, std::uint32_t end, Snippet& snippet) const {
    const auto matches = within(begin, end);
    auto match = matches.begin();
    std::size_t marked_from = 0;
    std::uint32_t marked_to = begin;  // greater than i while a match is being written
    for (std::uint32_t i = begin; i <= end; ++i) {
      if (i == marked_to && i > begin) add_range({marked_from, snippet.text.size()}, snippet);
      if (i == end) break;
      for (; match != matches.end() && match->begin <= i; ++match) {
        if (match->end > end || match->end <= marked_to) continue;
        if (i >= marked_to) marked_from = snippet.text.size();
        marked_to = match->end;
      }
      const char c = text_[i];
      const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!blank) {
        snippet.text += c;
      } else if (!snippet.text.empty() && snippet.text.back() != ' ') {
        snippet.text += ' ';
      }
    }
  }

  static void add_range(TextRange range, Snippet& snippet) {
    if (!snippet.matches.empty() && range.begin < snippet.matches.back().end) {
      snippet.matches.back().end = std::max(snippet.matches.back().end, range.end);
    } else {
      snippet.matches.push_back(range);
    }
  }

  /// A sentence longer than the room: the stretch of it around its matches, cut between words.
  void append_cut(std::size_t s, std::size_t room, Snippet& snippet) const {
    const SentenceSpan whole = sentences_[s];
    const auto matches = within(whole.begin, whole.end);
    if (room < 3) return;
    const std::size_t inner = room - 2;  // for the two ellipses
    std::uint32_t begin = whole.begin;
    if (!matches.empty()) {
      // The beginning that shows the most: a little before some match.
      double most = -1;
      for (const Match& from : matches) {
        const std::uint32_t limit = forward(from.begin, inner * 3 / 4, whole.end);
        double worth = 0;
        std::set<std::size_t> fresh;
        for (const Match& match : within(from.begin, limit)) {
          if (match.end <= limit && fresh.insert(match.word).second) {
            worth += sought_.weight(match.word);
          }
        }
        if (worth > most) {
          most = worth;
          begin = from.begin;
        }
      }
      begin = backward(begin, inner / 4, whole.begin);
    }
    std::uint32_t end = forward(begin, inner, whole.end);
    if (end < whole.end) {
      const std::size_t blank = text_.substr(begin, end - begin).rfind(' ');
      if (blank != std::string_view::npos && blank > 0) {
        end = begin + static_cast<std::uint32_t>(blank);
      }
    }
    if (begin > whole.begin) snippet.text += kEllipsis;
    append_text(begin, end, snippet);
    if (end < whole.end) snippet.text += kEllipsis;
  }

  /// The offset `characters` further on, or `limit`.
  std::uint32_t forward(std::uint32_t from, std::size_t characters, std::uint32_t limit) const {
    while (from < limit && characters > 0) {
      ++from;
      while (from < limit && (static_cast<unsigned char>(text_[from]) & 0xC0) == 0x80) ++from;
      --characters;
    }
    return from;
  }

  /// The beginning of a word at most `characters` back, or `limit`.
  std::uint32_t backward(std::uint32_t from, std::size_t characters, std::uint32_t limit) const {
    std::uint32_t at = from;
    std::uint32_t word = from;
    while (at > limit && characters > 0) {
      --at;
      if ((static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) continue;
      --characters;
      if (at == limit || text_[at - 1] == ' ') word = at;
    }
    return word;
  }

  std::string_view text_;
  std::vector<SentenceSpan> sentences_;
  std::vector<bool> passed_over_;  // of each sentence
  std::vector<Match> matches_;
  const Sought& sought_;
};

/// The section's best window and, where it leaves words unshown and room, a second one.
void write_snippet(const SectionView& view, Window best, std::size_t room, Snippet& snippet) {
  const std::size_t used = view.characters(best.first, best.last);
  std::optional<Window> second;
  if (used + kGap.size() + kMinFragment <= room) {
    const auto shown = view.words_in(best);
    second = view.best(room - used - 3, shown, &best);
    // A second fragment must show a word that the first does not.
    if (second) {
      const auto words = view.words_in(*second);
      const bool adds = std::ranges::any_of(words, [&](auto w) { return !shown.contains(w); });
      const bool touches = second->last + 1 == best.first || best.last + 1 == second->first;
      if (!adds) {
        second.reset();
      } else if (touches) {
        best = {std::min(best.first, second->first), std::max(best.last, second->last), 0};
        second.reset();
      }
    }
  }
  if (!second) {
    view.widen(best, room);
    view.append(best, room, snippet);
    return;
  }
  const Window& earlier = second->first < best.first ? *second : best;
  const Window& later = second->first < best.first ? best : *second;
  view.append(earlier, room, snippet);
  snippet.text += kGap;
  view.append(later, room, snippet);
}

/// What is shown of an article, and where.
struct Shown {
  std::size_t section;
  SectionView view;
  Window window;
  double value;
};

/// What is found in a section.
std::vector<Match> find_in_section(const SnippetSource& source, std::size_t section,
                                   const Sought& sought, Analyzer& analyzer) {
  const std::string_view text = source.article.sections[section].text;
  if (!source.stretches) return sought.find(text, analyzer.analyze(text));
  std::vector<Match> matches;
  for (const Stretch& stretch : in_section(*source.stretches, section)) {
    const std::string_view part = text.substr(stretch.begin, stretch.end - stretch.begin);
    const std::vector<Match> found = sought.find(part, analyzer.analyze(part));
    if (sought.needs_whole_text()) return sought.find(text, analyzer.analyze(text));
    for (const Match& match : found) {
      matches.push_back({stretch.begin + match.begin, stretch.begin + match.end,
                         stretch.position + match.position, match.word});
    }
  }
  return matches;
}

/// The section that shows most, and its best window; none where no sentence that may be shown
/// holds a match.
std::optional<Shown> best_of(const SnippetSource& source, const Sought& sought, Analyzer& analyzer,
                             SentenceSplitter& sentences, std::size_t room) {
  std::optional<Shown> best;
  for (std::size_t i = 0; i < source.article.sections.size(); ++i) {
    const Section& section = source.article.sections[i];
    if (section.text.empty() || is_end_matter(section.role)) continue;
    auto matches = find_in_section(source, i, sought, analyzer);
    if (matches.empty()) continue;
    SectionView view(section.text, sentences.split(section.text), in_section(source.boilerplate, i),
                     std::move(matches), sought);
    const auto window = view.best(room, {}, nullptr);
    if (!window) continue;
    double value = window->value;
    std::set<std::size_t> in_heading;
    for (const Match& match : sought.find(section.heading, analyzer.analyze(section.heading))) {
      if (in_heading.insert(match.word).second) value += kHeadingValue * sought.weight(match.word);
    }
    if (sought.favours(section.role)) value *= kFavouredRole;
    if (!best || value > best->value) best.emplace(Shown{i, std::move(view), *window, value});
  }
  return best;
}

/// The beginning of the first section that may be shown, one that is asked for before others, or
/// else of the first with words.
std::optional<Shown> beginning_of(const SnippetSource& source, const Sought& sought,
                                  SentenceSplitter& sentences) {
  const auto& sections = source.article.sections;
  const auto begin_of = [&](std::size_t i, const auto& boilerplate) -> std::optional<Shown> {
    SectionView view(sections[i].text, sentences.split(sections[i].text), boilerplate, {}, sought);
    const auto window = view.beginning();
    if (!window) return std::nullopt;
    return Shown{i, std::move(view), *window, 0};
  };
  std::optional<Shown> first;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const bool is_favoured = sought.favours(sections[i].role);
    if (is_end_matter(sections[i].role) || (first && !is_favoured)) continue;
    auto shown = begin_of(i, in_section(source.boilerplate, i));
    if (shown && is_favoured) return shown;
    if (shown) first.emplace(std::move(*shown));
  }
  if (first) return first;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (auto shown = begin_of(i, std::span<const BoilerplateSentence>())) return shown;
  }
  return std::nullopt;
}

std::optional<Shown> choose(const SnippetSource& source, const Sought& sought, Analyzer& analyzer,
                            SentenceSplitter& sentences, std::size_t room) {
  if (auto shown = best_of(source, sought, analyzer, sentences, room)) return shown;
  if (!source.boilerplate.empty()) {
    SnippetSource all = source;
    all.boilerplate = {};
    if (auto shown = best_of(all, sought, analyzer, sentences, room)) return shown;
  }
  return beginning_of(source, sought, sentences);
}

}  // namespace

Snippet make_snippet(const SnippetSource& source, const SnippetTerms& terms, Analyzer& analyzer,
                     SentenceSplitter& sentences, const SnippetOptions& options) {
  const Sought sought(terms, source.names);
  Snippet snippet;
  const auto shown = choose(source, sought, analyzer, sentences, options.max_characters);
  if (!shown) return snippet;
  snippet.section = shown->section;
  write_snippet(shown->view, shown->window, options.max_characters, snippet);
  return snippet;
}

}  // namespace medlar
