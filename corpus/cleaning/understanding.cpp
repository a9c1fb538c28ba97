#include "corpus/cleaning/understanding.h"

#include "corpus/analysis/citation_mark.h"
#include "corpus/cleaning/credit_lines.h"
#include "corpus/cleaning/end_matter.h"
#include "corpus/cleaning/run_on_sentences.h"
#include "corpus/cleaning/section_role.h"

namespace medlar {

void understand(Article& article) {
  for (Section& section : article.sections) {
    section.text = with_sentences_apart(with_raised_marks(section.text));
  }
  split_end_matter(article);
  assign_roles(article);
  fill_from_credits(article);
}

}  // namespace medlar
