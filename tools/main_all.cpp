// medlar-all: every subcommand. medlar runs it for those that it does not have itself.
#include <jemalloc/jemalloc.h>

#include "tools/command.h"

// Huge pages (jemalloc(3), opt.thp): a build touches so much memory that the faults of small pages
// took a tenth of its time.
const char* malloc_conf = "thp:always";

int main(int argc, char** argv) {
  using namespace medlar;
  constexpr AddSubcommand kSubcommands[] = {
      // in the order of --help
      add_index,   add_query, add_eval, add_suggest, add_serve,
      add_analyze, add_cat,   add_info, add_check,   add_rollback,
  };
  return run_program(argc, argv, kSubcommands);
}
