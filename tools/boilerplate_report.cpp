#include "tools/boilerplate_report.h"

#include <algorithm>

#include <fmt/format.h>

#include "query/render/page_text.h"

namespace medlar {

std::string to_text(const BoilerplateCounts& counts) {
  const double share = static_cast<double>(counts.bytes) /
                       static_cast<double>(std::max<std::uint64_t>(counts.text_bytes, 1));
  return fmt::format("{} sentences in {} articles, {:.1f} % of the text", grouped(counts.sentences),
                     grouped(counts.articles), 100 * share);
}

nlohmann::ordered_json to_json(const BoilerplateCounts& counts) {
  return {
      {"sentences", counts.sentences}, {"articles", counts.articles}, {"text_bytes", counts.bytes}};
}

std::string boilerplate_lines(const std::vector<ListedBoilerplate>& list, std::size_t most) {
  std::string lines;
  for (std::size_t i = 0; i < std::min(most, list.size()); ++i) {
    const ListedBoilerplate& sentence = list[i];
    lines += fmt::format("{:>9} {}{}{}\n", grouped(sentence.articles), sentence.source,
                         sentence.source.empty() ? "" : ": ", sentence.text);
  }
  return lines;
}

nlohmann::ordered_json to_json(const std::vector<ListedBoilerplate>& list) {
  auto json = nlohmann::ordered_json::array();
  for (const ListedBoilerplate& sentence : list) {
    json.push_back(
        {{"articles", sentence.articles}, {"source", sentence.source}, {"text", sentence.text}});
  }
  return json;
}

}  // namespace medlar
