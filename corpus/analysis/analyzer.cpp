#include "corpus/analysis/analyzer.h"

#include <algorithm>
#include <array>
#include <memory_resource>
#include <string>
#include <unordered_set>
#include <vector>

#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include <fmt/format.h>

#include "corpus/analysis/citation_mark.h"
#include "corpus/analysis/dose.h"
#include "corpus/analysis/folding.h"
#include "corpus/analysis/language.h"
#include "corpus/analysis/recent_words.h"
#include "corpus/analysis/stemmer.h"
#include "corpus/analysis/tokenizer.h"
#include "corpus/analysis/utf8.h"
#include "corpus/analysis/vocabulary.h"
#include "corpus/ascii.h"
#include "corpus/fnv1a.h"
#include "corpus/hash_table.h"
#include "corpus/word_hash.h"

namespace medlar {
namespace {

// Raise when a rule in this folder changes which terms a text gets.
constexpr int kRulesVersion = 4;

// Longer words are cut: glass refuses terms over 245 bytes, and no word of medicine is as long.
constexpr std::size_t kMaxTermBytes = 64;

// "insulin-dependent" is also one word; chains of more parts ("a-b-c-d-e") are not.
constexpr std::size_t kMaxCompoundParts = 4;
constexpr std::size_t kMaxCompoundBytes = 48;

// Words remembered with their terms; a corpus of 28 MB has 120,000 distinct words as written.
constexpr std::size_t kMaxCachedWords = 200'000;
// For queries, some 8 MB: nine of ten words of any text are among a few thousand, but stems of the
// others are a tenth of what snippets cost.
constexpr std::size_t kMaxQueryWords = 60'000;
// Of either, as written: far more than so many true words have, but a word can be as long as a
// text.
constexpr std::size_t kMaxCachedBytes = std::size_t{8} << 20U;

/// A word as written and what it becomes, in one line of the processor's cache: words of a text are
/// looked up in no order.
struct alignas(64) Forms {
  std::string_view term;
  std::string_view exact;  // empty when it equals term
  std::uint64_t hash = 0;
  mutable std::uint64_t count = 0;  // seen so often since take_seen_words()
  std::uint32_t written_size = 0;
  std::array<std::uint16_t, WordSplits::kMaxParts - 1> parts{};  // bytes before each further word,
  std::uint8_t further_words = 0;                                // of several written as one
  bool is_stop_word = false;
  bool has_diacritics = false;

  /// Of what is remembered: it stands before the term.
  std::string_view written() const { return {term.data() - written_size, written_size}; }
};
static_assert(sizeof(Forms) == 64);

bool is_letter_byte(char c) { return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80; }

/// What UAX #29 keeps letters together across, beside apostrophes.
bool is_dot(char c) { return c == '.' || c == ':' || c == '_'; }

/// Hyphens that join the parts of a compound: typewriter's, Unicode's, and the non-breaking one.
bool is_hyphen(std::string_view gap) { return gap == "-" || gap == "\u2010" || gap == "\u2011"; }

/// Takes the words of citation marks out, and marks off the words that are glued to them.
void leave_out_marks(std::string_view text, std::vector<WordSpan>& words) {
  CitationMark mark = next_citation_mark(text, 0);
  if (mark.begin == text.size()) return;
  auto from = words.begin();
  for (; mark.begin < text.size(); mark = next_citation_mark(text, mark.end)) {
    from = std::find_if(from, words.end(), [&](WordSpan w) { return w.end > mark.begin; });
    for (auto word = from; word != words.end() && word->begin < mark.end; ++word) {
      word->begin = std::min(static_cast<std::uint32_t>(mark.end), word->end);
    }
  }
  std::erase_if(words, [](WordSpan word) { return word.begin == word.end; });
}

/// True between two capitals: no blank was lost inside "ASA" or "SFAs", as it was in "DVTand".
bool is_in_acronym(std::string_view word, std::size_t at) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return is_capital(word[at - 1]) && is_capital(word[at]);
}

std::unordered_set<std::string_view> load_stop_words(const Language* language) {
  std::unordered_set<std::string_view> words;
  if (language == nullptr) return words;
  for (const std::string_view list : {"stop_words", "question_words"}) {
    const std::string file = fmt::format("{}.{}.txt", list, language->tag);
    for (const auto& line : vocabulary_lines(vocabulary_file(file))) {
      words.insert(line.begin(), line.end());
    }
  }
  return words;
}

}  // namespace

