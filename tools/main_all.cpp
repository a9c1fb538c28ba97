// medlar-all: every subcommand. medlar runs it for those that it does not have itself.
#include "tools/command.h"

int main(int argc, char** argv) {
  using namespace medlar;
  constexpr AddSubcommand kSubcommands[] = {
      // in the order of --help
      add_index,   add_query, add_eval, add_suggest, add_serve,
      add_analyze, add_cat,   add_info, add_check,   add_rollback,
  };
  return run_program(argc, argv, kSubcommands);
}
