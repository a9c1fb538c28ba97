// medlar rollback: make the generation before the published one live again.
#include <memory>

#include <fmt/format.h>

#include "indexer/format/index_layout.h"
#include "tools/command.h"
#include "tools/console.h"

namespace medlar {

void add_rollback(CLI::App& app, Action& run) {
  auto options = std::make_shared<CommonOptions>();
  CLI::App* command =
      app.add_subcommand("rollback", "Go back to the generation before the published one.");
  add_examples(*command, "  medlar rollback --index site\n");
  add_common(*command, *options);
  command->callback([&run, options] {
    run = [options]() -> int {
      const auto live = current_generation(options->index);
      if (!live && live.error().code == ErrorCode::kIndexMissing) return fail(live.error());
      const auto lock = WriterLock::acquire(options->index);
      if (!lock) return fail(lock.error());
      const auto earlier = roll_back_generation(options->index);
      if (!earlier) return fail(earlier.error());
      if (!options->quiet) {
        print(fmt::format("published {}, generation {}\n", options->index, earlier->number));
      }
      return kExitDone;
    };
  });
}

}  // namespace medlar
