#include "corpus/cleaning/glued_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>

#include "corpus/analysis/known_words.h"
#include "corpus/cleaning/letter_model.h"
#include "corpus/cleaning/word_shares.h"

namespace medlar {
namespace {

// Lost blanks among all words: assumed at first, then estimated by what was found. MedQuAD, scraped
// from web pages, has lost one of 1,500; NFCorpus one of 3,000.
constexpr double kFirstLostBlanks = 1e-4;
constexpr double kMinLostBlanks = 2e-5;
constexpr double kMaxLostBlanks = 1e-3;

// Any text has unknown words, even a page that shows none: so many of all words are different ones.
constexpr double kUnknownWords = 0.003;

// log10 of the odds that are asked for: at first, at last, and of words that a list knows.
constexpr double kClearOdds = 1;
constexpr double kMinOdds = 0;

// Of the lists beyond this band hardly a word is used, and what looks like one may be glued.
constexpr int kTrueWordBand = 70;

// The weight of a pair that was never seen but would be by chance.
constexpr double kUnseenPair = 0.5;

// A word that is written more often than in one of a hundred cases of its parts side by side is
// written so on purpose.
constexpr double kGluedOfPairs = 0.01;
constexpr std::uint32_t kWrittenOften = 20;
constexpr double kOftenOfPairs = 0.1;

// How often a true word that is unknown stands with a capital inside a sentence.
constexpr double kNamesAmongUnknown = 0.3;

// Runs of up to three letters that are no common words are mostly pieces of acronyms.
constexpr std::size_t kPieceLetters = 3;
constexpr int kCommonestBand = 20;
constexpr double kSeenOften = 3;

// Beginnings and endings that make words divide off only where they are seen to stand free.
constexpr double kBeginningSeen = 5;
constexpr double kEndingSeen = 2;
constexpr double kAffixOdds = 2;

// Function words that end Latin names ("gingivalis", "albicantus") and cut-off words more often
// than they lose a blank.
constexpr std::array<std::string_view, 3> kEndingsOfNames{"is", "us", "re"};
constexpr double kNameEndingOdds = 3;

// Endings that are words, and join nouns without a hyphen in American spelling.
constexpr std::array<std::string_view, 9> kJoiningEndings{
    "like", "free", "shaped", "sized", "related", "induced", "derived", "based", "associated"};
constexpr std::size_t kMinJoinedLetters = 3;
constexpr double kJoinedOdds = 1;

// What may follow an apostrophe; "s", "d" and "t" only where there is a word before it, because
// "D'Souza" is one.
constexpr std::array<std::string_view, 7> kContractions{"s", "t", "d", "m", "ll", "re", "ve"};
constexpr double kContractionOdds = 3;
constexpr double kMinContractedShare = 1e-6;

struct Suspect {
  std::string_view word;
  WordCount count;
  std::optional<KnownWord> known;
  double as_true_word = 0;  // log10 of how often such a true word would be written
};

struct Split {
  std::size_t at = 0;
  double odds = -1e9;
};

bool is_letter_begin(std::string_view word, std::size_t at) {
  return (static_cast<unsigned char>(word[at]) & 0xC0) != 0x80;
}

/// True for what no evidence shall divide.
bool is_certain(const KnownWord& known, const WordCount& count) {
  if (known.is_name) return count.names > 0;
  return known.band <= kTrueWordBand && !known.is_spanish;
}

bool is_ending_of_names(std::string_view word) {
  return std::ranges::find(kEndingsOfNames, word) != kEndingsOfNames.end();
}

class GlueFinder {
 public:
  explicit GlueFinder(const CorpusWords& counts)
      : counts_(counts),
        shares_(counts),
        words_(static_cast<double>(counts.size())),
        chance_meetings_(counts.chance_meetings()) {}

  std::vector<GluedWord> find();