struct Analyzer::Impl {
  std::string language;
  Tokenizer tokenizer;
  Stemmer stemmer;
  std::unordered_set<std::string_view> stop_words;
  HashTable<Forms> cache;
  std::pmr::monotonic_buffer_resource letters;  // of what is in the cache
  std::size_t cached_bytes = 0;
  RecentWords<const Forms*> recent;
  std::vector<SeenWord> seen;  // of words no longer in the cache
  std::vector<WordSpan> words;
  std::vector<WordSpan> chain;  // parts of the compound being read
  std::vector<Token> tokens;
  std::string joined;
  std::uint32_t position = 0;

  std::shared_ptr<const WordSplits> splits;

  Impl(std::string_view tag, std::shared_ptr<const WordSplits> word_splits)
      : language(primary_tag(tag)),
        stemmer(find_language(tag)),
        stop_words(load_stop_words(find_language(tag))),
        splits(std::move(word_splits)) {}

  const Forms& forms(std::string_view word);
  const Forms* find(std::string_view word) const;
  const Forms& remember(std::string_view written, Forms forms);
  bool has_more_than(std::size_t cached_words) const;
  void clear_cache();
  void add(WordSpan span, const Forms& forms);
  void add_word(std::string_view text, WordSpan span);
  void add_parts(std::string_view text, WordSpan span, const Forms& whole);
  void add_dotted(std::string_view text, WordSpan span);
  void end_chain(std::string_view text);
};

const Forms& Analyzer::Impl::forms(std::string_view word) {
  if (const auto* const known = recent.find(word)) return **known;
  if (const auto* const known = find(word)) {
    recent.remember(word, known);
    return *known;
  }
  Forms forms;
  FoldedWord folded = fold_word(word);
  // Offsets into the folded word hold for the written one only where folding kept its length.
  if (splits != nullptr && folded.exact.size() == word.size()) {
    const std::vector<std::size_t> parts = splits->of(folded.exact);
    if (std::ranges::none_of(parts, [&](std::size_t at) { return is_in_acronym(word, at); })) {
      std::ranges::copy(parts, forms.parts.begin());
      forms.further_words = static_cast<std::uint8_t>(parts.size());
    }
  }
  forms.is_stop_word = stop_words.contains(folded.folded);
  const std::string term = stemmer.stem(folded.folded);
  forms.term = std::string_view(term).substr(0, character_begin(term, kMaxTermBytes));
  forms.exact =
      std::string_view(folded.exact).substr(0, character_begin(folded.exact, kMaxTermBytes));
  forms.hash = word_hash(forms.term);
  if (forms.exact == forms.term) forms.exact = {};
  forms.has_diacritics = !is_ascii(forms.exact);
  return remember(word, forms);
}

const Forms& Analyzer::Impl::remember(std::string_view written, Forms forms) {
  cached_bytes += written.size();
  const std::size_t size = written.size() + forms.term.size() + forms.exact.size();
  auto* at = static_cast<char*>(letters.allocate(size, 1));
  const auto keep = [&at](std::string_view text) {
    const std::string_view kept(at, text.size());
    at = std::ranges::copy(text, at).out;
    return kept;
  };
  forms.written_size = static_cast<std::uint32_t>(keep(written).size());
  forms.term = keep(forms.term);
  forms.exact = keep(forms.exact);
  return cache.add(word_hash(written), forms);
}

const Forms* Analyzer::Impl::find(std::string_view word) const {
  return cache.find(word_hash(word),
                    [word](const Forms& known) { return known.written() == word; });
}

