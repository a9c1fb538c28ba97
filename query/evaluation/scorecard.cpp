#include "query/evaluation/scorecard.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "corpus/analysis/folding.h"
#include "corpus/analysis/utf8.h"
#include "query/evaluation/text_lines.h"

namespace medlar {
namespace {

// Letters typed, at which completions are looked at.
constexpr std::array<std::size_t, 8> kLetters{1, 2, 3, 4, 5, 6, 8, 10};
constexpr std::size_t kCompletions = 10;
constexpr std::size_t kSeenAtOnce = 5;

/// The words of a text, folded, for comparing: case, accents and punctuation do not count.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const auto c = i < text.size() ? static_cast<unsigned char>(text[i]) : ' ';
    if (c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      continue;
    }
    if (i > begin) words.push_back(fold_word(text.substr(begin, i - begin)).folded);
    begin = i + 1;
  }
  return words;
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  for (; end < text.size() && count > 0; --count) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  }
  return text.substr(0, end);
}

double share(double part, std::size_t whole) {
  return whole > 0 ? part / static_cast<double>(whole) : 0;
}

/// The rank of `wanted` among completions, 0 when it is not there.
std::size_t rank_of(const std::vector<std::string>& wanted,
                    const std::vector<std::string>& completions) {
  for (std::size_t i = 0; i < completions.size(); ++i) {
    if (words_of(completions[i]) == wanted) return i + 1;
  }
  return 0;
}

}  // namespace

Result<std::vector<ScoredCase>> read_cases(const std::filesystem::path& file, std::size_t least,
                                           std::size_t most) {
  const auto text = read_text(file);
  if (!text) return tl::unexpected<Error>(text.error());
  std::vector<ScoredCase> cases;
  for (const TextLine& line : content_lines(*text)) {
    const auto columns = split_tabs(line.text);
    if (columns.size() < least || columns.size() > most ||
        std::ranges::any_of(columns, &std::string_view::empty)) {
      return bad_line(file, line.number, fmt::format("{} columns", columns.size()),
                      least == most
                          ? fmt::format("a case has {} columns between tabs", least)
                          : fmt::format("a case has {} or {} columns between tabs", least, most));
    }
    cases.push_back({line.number, {columns.begin(), columns.end()}});
  }
  if (cases.empty()) {
    return failure(ErrorCode::kBadInput, fmt::format("{} holds no cases", file.string()),
                   "medlar eval --help says what a line is");
  }
  return cases;
}

Scorecard score_suggestions(const std::vector<ScoredCase>& cases, const Suggest& suggest) {
  Scorecard card{cases.size(), {}, {}};
  std::array<double, kLetters.size()> found{};
  std::array<double, kLetters.size()> reciprocal{};
  double letters = 0;
  double typed_letters = 0;
  for (const ScoredCase& one : cases) {
    const std::string& typed = one.columns.back();
    const std::vector<std::string> wanted = words_of(one.columns.front());
    const std::size_t length = count_characters(typed);
    std::size_t needed = length;
    std::string outcome = "not among the first five before all is typed";
    for (std::size_t n = 1; n <= length; ++n) {
      const std::size_t rank = rank_of(wanted, suggest(first_characters(typed, n), kCompletions));
      for (std::size_t i = 0; i < kLetters.size(); ++i) {
        // Whoever typed all of a short text has typed no more later.
        if (rank == 0 || (n != kLetters[i] && !(n == length && kLetters[i] > n))) continue;
        found[i] += 1;
        reciprocal[i] += 1 / static_cast<double>(rank);
      }
      if (rank > 0 && rank <= kSeenAtOnce && needed == length) {
        needed = n;
        outcome = fmt::format("rank {} after {} letters", rank, n);
      }
      if (needed < length && n >= kLetters.back()) break;
    }
    letters += static_cast<double>(length);
    typed_letters += static_cast<double>(needed);
    card.outcomes.push_back({one.line, typed, outcome});
  }
  for (std::size_t i = 0; i < kLetters.size(); ++i) {
    card.scores.push_back({fmt::format("found@{}", kLetters[i]), share(found[i], cases.size())});
  }
  for (std::size_t i = 0; i < kLetters.size(); ++i) {
    card.scores.push_back({fmt::format("rr@{}", kLetters[i]), share(reciprocal[i], cases.size())});
  }
  card.scores.push_back({"saved", letters > 0 ? 1 - typed_letters / letters : 0});
  return card;
}

Result<Scorecard> score_spelling(const std::vector<ScoredCase>& cases, const Correct& correct) {
  Scorecard card{cases.size(), {}, {}};
  double right = 0;
  double harmless = 0;
  double harmful = 0;
  for (const ScoredCase& one : cases) {
    const std::string& typed = one.columns.front();
    const std::string& wanted = one.columns.back();
    const auto corrected = correct(typed);
    if (!corrected) return tl::unexpected<Error>(corrected.error());
    const std::string& became = corrected->empty() ? typed : *corrected;
    std::string outcome;
    if (words_of(became) == words_of(wanted)) {
      right += 1;
      outcome = "right";
    } else if (words_of(became) == words_of(typed)) {
      harmless += 1;
      outcome = fmt::format("harmless: left alone, wanted {}", wanted);
    } else {
      harmful += 1;
      outcome = fmt::format("harmful: became {}, wanted {}", became, wanted);
    }
    card.outcomes.push_back({one.line, typed, outcome});
  }
  card.scores = {{"right", share(right, cases.size())},
                 {"harmless", share(harmless, cases.size())},
                 {"harmful", share(harmful, cases.size())}};
  return card;
}

Result<Scorecard> score_snippets(const std::vector<ScoredCase>& cases,
                                 const SnippetOf& snippet_of) {
  Scorecard card{cases.size(), {}, {}};
  double shown = 0;
  double held = 0;
  for (const ScoredCase& one : cases) {
    const auto snippet = snippet_of(one.columns[0], one.columns[1]);
    if (!snippet) return tl::unexpected<Error>(snippet.error());
    const std::vector<std::string> words = words_of(*snippet);
    const std::vector<std::string> wanted = words_of(one.columns[2]);
    const bool is_whole =
        std::search(words.begin(), words.end(), wanted.begin(), wanted.end()) != words.end();
    const std::set<std::string> known(words.begin(), words.end());
    const auto common =
        std::ranges::count_if(wanted, [&](const std::string& w) { return known.contains(w); });
    const double part = share(static_cast<double>(common), wanted.size());
    shown += is_whole ? 1 : 0;
    held += part;
    card.outcomes.push_back(
        {one.line, one.columns[0],
         is_whole ? "shown"
                  : fmt::format("not shown, {:.0f} % of its words: {}", 100 * part, *snippet)});
  }
  card.scores = {{"shown", share(shown, cases.size())}, {"words", share(held, cases.size())}};
  return card;
}

}  // namespace medlar
