// medlar cat: what a reader makes of one source file.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "corpus/cleaning/section_role.h"
#include "corpus/cleaning/understanding.h"
#include "corpus/reader.h"
#include "tools/command.h"
#include "tools/console.h"

namespace medlar {
namespace {

struct CatOptions {
  std::string path;
  std::string reader;
  std::string format = "text";
  ReadOptions read;
};

Result<std::string> read_file(const std::string& path) {
  std::string bytes;
  if (path == "-") {
    bytes.assign(std::istreambuf_iterator<char>(std::cin), {});
    return bytes;
  }
  std::error_code is_no_folder;
  const bool is_folder = std::filesystem::is_directory(path, is_no_folder);
  std::ifstream file;
  if (!is_folder) file.open(path, std::ios::binary);
  if (file.is_open()) bytes.assign(std::istreambuf_iterator<char>(file), {});
  if (!file.is_open()) {
    return failure(ErrorCode::kUnreadable, fmt::format("cannot read {}", path),
                   "check that it is a file and that you may read it");
  }
  return bytes;
}

/// The main text: headings and paragraphs, without anything that was dropped.
std::string main_text(const Article& article) {
  std::string text;
  for (const Section& section : article.sections) {
    for (const std::string* part : {&section.heading, &section.text}) {
      if (!part->empty()) text += (text.empty() ? "" : "\n\n") + *part;
    }
  }
  return text;
}

std::string text_of(const Article& article) {
  std::string out;
  const auto line = [&out](std::string_view name, const std::string& value) {
    if (!value.empty()) out += fmt::format("{:<10} {}\n", name, value);
  };
  line("id", article.id);
  line("title", article.title);
  line("url", article.url);
  line("source", article.source);
  line("language", article.language);
  line("audience", article.audience);
  line("reviewed", article.reviewed);
  line("updated", article.updated);
  line("names", fmt::format("{}", fmt::join(article.names, "; ")));
  line("authors", fmt::format("{}", fmt::join(article.authors, "; ")));
  line("reviewers", fmt::format("{}", fmt::join(article.reviewers, "; ")));
  for (const Section& section : article.sections) {
    const std::string marks(static_cast<std::size_t>(std::max(section.level, 1)), '#');
    out += '\n';
    if (!section.heading.empty()) out += fmt::format("{} {}", marks, section.heading);
    if (!section.anchor.empty()) out += fmt::format("  [#{}]", section.anchor);
    if (section.role != SectionRole::kOther) {
      out += fmt::format("  ({})", section_role_info(section.role).name);
    }
    if (!section.heading.empty() || !section.anchor.empty() ||
        section.role != SectionRole::kOther) {
      out += '\n';
    }
    out += section.text + "\n";
  }
  for (const DroppedText& dropped : article.dropped) {
    out += fmt::format("\ndropped ({}): {}\n", dropped.reason, dropped.text);
  }
  return out;
}

nlohmann::ordered_json json_of(const Article& article) {
  using Json = nlohmann::ordered_json;
  Json sections = Json::array();
  for (const Section& s : article.sections) {
    sections.push_back({{"heading", s.heading},
                        {"level", s.level},
                        {"anchor", s.anchor},
                        {"role", section_role_info(s.role).name},
                        {"text", s.text}});
  }
  Json dropped = Json::array();
  for (const DroppedText& d : article.dropped) {
    dropped.push_back({{"reason", d.reason}, {"text", d.text}});
  }
  return {{"format_version", 1},
          {"id", article.id},
          {"url", article.url},
          {"title", article.title},
          {"source", article.source},
          {"language", article.language},
          {"audience", article.audience},
          {"reviewed", article.reviewed},
          {"updated", article.updated},
          {"names", article.names},
          {"authors", article.authors},
          {"reviewers", article.reviewers},
          {"sections", sections},
          {"text", main_text(article)},
          {"dropped", dropped}};
}

int run_cat(CatOptions& options) {
  const auto bytes = read_file(options.path);
  if (!bytes) return fail(bytes.error(), options.format);
  const ReaderInfo* reader =
      options.reader.empty()
          ? detect_reader(options.path, std::string_view(*bytes).substr(0, kSniffBytes))
          : find_reader(options.reader);
  if (reader == nullptr) {
    return fail({ErrorCode::kBadInput, fmt::format("no reader knows {}", options.path),
                 "name one with --reader; medlar index --help lists them"},
                options.format);
  }
  options.read.keep_dropped = true;
  auto result = reader->read({.bytes = *bytes, .path = options.path, .fallback_id = options.path},
                             options.read);
  if (!result) return fail(result.error(), options.format);
  bool first = true;
  for (Article& article : result->articles) {
    understand(article);
    if (options.format == "json") {
      print(json_of(article).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    } else {
      print((first ? "" : "\n----\n\n") + text_of(article));
    }
    first = false;
  }
  for (const Rejection& r : result->rejections) {
    say(fmt::format("rejected: {}: {}: {}\n", r.where, r.code, r.detail));
  }
  return result->articles.empty() || !result->rejections.empty() ? kExitNothing : kExitDone;
}

}  // namespace

void add_cat(CLI::App& app, Action& run) {
  auto options = std::make_shared<CatOptions>();
  CLI::App* command = app.add_subcommand(
      "cat", "Show what a reader makes of a source file: metadata, sections, what was dropped.");
  add_examples(*command,
               "  medlar cat page.html\n"
               "  medlar cat page.html --format json      one line of JSON an article\n");
  command->add_option("FILE", options->path, "the source file, or -")->required();
  command->add_option("--reader", options->reader, "the format, when it cannot be told");
  command->add_option("--language", options->read.language, "language, when the file does not say")
      ->capture_default_str();
  command->add_option("--format", options->format, "text or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([&run, options] { run = [options] { return run_cat(*options); }; });
}

}  // namespace medlar
