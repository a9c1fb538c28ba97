#include "tools/build_report.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "query/render/page_text.h"
#include "tools/boilerplate_report.h"

namespace medlar {
namespace {

// Names printed for each kind of trouble; the JSON report has them all.
constexpr std::size_t kNamesShown = 10;
constexpr std::size_t kSentencesShown = 3;

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

/// "no_text 5,788, unknown_format 1" and the first few by name.
std::string named(std::string_view title, const std::vector<Rejection>& list) {
  if (list.empty()) return {};
  std::map<std::string, std::uint64_t> codes;
  for (const Rejection& r : list) ++codes[r.code];
  std::string text = fmt::format("{:<9} {}:", title, grouped(list.size()));
  std::string_view separator = " ";
  for (const auto& [code, count] : codes) {
    text += fmt::format("{}{} {}", separator, code, grouped(count));
    separator = ", ";
  }
  text += '\n';
  for (std::size_t i = 0; i < std::min(list.size(), kNamesShown); ++i) {
    text += fmt::format("          {}: {}: {}\n", list[i].where, list[i].code, list[i].detail);
  }
  if (list.size() > kNamesShown) {
    text += fmt::format("          and {} more, all named by --json\n",
                        grouped(list.size() - kNamesShown));
  }
  return text;
}

BoilerplateCounts boilerplate_counts(const IndexReport& report) {
  return {.sentences = report.boilerplate.size(),
          .articles = report.counts.boilerplate_articles,
          .bytes = report.counts.boilerplate_bytes,
          .text_bytes = report.counts.text_bytes};
}

/// "3 added, 1 replaced, 2 deleted, 17,906 unchanged".
std::string changes(const ChangeCounts& counts) {
  return fmt::format("{} added, {} replaced, {} deleted, {} unchanged", grouped(counts.added),
                     grouped(counts.replaced), grouped(counts.deleted), grouped(counts.unchanged));
}

std::string update_lines(const UpdateReport& update) {
  if (update.is_unchanged) return {};
  std::string text;
  if (!update.read_again.empty()) {
    text += fmt::format("again     all was read again: {}\n", update.read_again);
  }
  return text + fmt::format("articles  {}\nfiles     {}\n", changes(update.articles),
                            changes(update.files));
}

}  // namespace

std::string text_report(const IndexReport& report, const std::string& index) {
  const CorpusCounts& counts = report.counts;
  const bool is_unchanged = report.update && report.update->is_unchanged;
  std::string text = fmt::format("{} {} articles ({} sections, {} words, {} of text) in {:.2f} s\n",
                                 is_unchanged ? "unchanged" : "indexed  ", grouped(counts.articles),
                                 grouped(counts.sections), grouped(counts.tokens),
                                 megabytes(counts.text_bytes), report.seconds);
  text += fmt::format("read      {} files, {}\n", grouped(report.files),
                      megabytes(report.source_bytes));
  if (report.update) text += update_lines(*report.update);
  if (report.generation > 0) {
    text += fmt::format("published {}, generation {}, {}\n", index, report.generation,
                        megabytes(report.index_bytes));
  }
  if (!report.boilerplate.empty()) {
    text += fmt::format("repeated  {}; medlar info --boilerplate lists them\n",
                        to_text(boilerplate_counts(report)));
    text += boilerplate_lines(report.boilerplate, kSentencesShown);
  }
  text += named("skipped", report.skipped);
  text += named("rejected", report.rejections);
  if (!report.replaced.empty()) {
    text += fmt::format("replaced  {} articles by later ones with the same id:",
                        grouped(report.replaced.size()));
    for (std::size_t i = 0; i < std::min(report.replaced.size(), kNamesShown); ++i) {
      text += " " + report.replaced[i];
    }
    text += report.replaced.size() > kNamesShown ? " ...\n" : "\n";
  }
  if (report.glued_words > 0) {
    text +=
        fmt::format("divided   {} words that were glued together\n", grouped(report.glued_words));
  }
  if (report.copies.groups > 0) {
    text += fmt::format("copies    {} articles repeat another one: {} word for word, {} nearly\n",
                        grouped(report.copies.exact + report.copies.near),
                        grouped(report.copies.exact), grouped(report.copies.near));
  }
  if (report.repaired > 0) {
    text += fmt::format("repaired  {} sources held bytes that are invalid in their encoding\n",
                        grouped(report.repaired));
  }
  if (!report.unused_keys.empty()) {
    text += "unused    keys that no field took:";
    for (const auto& [key, count] : report.unused_keys) {
      text += fmt::format(" {} ({})", key, grouped(count));
    }
    text += "; --map FIELD=KEY maps one\n";
  }
  return text;
}

std::string json_report(const IndexReport& report) {
  using Json = nlohmann::ordered_json;
  const auto list = [](const std::vector<Rejection>& rejections) {
    Json json = Json::array();
    for (const Rejection& r : rejections) {
      json.push_back({{"where", r.where}, {"code", r.code}, {"detail", r.detail}});
    }
    return json;
  };
  Json json{{"format_version", 1},
            {"published", report.generation > 0},
            {"generation", report.generation},
            {"articles", report.counts.articles},
            {"sections", report.counts.sections},
            {"tokens", report.counts.tokens},
            {"text_bytes", report.counts.text_bytes},
            {"languages", report.counts.languages},
            {"sources", report.counts.sources},
            {"boilerplate", to_json(boilerplate_counts(report))},
            {"boilerplate_sentences", to_json(report.boilerplate)},
            {"files", report.files},
            {"source_bytes", report.source_bytes},
            {"index_bytes", report.index_bytes},
            {"seconds", report.seconds},
            {"glued_words", report.glued_words},
            {"repaired", report.repaired},
            {"skipped", list(report.skipped)},
            {"rejected", list(report.rejections)},
            {"replaced", report.replaced},
            {"copy_groups", report.copies.groups},
            {"exact_copies", report.copies.exact},
            {"near_copies", report.copies.near},
            {"unused_keys", report.unused_keys},
            {"refusals", report.refusals}};
  if (report.update) {
    const auto counts = [](const ChangeCounts& c) {
      return Json{{"added", c.added},
                  {"replaced", c.replaced},
                  {"deleted", c.deleted},
                  {"unchanged", c.unchanged}};
    };
    json["update"] = {
        {"unchanged", report.update->is_unchanged},
        {"articles", counts(report.update->articles)},
        {"files", counts(report.update->files)},
        {"read_again",
         report.update->read_again.empty() ? Json(nullptr) : Json(report.update->read_again)}};
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace medlar
