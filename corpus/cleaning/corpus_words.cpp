#include "corpus/cleaning/corpus_words.h"

#include <algorithm>
#include <utility>

#include "corpus/letter_run.h"

namespace medlar {
namespace {

// "'s" and two letters more.
constexpr std::size_t kMinContractedLetters = 3;

bool is_capital(unsigned char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }

/// A letter at `at`: its bytes and whether it is a capital; no bytes for anything else.
struct Letter {
  std::size_t bytes = 0;
  bool is_capital = false;
};

Letter letter_at(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) {
    const auto small = static_cast<unsigned char>(c | 0x20);
    return {small >= 'a' && small <= 'z' ? std::size_t{1} : 0, is_capital(c)};
  }
  if (at + 1 >= text.size()) return {};
  const auto next = static_cast<unsigned char>(text[at + 1]);
  if (c == 0xC3) {  // Latin-1, whose capitals stand 32 before the small ones
    if (next == 0x97 || next == 0xB7) return {};
    return {2, next <= 0x9E};
  }
  if (c >= 0xC4 && c <= 0xDF) return {2, false};
  return {};  // signs, spaces, and scripts that are not glued by a blank less
}

unsigned char folded_byte(std::string_view text, std::size_t at, const Letter& letter,
                          std::size_t i) {
  const auto c = static_cast<unsigned char>(text[at + i]);
  if (!letter.is_capital) return c;
  return static_cast<unsigned char>(letter.bytes == 1 ? c | 0x20 : (i == 1 ? c + 0x20 : c));
}

/// What a word is in the hash of a pair: a polynomial of its bytes, in 2^64. Independent of the
/// hash that it is found by, so that words that share the one do not share their pairs.
std::uint64_t pair_key_of(std::string_view word) {
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15ULL;  // odd; 2^64 / golden ratio
  std::uint64_t value = 0;
  for (const char c : word) value = (value + static_cast<unsigned char>(c)) * kFactor;
  return value;
}

/// A hash of a pair, all its bits well mixed.
std::uint64_t pair_hash(std::uint64_t first, std::uint64_t second) {
  std::uint64_t hash = first * 3 + second;
  hash ^= hash >> 32;
  hash *= 0xD6E8FEB86659FD93ULL;  // a multiplier of the splitmix family
  return hash ^ (hash >> 32);
}

bool ends_sentence(char c) {
  return c == '.' || c == '!' || c == '?' || c == ':' || c == '\n' || c == '\0';
}

}  // namespace

struct CorpusWords::Run {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint64_t hash = 0;      // letters_hash() of the letters, folded
  std::uint64_t pair_key = 0;  // of a word, as Entry has it
  std::size_t letters = 0;
  bool has_small = false;  // a letter that is no capital
  bool begins_capital = false;
  bool begins_sentence = false;
  bool after_hyphen = false;
  bool before_hyphen = false;
};

std::string folded_letters(std::string_view word) {
  std::string folded;
  for (std::size_t at = 0; at < word.size();) {
    const Letter letter = letter_at(word, at);
    if (letter.bytes == 0) return {};
    for (std::size_t i = 0; i < letter.bytes; ++i) {
      folded += static_cast<char>(folded_byte(word, at, letter, i));
    }
    at += letter.bytes;
  }
  return folded;
}

/// The run of letters that begins at `begin`, without what surrounds it.
CorpusWords::Run CorpusWords::run_at(std::string_view text, std::size_t begin) {
  Run run;
  run.begin = begin;
  run.begins_capital = letter_at(text, begin).is_capital;
  const LetterRun ascii = letter_run(text, begin);
  run.end = ascii.end;
  run.letters = ascii.end - begin;
  run.has_small = ascii.has_small;
  run.hash = ascii.hash;
  if (run.end == text.size() || letter_at(text, run.end).bytes == 0) return run;  // nearly always
  while (run.end < text.size()) {
    const Letter letter = letter_at(text, run.end);
    if (letter.bytes == 0) break;
    run.has_small |= !letter.is_capital;
    ++run.letters;
    run.end += letter.bytes;
  }
  run.hash = letters_hash(folded_letters(text.substr(begin, run.end - begin)));
  return run;
}