bool Analyzer::Impl::has_more_than(std::size_t cached_words) const {
  return cache.size() > cached_words || cached_bytes > kMaxCachedBytes;
}

void Analyzer::Impl::clear_cache() {
  cache.clear();
  letters.release();
  cached_bytes = 0;
  recent.clear();
}

void Analyzer::Impl::add(WordSpan span, const Forms& forms) {
  if (forms.term.empty()) return;
  ++forms.count;
  tokens.push_back({span.begin, span.end, position, forms.term, forms.exact, forms.hash,
                    forms.is_stop_word, forms.has_diacritics});
}

/// One word and its wider forms: "CD4+" before "CD4", "5mg" before "5" and "mg".
void Analyzer::Impl::add_word(std::string_view text, WordSpan span) {
  const std::string_view word = text.substr(span.begin, span.end - span.begin);
  const std::string_view after = text.substr(span.end);
  const char last = word.back();
  const bool plus =
      after.starts_with('+') && (is_digit(last) || (last >= 'A' && last <= 'Z')) &&
      (after.size() == 1 || (!is_letter_byte(after[1]) && !is_digit(after[1]) && after[1] != '+'));
  if (plus) {
    const WordSpan with_plus{span.begin, span.end + 1};
    add(with_plus, forms(text.substr(span.begin, with_plus.end - span.begin)));
  }
  if (is_digit(word.front()) && !is_digit(last)) {
    if (const std::size_t number = dose_number_length(word); number > 0) {
      const auto middle = static_cast<std::uint32_t>(span.begin + number);
      add(span, forms(word));
      add({span.begin, middle}, forms(word.substr(0, number)));
      ++position;
      add({middle, span.end}, forms(word.substr(number)));
      ++position;
      return;
    }
  }
  const Forms& known = forms(word);
  add(span, known);
  if (known.further_words > 0) {
    add_parts(text, span, known);
    return;
  }
  ++position;
}

/// The words in "andpulmonary", behind the whole: each at a position of its own.
void Analyzer::Impl::add_parts(std::string_view text, WordSpan span, const Forms& whole) {
  std::uint32_t begin = span.begin;
  for (std::size_t i = 0; i <= whole.further_words; ++i) {
    const std::uint32_t end = i == whole.further_words ? span.end : span.begin + whole.parts[i];
    add({begin, end}, forms(text.substr(begin, end - begin)));
    ++position;
    begin = end;
  }
}

/// Words that UAX #29 keeps whole across '.', ':' or '_'. "U.S." and "Ph.D" lose their stops;
/// sentences run together ("chest.The") and identifiers come apart; "3.5" stays.
void Analyzer::Impl::add_dotted(std::string_view text, WordSpan span) {
  std::array<WordSpan, 8> parts{};
  std::size_t count = 0;
  std::size_t longest = 0;
  std::uint32_t begin = span.begin;
  for (std::uint32_t i = span.begin; i <= span.end; ++i) {
    const bool numeric = i > span.begin && i + 1 < span.end && text[i] == '.' &&
                         is_digit(text[i - 1]) && is_digit(text[i + 1]);
    const bool separates = i == span.end || (is_dot(text[i]) && !numeric);
    if (!separates) continue;
    if (i > begin) {
      if (count == parts.size()) {  // more parts than any abbreviation: emit what stands
        for (const WordSpan part : parts) add_word(text, part);
        count = 0;
        longest = kMaxTermBytes;
      }
      parts[count++] = {begin, i};
      longest = std::max<std::size_t>(longest, i - begin);
    }
    begin = i + 1;
  }
  const bool abbreviation =
      count > 1 && longest <= 2 && is_letter_byte(text[span.begin]) &&
      text.substr(span.begin, span.end - span.begin).find_first_of(":_") == std::string_view::npos;
  if (!abbreviation) {
    for (std::size_t i = 0; i < count; ++i) add_word(text, parts[i]);
    return;
  }
  joined.clear();
  for (std::size_t i = 0; i < count; ++i) {
    joined += text.substr(parts[i].begin, parts[i].end - parts[i].begin);
  }
  const bool capital = text[span.begin] >= 'A' && text[span.begin] <= 'Z';
  const std::string key = "." + joined + (capital ? "." : "");
  if (const auto* const known = find(key)) {
    add(span, *known);
  } else {
    Forms abbreviated = forms(joined);
    abbreviated.count = 0;
    // "U.S." is not the word "us", nor "I.T." the word "it"; "e.g." and "a.m." say nothing.
    abbreviated.is_stop_word = abbreviated.is_stop_word && !capital;
    add(span, remember(key, abbreviated));
  }
  ++position;
}

