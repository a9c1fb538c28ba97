#include "corpus/cleaning/credit_lines.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "corpus/analysis/name_words.h"
#include "corpus/analysis/vocabulary.h"
#include "corpus/cleaning/people.h"
#include "corpus/cleaning/phrase_table.h"

namespace medlar {
namespace {

/// Longer lines are paragraphs.
constexpr std::size_t kLongestLine = 400;

constexpr std::pair<std::string_view, CreditKind> kKinds[] = {
    {"author", CreditKind::kAuthor},   {"reviewer", CreditKind::kReviewer},
    {"editor", CreditKind::kEditor},   {"reviewed", CreditKind::kReviewed},
    {"updated", CreditKind::kUpdated}, {"published", CreditKind::kPublished},
    {"next", CreditKind::kNextReview},
};

const PhraseTable& labels() {
  static const PhraseTable table(vocabulary_file("credit_labels.txt"));
  return table;
}

bool is_date_kind(CreditKind kind) { return kind >= CreditKind::kReviewed; }

CreditKind kind_of(const Phrase& phrase) {
  const auto* const row =
      std::ranges::find(kKinds, phrase.label, &std::pair<std::string_view, CreditKind>::first);
  return row == std::end(kKinds) ? CreditKind::kEditor : row->second;  // a test holds the labels
}

/// A label in a line: the bytes of its words, and where its value ends.
struct Label {
  CreditKind kind;
  std::size_t begin;
  std::size_t end;
};

std::string_view without_blanks_before(std::string_view text) {
  const std::size_t last = text.find_last_not_of(' ');
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

/// Whether a label may begin behind `before`: at the line's beginning, or where something ends.
bool may_begin_behind(std::string_view before, bool has_colon) {
  const std::string_view text = without_blanks_before(before);
  if (text.empty() || before.size() - text.size() > 1 || text.ends_with('\t')) return true;
  constexpr std::string_view kEnds[] = {".", "|", ";", ",", "·", "•", "/", "(", ")", "–", "—", "-"};
  return has_colon ||
         std::ranges::any_of(kEnds, [text](std::string_view end) { return text.ends_with(end); });
}

std::vector<Label> labels_of(std::string_view line) {
  const std::vector<NameWord> words = name_words(line);
  std::vector<Label> found;
  for (std::size_t at = 0; at < words.size();) {
    const Phrase* const phrase = labels().longest_at(words, at);
    if (phrase == nullptr) {
      if (found.empty()) return found;  // only signs may stand before the first
      ++at;
      continue;
    }
    const NameWord& last = words[at + phrase->words.size() - 1];
    const bool has_colon = line.substr(last.end).starts_with(':');
    const std::size_t begin = words[at].begin;
    // "By" begins a line and nothing else; in a value it says who reviewed.
    const bool is_by =
        phrase->words.size() == 1 && (phrase->words[0] == "by" || phrase->words[0] == "por");
    if (found.empty() || (!is_by && may_begin_behind(line.substr(0, begin), has_colon))) {
      found.push_back({kind_of(*phrase), begin, last.end});
      at += phrase->words.size();
    } else {
      ++at;
    }
  }
  return found;
}

/// Takes words and signs that only lead to a value off its beginning.
std::string_view value_begin(std::string_view value) {
  constexpr std::string_view kSigns = " \t:.-=*|(";
  constexpr std::string_view kFillers[] = {"on ", "in ", "el ", "en ", "date: ", "de "};
  const auto skip_signs = [&] {
    value.remove_prefix(std::min(value.find_first_not_of(kSigns), value.size()));
    for (const std::string_view dash : {"–", "—"}) {
      if (value.starts_with(dash)) value.remove_prefix(dash.size());
    }
    value.remove_prefix(std::min(value.find_first_not_of(kSigns), value.size()));
  };
  skip_signs();
  for (const std::string_view filler : kFillers) {
    if (value.starts_with(filler)) {
      value.remove_prefix(filler.size());
      break;
    }
  }
  skip_signs();
  return value;
}

/// A date in the value of a label that names people: where it begins, what is before it left out.
struct DateInside {
  std::size_t begin;
  std::string date;
};

std::optional<DateInside> date_inside(std::string_view value, NumericOrder order) {
  for (std::size_t at = 0; at < value.size(); ++at) {
    const bool word_begins =
        at > 0 && std::string_view(" (\t|").find(value[at - 1]) != std::string_view::npos &&
        value[at] != ' ';
    if (!word_begins) continue;
    std::string date = leading_date(value.substr(at), order);
    if (date.empty()) continue;
    std::size_t begin = at;
    std::string_view before = value.substr(0, begin);
    for (bool again = true; again;) {
      again = false;
      for (const std::string_view lead :
           {" on ", " el ", " en ", " in ", " ", ",", "|", "(", ";", "-", "–", "—", "·"}) {
        if (!before.ends_with(lead)) continue;
        before.remove_suffix(lead.size() - (lead.size() > 1 && lead[0] == ' ' ? 1 : 0));
        again = true;
      }
    }
    return DateInside{before.size(), std::move(date)};
  }
  return std::nullopt;
}

/// Whether a line goes on behind a date as credits do: not "Updated in 2019, it says", nor
/// "Published in 1975 by chance".
bool ends_like_credit(std::string_view behind) {
  behind.remove_prefix(std::min(behind.find_first_not_of(" \t.,;:|)(-"), behind.size()));
  constexpr std::string_view kGoesOn[] = {"by ", "por ", "at ", "a las ", "a la ", "am", "pm", "h"};
  const bool is_small = !behind.empty() && behind[0] >= 'a' && behind[0] <= 'z';
  return !is_small || std::ranges::any_of(kGoesOn, [behind](std::string_view word) {
    return behind.starts_with(word);
  });
}

/// What stands behind a date: "by Dr. X", "por la Dra. X".
std::string_view people_behind_date(std::string_view value) {
  for (const std::string_view by : {" by ", " por "}) {
    const std::size_t at = value.find(by);
    if (at != std::string_view::npos) return value.substr(at + by.size());
  }
  return {};
}

/// The date that a credit to people may carry: when they did what they are named for.
CreditKind date_kind_of(CreditKind people) {
  return people == CreditKind::kReviewer ? CreditKind::kReviewed : CreditKind::kPublished;
}

void add_credits(CreditKind kind, std::string_view value, NumericOrder order,
                 std::vector<Credit>& credits) {
  value = value_begin(value);
  if (is_date_kind(kind)) {
    DateAtBeginning found = date_at_beginning(value, order);
    if (found.date.empty() || !ends_like_credit(value.substr(found.length))) return;
    credits.push_back({kind, {}, std::move(found.date)});
    if (kind != CreditKind::kReviewed) return;
    std::vector<std::string> names =
        names_of_people(people_behind_date(value.substr(found.length)));
    if (!names.empty()) credits.push_back({CreditKind::kReviewer, std::move(names), {}});
    return;
  }
  const std::optional<DateInside> dated = date_inside(value, order);
  std::vector<std::string> names = names_of_people(dated ? value.substr(0, dated->begin) : value);
  if (names.empty()) return;
  credits.push_back({kind, std::move(names), {}});
  if (dated) credits.push_back({date_kind_of(kind), {}, dated->date});
}

/// What the lines of credits say together.
class Gathered {
 public:
  explicit Gathered(NumericOrder order) : order_(order) {}

  void add_line(std::string_view line) {
    const std::vector<Credit> credits = credits_of_line(line, order_);
    if (credits.empty()) end_run();
    for (const Credit& credit : credits) add(credit);
  }

  /// Between two blocks of credits stands something else.
  void end_run() {
    if (run_names_reviewer_ && !run_updated_.empty() && signed_off_.empty()) {
      signed_off_ = run_updated_;
    }
    run_names_reviewer_ = false;
    run_updated_.clear();
  }

  void fill(Article& article) {
    end_run();
    const std::pair<std::string*, const std::string*> dates[] = {
        {&article.reviewed, reviewed_.empty() ? &signed_off_ : &reviewed_},
        {&article.updated, updated_.empty() ? &published_ : &updated_},
    };
    for (const auto& [field, date] : dates) {
      if (field->empty()) *field = *date;
    }
    if (article.authors.empty()) article.authors = std::move(authors_);
    if (article.reviewers.empty()) article.reviewers = std::move(reviewers_);
  }

 private:
  void add(const Credit& credit) {
    const auto keep = [](std::vector<std::string>& all, const std::vector<std::string>& names) {
      for (const std::string& name : names) {
        if (std::ranges::find(all, name) == all.end()) all.push_back(name);
      }
    };
    switch (credit.kind) {
      case CreditKind::kAuthor:
        return keep(authors_, credit.names);
      case CreditKind::kReviewer:
        run_names_reviewer_ = true;
        return keep(reviewers_, credit.names);
      case CreditKind::kReviewed:
        if (reviewed_.empty()) reviewed_ = credit.date;
        return;
      case CreditKind::kUpdated:
        if (updated_.empty()) updated_ = credit.date;
        if (run_updated_.empty()) run_updated_ = credit.date;
        return;
      case CreditKind::kPublished:
        if (published_.empty()) published_ = credit.date;
        return;
      case CreditKind::kEditor:
      case CreditKind::kNextReview:
        return;
    }
  }

  NumericOrder order_;
  std::string reviewed_;
  std::string updated_;
  std::string published_;
  std::string signed_off_;  // last updated, in a run that names reviewers
  std::vector<std::string> authors_;
  std::vector<std::string> reviewers_;
  bool run_names_reviewer_ = false;
  std::string run_updated_;
};

template <typename Visit>
void for_each_line(std::string_view text, Visit&& visit) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) visit(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// Numeric dates of the whole page tell their order to those of the credits.
NumericOrder order_of_dates(const Article& article) {
  std::string text;
  for (const Section& section : article.sections) {
    if (section.text.find('/') != std::string::npos) text += section.text + "\n";
  }
  return numeric_order(text);
}

}  // namespace

std::vector<Credit> credits_of_line(std::string_view line, NumericOrder order) {
  std::vector<Credit> credits;
  if (line.size() > kLongestLine || !may_be_credit(line)) return credits;
  const std::vector<Label> found = labels_of(line);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::size_t end = i + 1 < found.size() ? found[i + 1].begin : line.size();
    add_credits(found[i].kind, line.substr(found[i].end, end - found[i].end), order, credits);
    if (credits.empty()) break;  // the first label leads to nothing: this is text
  }
  return credits;
}

bool may_be_credit(std::string_view line) {
  std::size_t begin = 0;
  while (begin < line.size() && static_cast<unsigned char>(line[begin]) < 'A') ++begin;
  // The first word, as far as it is ASCII: "Última" passes, and the whole line is looked at.
  std::array<char, 16> word{};
  std::size_t size = 0;
  for (std::size_t i = begin; i < line.size() && size < word.size(); ++i) {
    const auto c = static_cast<unsigned char>(line[i]);
    if (c >= 0x80) return true;
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!is_letter) break;
    word[size++] = static_cast<char>(c | 0x20U);
  }
  return size > 0 && labels().begins_phrase({word.data(), size});
}

void fill_from_credits(Article& article) {
  Gathered gathered(order_of_dates(article));
  for (const Section& section : article.sections) {
    if (section.role != SectionRole::kCredits) continue;
    // "Reviewed by" may be the heading of the names.
    const std::string_view first =
        std::string_view(section.text).substr(0, section.text.find('\n'));
    if (!section.heading.empty()) {
      const std::string line = section.heading + ": " + std::string(first);
      if (!credits_of_line(line).empty()) gathered.add_line(line);
    }
    for_each_line(section.text, [&](std::string_view line) { gathered.add_line(line); });
    gathered.end_run();
  }
  gathered.fill(article);
}

}  // namespace medlar