 private:
  std::vector<Suspect> suspects() const;
  Split best_split(const Suspect& suspect, double lost_blanks) const;
  double log10_glued(std::string_view first, std::string_view second, const WordCount& count,
                     double lost_blanks) const;
  std::size_t joined_ending(const Suspect& suspect) const;
  void add_joined(const std::vector<Suspect>& suspects, std::vector<GluedWord>& glued) const;
  void add_contracted(std::vector<GluedWord>& glued) const;
  bool is_piece(std::string_view word) const {
    if (word.size() > kPieceLetters || shares_.is_function_word(word)) return false;
    return word.size() < kPieceLetters || !is_known_word(word, kCommonestBand);
  }
  bool is_acronym(std::string_view word) const {
    const WordCount count = counts_.of(word);
    return count.free >= kSeenOften && count.shouted * 2 > count.total();
  }
  /// True for "neuro" and "methyl": what such words begin is a word.
  bool is_combining_form(std::string_view word) const;

  const CorpusWords& counts_;
  WordShares shares_;
  double words_;
  double chance_meetings_;
};

std::vector<Suspect> GlueFinder::suspects() const {
  LetterModel letters;
  each_known_word([&letters](std::string_view word, KnownWord known) {
    if (known.band <= kTrueWordBand) letters.learn(word);
  });
  std::vector<Suspect> suspects;
  double unknown = 1;
  for (const std::string_view word : counts_.words()) {
    Suspect suspect{word, counts_.of(word), find_known_word(word)};
    const WordCount& count = suspect.count;
    if (suspect.known.has_value()) letters.learn(word);
    if (!suspect.known.has_value()) ++unknown;
    if (suspect.known.has_value() && is_certain(*suspect.known, count)) continue;
    // What is written in capitals throughout is never divided, and speaks against the rest.
    if (count.shouted == count.total()) continue;
    suspects.push_back(suspect);
  }
  unknown = std::max(unknown, kUnknownWords * words_);
  for (Suspect& suspect : suspects) {
    suspect.as_true_word = std::log10(unknown) + letters.log10_chance(suspect.word);
    if (!suspect.known.has_value() || suspect.known->is_name) continue;
    // What a list knows is a word unless the odds are clear.
    const double known = std::log10(words_ * shares_.as_known(*suspect.known) + 1e-9);
    suspect.as_true_word = std::max(suspect.as_true_word, known + kClearOdds);
  }
  return suspects;
}

bool GlueFinder::is_combining_form(std::string_view word) const {
  if (shares_.is_function_word(word)) return word == "nor";  // chemists' "nortestosterone"
  if (shares_.makes_words_before(word)) return true;
  return (word.ends_with('o') || word.ends_with("yl")) && !is_known_word(word, kCommonBand);
}

double GlueFinder::log10_glued(std::string_view first, std::string_view second,
                               const WordCount& count, double lost_blanks) const {
  constexpr double kNever = -1e9;
  const std::uint32_t written = count.total() - count.shouted;
  const double first_share = shares_.before_seam(first);
  if (first_share == 0) return kNever;
  const double second_share = shares_.after_seam(second);
  if (second_share == 0) return kNever;
  const double seen = std::max(0.0, counts_.side_by_side(first, second) - chance_meetings_);

  const bool first_is_function = shares_.is_function_word(first);
  const bool before_acronym = first_is_function && first.size() > 1 && is_acronym(second);
  if (seen < kSeenOften &&
      (first.size() == 1 || is_piece(first) || (is_piece(second) && !before_acronym))) {
    return kNever;
  }
  if (seen < kBeginningSeen && is_combining_form(first)) return kNever;
  const bool is_beginning = shares_.makes_words_before(first);
  const bool is_ending = shares_.makes_words_after(second);
  if (seen < kEndingSeen && is_ending && !shares_.is_function_word(second)) return kNever;

  if (written >= kWrittenOften && written > kOftenOfPairs * seen) return kNever;
  const double by_chance = words_ * first_share * second_share;
  const double pairs = seen + kUnseenPair * std::min(by_chance, 1.0);
  double odds = std::log10(lost_blanks * pairs) - std::log10(1.0 + count.shouted);
  odds -= 2 * std::max(0.0, std::log10(written / (1 + kGluedOfPairs * pairs)));
  if (is_beginning || is_ending || second == "a") {
    odds -= std::max(0.0, kAffixOdds - std::log10(1 + seen));
  }
  if (seen < 1 && is_ending_of_names(second)) odds -= kNameEndingOdds;
  // Parts that are hardly words themselves.
  if (written > 1 && std::min(first_share, second_share) * words_ < 3.0 * written) {
    odds -= 2;
  }
  if (count.names * 3 > written) {
    const WordCount as_first = counts_.of(first);
    const double capitals = (as_first.names + as_first.shouted + 1e-3) / (as_first.total() + 1.0);
    odds += std::min(0.0, std::log10(capitals / kNamesAmongUnknown));
  }
  return odds;
}

Split GlueFinder::best_split(const Suspect& suspect, double lost_blanks) const {
  Split best;
  const std::string_view word = suspect.word;
  for (std::size_t at = 1; at < word.size(); ++at) {
    if (!is_letter_begin(word, at)) continue;
    const std::string_view first = word.substr(0, at);
    const std::string_view second = word.substr(at);
    if ((first.size() == 1 && first != "a" && first != "i") ||
        (second.size() == 1 && second != "a")) {
      continue;
    }
    const double odds =
        log10_glued(first, second, suspect.count, lost_blanks) - suspect.as_true_word;
    if (odds > best.odds) best = {at, odds};
  }
  return best;
}

std::size_t GlueFinder::joined_ending(const Suspect& suspect) const {
  for (const std::string_view ending : kJoiningEndings) {
    if (!suspect.word.ends_with(ending)) continue;
    const std::string_view first = suspect.word.substr(0, suspect.word.size() - ending.size());
    if (first.size() < kMinJoinedLetters || is_combining_form(first)) continue;
    if (is_known_word(first, kTrueWordBand) || counts_.of(first).free >= kSeenOften) {
      return first.size();
    }
  }
  return 0;
}

/// "cementlike", where it is not taken for glued already.
void GlueFinder::add_joined(const std::vector<Suspect>& suspects,
                            std::vector<GluedWord>& glued) const {
  const std::size_t known = glued.size();
  for (const Suspect& suspect : suspects) {
    const auto found = std::span(glued).first(known);
    if (std::ranges::binary_search(found, suspect.word, {}, &GluedWord::word)) continue;
    if (const std::size_t at = joined_ending(suspect); at > 0) {
      glued.push_back({std::string(suspect.word), at,
                       (suspect.count.total() - suspect.count.shouted), kJoinedOdds});
    }
  }
}

/// "patient'sheart": an ending after an apostrophe, and a word after the ending.
void GlueFinder::add_contracted(std::vector<GluedWord>& glued) const {
  for (const auto& [word, count] : counts_.contracted()) {
    const std::size_t apostrophe = word.find('\'');
    const std::string_view tail = std::string_view(word).substr(apostrophe + 1);
    if (is_known_word(tail, kWholeBand)) continue;  // "O'Sullivan"
    for (const std::string_view ending : kContractions) {
      if (!tail.starts_with(ending)) continue;
      if (ending.size() == 1 && ending != "m" && apostrophe < 2) continue;
      const std::string_view rest = tail.substr(ending.size());
      if (rest.size() < 2 || shares_.after_seam(rest) < kMinContractedShare) continue;
      glued.push_back({word, word.size() - rest.size(), count, kContractionOdds});
      break;
    }
  }
}

std::vector<GluedWord> GlueFinder::find() {
  const std::vector<Suspect> all = suspects();
  const auto find_at = [&](double lost_blanks, double min_odds) {
    std::vector<GluedWord> glued;
    for (const Suspect& suspect : all) {
      const Split split = best_split(suspect, lost_blanks);
      if (split.odds < min_odds) continue;
      glued.push_back({std::string(suspect.word), split.at,
                       (suspect.count.total() - suspect.count.shouted), split.odds});
    }
    return glued;
  };
  double lost = 1;
  for (const GluedWord& word : find_at(kFirstLostBlanks, kClearOdds)) lost += word.count;
  std::vector<GluedWord> glued =
      find_at(std::clamp(lost / words_, kMinLostBlanks, kMaxLostBlanks), kMinOdds);
  add_joined(all, glued);
  add_contracted(glued);
  std::ranges::sort(glued, {}, &GluedWord::word);
  return glued;
}

}  // namespace

std::vector<GluedWord> find_glued_words(const CorpusWords& counts) {
  return GlueFinder(counts).find();
}

}  // namespace medlar
