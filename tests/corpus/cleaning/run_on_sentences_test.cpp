// Where a blank is put between sentences, and where not.
#include <gtest/gtest.h>

#include "corpus/cleaning/run_on_sentences.h"

namespace medlar {
namespace {

TEST(RunOnSentences, ComeApart) {
  struct Row {
    const char* text;
    const char* mended;  // null: as it is
  };
  for (const Row& row : {
           Row{"A pain in the chest.The doctor listens.",
               "A pain in the chest. The doctor listens."},
           Row{"Is it gout?Most often yes!Rest.", "Is it gout? Most often yes! Rest."},
           Row{"the spine.Journal of Bones, 12", "the spine. Journal of Bones, 12"},
           Row{"is rare.It heals", "is rare. It heals"},
           Row{"See cancer.Net or www.clinic.Example", nullptr},
           Row{"See page.Htm.old, site/first.Page and a.name@clinic.Example", nullptr},
           Row{"Dr.Smith, e.g.The, vs.Them", nullptr},
           Row{"Node.js, Ph.D., St.John, U.S.Army", nullptr},
           Row{"type II.The next", nullptr},
           Row{"ends.A new one, ends.IT", nullptr},
           Row{"12.The, ni\u00f1o.Despu\u00e9s", nullptr},
           Row{"", nullptr},
           Row{"end.", nullptr},
       }) {
    EXPECT_EQ(with_sentences_apart(row.text), row.mended == nullptr ? row.text : row.mended);
  }
}

}  // namespace
}  // namespace medlar
