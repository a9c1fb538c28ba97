// medlar info: what an index holds, how it was built, which fields it has.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "corpus/analysis/analyzer.h"
#include "indexer/format/concepts_file.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/manifest.h"
#include "indexer/format/schema.h"
#include "query/render/page_text.h"
#include "query/searcher.h"
#include "query/suggester.h"
#include "tools/boilerplate_report.h"
#include "tools/command.h"
#include "tools/console.h"
#include "tools/crash_notice.h"

namespace medlar {
namespace {

using Json = nlohmann::ordered_json;

struct InfoOptions : CommonOptions {
  std::string format = "text";
  bool boilerplate = false;
};

BoilerplateCounts boilerplate_counts(const IndexMetadata& about) {
  return {.sentences = about.boilerplate_sentences,
          .articles = about.boilerplate_articles,
          .bytes = about.boilerplate_bytes,
          .text_bytes = about.text_bytes};
}

std::string_view kind_name(FieldKind kind) {
  switch (kind) {
    case FieldKind::kText:
      return "text";
    case FieldKind::kKeyword:
      return "keyword";
    case FieldKind::kKeywords:
      return "keywords";
    case FieldKind::kIdentifier:
      return "identifier";
    case FieldKind::kDate:
      return "date";
  }
  return {};
}

struct IndexFile {
  std::string name;
  std::uint64_t bytes;
};

/// The files of a generation, the largest first.
Result<std::vector<IndexFile>> files_of(const Generation& generation) {
  const auto manifest = read_manifest(generation.directory);
  if (!manifest) return tl::unexpected<Error>(manifest.error());
  std::vector<IndexFile> files;
  for (const auto& [name, file] : manifest->files) files.push_back({name, file.bytes});
  std::ranges::stable_sort(files, std::ranges::greater(), &IndexFile::bytes);
  return files;
}

std::string file_lines(const std::vector<IndexFile>& files, std::uint64_t text_bytes) {
  double all = 0;
  for (const IndexFile& file : files) all += static_cast<double>(file.bytes);
  std::string text = fmt::format("files       {:.1f} MB, {:.1f} times the text:\n", all / 1e6,
                                 all / static_cast<double>(std::max<std::uint64_t>(1, text_bytes)));
  for (const IndexFile& file : files) {
    const auto bytes = static_cast<double>(file.bytes);
    text += fmt::format("            {:6.2f} MB {:5.1f} %  {:<18} {}\n", bytes / 1e6,
                        100 * bytes / all, file.name, purpose_of(file.name));
  }
  return text;
}

Json files_json(const std::vector<IndexFile>& files) {
  Json all = Json::array();
  for (const IndexFile& file : files) {
    all.push_back({{"name", file.name}, {"bytes", file.bytes}, {"purpose", purpose_of(file.name)}});
  }
  return all;
}

/// What an index says beside its description.
struct IndexParts {
  const NameList& names;
  const ConceptTable& concepts;
  const std::vector<IndexFile>& files;
};

std::string vocabulary_lines(const ConceptTable& table) {
  std::string text = fmt::format("concepts    {} with {} names", grouped(table.concepts()),
                                 grouped(table.names()));
  text += table.sources() > 0 ? ", by source:\n" : "\n";
  for (std::uint32_t number = 0; number < table.sources(); ++number) {
    const ConceptTable::Source source = table.source(number);
    text += fmt::format("            {}: {} concepts, {} names of its own", source.name,
                        grouped(source.concepts), grouped(source.names));
    if (source.left_out > 0) text += fmt::format(", {} left out", grouped(source.left_out));
    text += fmt::format("; licence: {}\n", source.licence.empty() ? "not told" : source.licence);
  }
  return text;
}

Json vocabulary_json(const ConceptTable& table) {
  Json sources = Json::array();
  for (std::uint32_t number = 0; number < table.sources(); ++number) {
    const ConceptTable::Source source = table.source(number);
    sources.push_back({{"source", source.name},
                       {"licence", source.licence.empty() ? Json(nullptr) : Json(source.licence)},
                       {"concepts", source.concepts},
                       {"names", source.names},
                       {"left_out", source.left_out}});
  }
  return sources;
}

/// What a word of the field counts in this index beside one of the body; 0 where it does not rank.
double weight_of(const FieldInfo& field, const IndexMetadata& about) {
  const auto own = about.field_weights.find(std::string(field.name));
  return own == about.field_weights.end() ? 0 : own->second;
}

std::string text_info(const Searcher& searcher, const IndexParts& parts, const std::string& index) {
  const NameList& names = parts.names;
  const IndexMetadata& about = searcher.metadata();
  std::vector<unsigned> kept;
  for (const Generation& g : generations(index)) kept.push_back(g.number);
  std::string text = fmt::format(
      "index       {}\ngeneration  {} (kept: {})\nbuilt       {} by medlar {}\n"
      "schema      {}, analyzer {}\ndigest      {}\narticles    {} ({} sections, {} words, {:.1f} "
      "MB of text)\n",
      index, searcher.generation(), fmt::join(kept, ", "), about.built, about.program_version,
      about.schema_version, about.analyzer_fingerprint, about.digest, about.articles,
      about.sections, about.tokens, static_cast<double>(about.text_bytes) / 1e6);
  text += fmt::format("names       {} to suggest ({:.2f} MB)", names.size(),
                      static_cast<double>(names.bytes()) / 1e6);
  if (names.left_out() > 0) text += fmt::format(", {} left out", names.left_out());
  text += '\n';
  text += vocabulary_lines(parts.concepts);
  if (about.boilerplate_sentences > 0) {
    text += fmt::format("boilerplate {}; --boilerplate lists them\n",
                        to_text(boilerplate_counts(about)));
  }
  for (const auto& [title, counts] :
       {std::pair{"languages", &about.languages}, std::pair{"sources", &about.sources}}) {
    std::vector<std::string> items;
    for (const auto& [name, count] : *counts) items.push_back(fmt::format("{} {}", name, count));
    if (!items.empty()) text += fmt::format("{:<11} {}\n", title, fmt::join(items, ", "));
  }
  if (about.copy_groups > 0) {
    text += fmt::format("copies      {} word for word, {} nearly, in {} groups\n",
                        about.exact_copies, about.near_copies, about.copy_groups);
  }
  text += file_lines(parts.files, about.text_bytes);
  text += "\nfield     kind       weight  prefix  example                      meaning\n";
  for (const FieldInfo& f : kFields) {
    text += fmt::format("{:<9} {:<10} {:>6}  {:<6}  {:<27}  {}\n", f.name, kind_name(f.kind),
                        weight_of(f, about), f.prefix, f.example, f.description);
  }
  return text;
}

Json json_info(const Searcher& searcher, const IndexParts& parts, const std::string& index) {
  const NameList& names = parts.names;
  const IndexMetadata& about = searcher.metadata();
  Json fields = Json::array();
  for (const FieldInfo& f : kFields) {
    fields.push_back({{"name", f.name},
                      {"kind", kind_name(f.kind)},
                      {"weight", weight_of(f, about)},
                      {"prefix", f.prefix},
                      {"example", f.example},
                      {"description", f.description}});
  }
  Json kept = Json::array();
  for (const Generation& g : generations(index)) kept.push_back(g.number);
  return Json{{"format_version", 1},
              {"index", index},
              {"generation", searcher.generation()},
              {"generations", kept},
              {"built", about.built},
              {"program_version", about.program_version},
              {"schema_version", about.schema_version},
              {"analyzer_fingerprint", about.analyzer_fingerprint},
              {"digest", about.digest},
              {"articles", about.articles},
              {"sections", about.sections},
              {"tokens", about.tokens},
              {"text_bytes", about.text_bytes},
              {"names", names.size()},
              {"names_bytes", names.bytes()},
              {"names_left_out", names.left_out()},
              {"concepts", parts.concepts.concepts()},
              {"concept_names", parts.concepts.names()},
              {"vocabularies", vocabulary_json(parts.concepts)},
              {"boilerplate", to_json(boilerplate_counts(about))},
              {"languages", about.languages},
              {"sources", about.sources},
              {"copy_groups", about.copy_groups},
              {"exact_copies", about.exact_copies},
              {"near_copies", about.near_copies},
              {"files", files_json(parts.files)},
              {"fields", fields}};
}

int run_info(const InfoOptions& options) {
  notice_crashes();
  const auto searcher = Searcher::open(options.index);
  if (!searcher) return fail(searcher.error(), options.format);
  const auto suggester = Suggester::open(options.index);
  if (!suggester) return fail(suggester.error(), options.format);
  const auto live = current_generation(options.index);
  if (!live) return fail(live.error(), options.format);
  const auto concepts = ConceptsFile::open(live->concepts());
  if (!concepts) return fail(concepts.error(), options.format);
  const auto files = files_of(*live);
  if (!files) return fail(files.error(), options.format);
  const IndexParts parts{suggester->names(), concepts->table(), *files};
  std::vector<ListedBoilerplate> boilerplate;
  if (options.boilerplate) {
    auto list = read_boilerplate(live->boilerplate());
    if (!list) return fail(list.error(), options.format);
    boilerplate = std::move(*list);
  }
  if (options.format == "json") {
    Json json = json_info(*searcher, parts, options.index);
    if (options.boilerplate) json["boilerplate_sentences"] = to_json(boilerplate);
    print(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  } else {
    print(options.boilerplate ? boilerplate_lines(boilerplate, boilerplate.size())
                              : text_info(*searcher, parts, options.index));
  }
  return kExitDone;
}

}  // namespace

void add_info(CLI::App& app, Action& run) {
  auto options = std::make_shared<InfoOptions>();
  CLI::App* command = app.add_subcommand("info", "Describe an index: counts, fields, generations.");
  add_examples(*command,
               "  medlar info\n  medlar info --index site --format json\n"
               "  medlar info --boilerplate    sentences that repeat, and in how many articles\n");
  add_common(*command, *options);
  command->add_option("--format", options->format, "text or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
  command->add_flag("--boilerplate", options->boilerplate,
                    "list the sentences that stand in so many articles that they hardly count");
  command->callback([&run, options] { run = [options] { return run_info(*options); }; });
}

}  // namespace medlar
