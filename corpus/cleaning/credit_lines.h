// What a line of credits says: who wrote, edited and reviewed an article, and when.
//
// "Author Shannon Example, MPH", "Medically reviewed by Dr. X on 3 May 2021", "Fecha de revisión:
// 3 de mayo de 2021". The labels are corpus/vocabulary/credit_labels.txt. A line is a credit only
// where the label stands at its beginning, or where a line goes on behind a credit, and what
// follows is a date or names and nothing else: "Updated guidelines" and "By the end" are text.
// Pure functions; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "corpus/date.h"

namespace medlar {

enum class CreditKind {
  kAuthor,
  kReviewer,
  kEditor,
  kReviewed,
  kUpdated,
  kPublished,
  kNextReview,
};

struct Credit {
  CreditKind kind;
  std::vector<std::string> names;  // of people, with their degrees: "Ana Ruiz, MD"
  std::string date;                // ISO 8601
};

/// The credits of a line, in its order; none where the line is text. "Reviewed by A. Ruiz on 3 May
/// 2021" is two. `order` is for numeric dates.
std::vector<Credit> credits_of_line(std::string_view line,
                                    NumericOrder order = NumericOrder::kUnknown);

/// Quickly: false for most lines that are no credits.
bool may_be_credit(std::string_view line);

/// Fills the article's empty dates and lists of people from its sections of credits.
///
/// Only what is called reviewed is reviewed, with one exception: where a run of lines names who
/// reviewed the article and says when it was last updated, but not when it was reviewed, that date
/// is both. In such a block it dates the text that the reviewers put their names to.
void fill_from_credits(Article& article);

}  // namespace medlar
