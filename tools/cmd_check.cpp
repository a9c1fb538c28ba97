// medlar check: verify an index end to end.
#include <memory>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/format/index_check.h"
#include "tools/command.h"
#include "tools/console.h"

namespace medlar {

void add_check(CLI::App& app, Action& run) {
  struct CheckOptions : CommonOptions {
    std::string format = "text";
  };
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand(
      "check", "Verify an index: every file by its hash, the tables, every stored article.");
  add_examples(*command, "  medlar check --index site\n");
  add_common(*command, *options);
  command->add_option("--format", options->format, "text or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([&run, options] {
    run = [options]() -> int {
      const auto report = check_index(options->index);
      if (!report) return fail(report.error(), options->format);
      if (options->format == "json") {
        const nlohmann::ordered_json json{{"format_version", 1},
                                          {"generation", report->generation},
                                          {"articles", report->articles},
                                          {"faults", report->faults}};
        print(json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
      } else if (!options->quiet) {
        print(fmt::format("generation {}: {} articles, {} faults\n", report->generation,
                          report->articles, report->faults.size()));
        for (const std::string& fault : report->faults) print("  " + fault + "\n");
      }
      if (report->faults.empty()) return kExitDone;
      return fail({ErrorCode::kIndexDamaged, "the index is damaged",
                   "run: medlar rollback, or rebuild it: medlar index"},
                  options->format);
    };
  });
}

}  // namespace medlar