void Analyzer::Impl::end_chain(std::string_view text) {
  if (chain.empty()) return;
  const WordSpan whole{chain.front().begin, chain.back().end};
  if (chain.size() > 1 && chain.size() <= kMaxCompoundParts &&
      whole.end - whole.begin <= kMaxCompoundBytes) {
    joined.clear();
    for (const WordSpan part : chain) joined += text.substr(part.begin, part.end - part.begin);
    add(whole, forms(joined));
  }
  for (const WordSpan part : chain) {
    const std::string_view word = text.substr(part.begin, part.end - part.begin);
    if (std::ranges::any_of(word, is_dot)) {
      add_dotted(text, part);
    } else {
      add_word(text, part);
    }
  }
  chain.clear();
}

Analyzer::Analyzer(std::string_view language, std::shared_ptr<const WordSplits> splits)
    : impl_(std::make_unique<Impl>(language, std::move(splits))) {}
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;
Analyzer::~Analyzer() = default;

std::string_view Analyzer::language() const { return impl_->language; }

std::span<const Token> Analyzer::analyze(std::string_view text) {
  Impl& self = *impl_;
  self.tokens.clear();
  self.position = 0;
  self.tokenizer.split(text, self.words);
  leave_out_marks(text, self.words);
  self.tokens.reserve(self.words.size() + self.words.size() / 8);  // compounds have a token more
  for (const WordSpan word : self.words) {
    if (!self.chain.empty()) {
      const std::uint32_t end = self.chain.back().end;
      if (!is_hyphen(text.substr(end, word.begin - end))) self.end_chain(text);
    }
    self.chain.push_back(word);
  }
  self.end_chain(text);
  return self.tokens;
}

void Analyzer::trim() {
  if (!impl_->has_more_than(kMaxCachedWords)) return;
  impl_->seen = take_seen_words();  // counts outlive the cache
  impl_->clear_cache();
}

void Analyzer::trim_for_queries() {
  if (impl_->has_more_than(kMaxQueryWords)) impl_->clear_cache();
}

std::vector<Analyzer::SeenWord> Analyzer::take_seen_words() {
  std::vector<SeenWord> words = std::move(impl_->seen);
  impl_->seen.clear();
  for (const Forms& forms : impl_->cache.entries()) {
    if (forms.count == 0) continue;
    words.push_back({std::string(forms.exact.empty() ? forms.term : forms.exact),
                     std::string(forms.term), forms.count});
    forms.count = 0;
  }
  return words;
}

std::string analyzer_fingerprint() {
  std::uint64_t hash = kFnv1aBegin;
  const auto mix = [&hash](std::string_view s) { hash = fnv1a("\xff", fnv1a(s, hash)); };
  mix(fmt::format("rules {} icu {} unicode {} term {}", kRulesVersion, U_ICU_VERSION,
                  U_UNICODE_VERSION, kMaxTermBytes));
  for (const Language& language : languages()) {
    for (const std::string_view list :
         {"stop_words", "question_words", "rewrites", "stem_exceptions"}) {
      mix(vocabulary_file(fmt::format("{}.{}.txt", list, language.tag)));
    }
  }
  return fmt::format("{:016x}", hash);
}

}  // namespace medlar