void CorpusWords::add(std::string_view text) {
  Run before;
  bool has_before = false;  // a free word that ends one blank before
  char last_sign = '\0';    // the last byte that is neither letter nor blank
  for (std::size_t at = 0; at < text.size();) {
    if (letter_at(text, at).bytes == 0) {
      if (text[at] != ' ') last_sign = text[at];
      ++at;
      continue;
    }
    Run run = run_at(text, at);
    at = run.end;
    const char left = run.begin == 0 ? ' ' : text[run.begin - 1];
    const char right = run.end == text.size() ? ' ' : text[run.end];
    const auto is_code = [](char c) { return is_digit(static_cast<unsigned char>(c)) || c == '_'; };
    // "B12" is no word; what follows an apostrophe is an ending.
    const std::size_t apostrophe = left == '\''                                    ? 1
                                   : text.substr(0, run.begin).ends_with("\u2019") ? 3
                                                                                   : 0;
    const bool is_word = !is_code(left) && !is_code(right) && apostrophe == 0 &&
                         run.end - run.begin <= kMaxWordBytes;
    if (apostrophe > 0 && before.letters > 0 && before.end + apostrophe == run.begin &&
        run.letters >= kMinContractedLetters && run.end - before.begin <= kMaxWordBytes) {
      add_contracted(before, run, text);
    }
    if (is_word) {
      run.after_hyphen = left == '-';
      run.before_hyphen = right == '-';
      run.begins_sentence = ends_sentence(last_sign);
      Entry& word = entry(run, text);
      count(run, word.count);
      run.pair_key = word.pair_key;
      if (has_before && run.begin == before.end + 1 && left == ' ') {
        met_.push_back(pair_hash(before.pair_key, run.pair_key));
      }
    }
    has_before = is_word;
    before = run;
    last_sign = 'a';
  }
  pairs_.add(met_);
  met_.clear();
}

CorpusWords::Entry& CorpusWords::entry(const Run& run, std::string_view text) {
  const std::uint64_t hash = run.hash;
  Recent& recent = recent_[hash >> (64 - kRecentBits)];
  if (recent.entry != nullptr && recent.hash == hash) return *recent.entry;
  Entry* entry = entries_.find(hash);
  if (entry == nullptr) {
    std::string word = folded_letters(text.substr(run.begin, run.end - run.begin));
    const std::uint64_t pair_key = pair_key_of(word);
    entry = &entries_.add(hash, {hash, pair_key, std::move(word), {}});
  }
  recent = {hash, entry};
  return *entry;
}

void CorpusWords::count(const Run& run, WordCount& count) {
  ++size_;
  if (run.after_hyphen) {
    ++(run.before_hyphen ? count.inside : count.closes);
  } else {
    ++(run.before_hyphen ? count.opens : count.free);
  }
  if (run.letters > 1 && !run.has_small) {
    ++count.shouted;
  } else if (run.begins_capital && !run.begins_sentence) {
    ++count.names;
  }
}

void CorpusWords::add_contracted(const Run& before, const Run& run, std::string_view text) {
  ++contracted_[folded_letters(text.substr(before.begin, before.end - before.begin)) + "'" +
                folded_letters(text.substr(run.begin, run.end - run.begin))];
}

void CorpusWords::merge(CorpusWords&& other) {
  if (entries_.size() == 0 && contracted_.empty()) {
    *this = std::move(other);
    return;
  }
  for (Entry& entry : other.entries_.entries()) {
    Entry* const sum = entries_.find(entry.hash);
    if (sum == nullptr) {
      entries_.add(entry.hash, std::move(entry));
      continue;
    }
    sum->word = std::min(sum->word, entry.word);
    sum->count.free += entry.count.free;
    sum->count.opens += entry.count.opens;
    sum->count.closes += entry.count.closes;
    sum->count.inside += entry.count.inside;
    sum->count.names += entry.count.names;
    sum->count.shouted += entry.count.shouted;
  }
  for (const auto& [word, count] : other.contracted_) contracted_[word] += count;
  size_ += other.size_;
  pairs_.merge(other.pairs_);
}

WordCount CorpusWords::of(std::string_view word) const {
  const Entry* const found = entries_.find(letters_hash(word));
  return found == nullptr || found->word != word ? WordCount{} : found->count;
}

std::uint32_t CorpusWords::side_by_side(std::string_view first, std::string_view second) const {
  return pairs_.of(pair_hash(pair_key_of(first), pair_key_of(second)));
}

std::vector<std::string_view> CorpusWords::words() const {
  std::vector<std::string_view> words;
  words.reserve(entries_.size());
  for (const Entry& entry : entries_.entries()) words.push_back(entry.word);
  std::ranges::sort(words);
  return words;
}

}  // namespace medlar
