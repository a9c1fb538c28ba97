#include "query/render/comparison_words.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "corpus/analysis/utf8.h"

namespace medlar {

std::string value_text(double value) { return fmt::format("{:.4f}", value); }

std::string delta_text(double delta) {
  const std::string text = fmt::format("{:+.4f}", delta);
  return text == "+0.0000" || text == "-0.0000" ? "0.0000" : text;
}

std::string p_text(double p) { return p < 0.0001 ? "<0.0001" : fmt::format("{:.4f}", p); }

std::string_view significance_marks(double p) {
  return p < 0.001 ? "***" : p < 0.01 ? "**" : p < 0.05 ? "*" : "";
}

std::string chance_words(const MeasureComparison& compared) {
  if (compared.wins + compared.losses == 0) return "no topic differs";
  const double p = compared.randomization_p_holm;
  return fmt::format("chance alone {} make such a difference (p {} {})",
                     p < 0.05 ? "would seldom" : "could well", p < 0.0001 ? "<" : "=",
                     p < 0.0001 ? "0.0001" : p_text(p));
}

std::string shortened(std::string_view text, std::size_t characters) {
  std::size_t end = 0;
  for (std::size_t n = 0; n < characters && end < text.size(); ++n) {
    ++end;
    while (end < text.size() && character_begin(text, end) != end) ++end;
  }
  return std::string(text.substr(0, end)) + (end < text.size() ? "\u2026" : "");
}

std::string listed(const std::vector<std::string>& names, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(most, names.size()); ++i) {
    text += (i > 0 ? ", " : "") + names[i];
  }
  return names.size() > most ? fmt::format("{} and {} more", text, count_text(names.size() - most))
                             : text;
}

std::string count_text(std::size_t count) {
  std::string digits = fmt::format("{}", count);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string counted(std::size_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count_text(count), thing, count == 1 ? "" : "s");
}

std::vector<std::string> run_names(const std::vector<Run>& runs,
                                   const std::vector<std::string>& files) {
  std::vector<std::string> names;
  for (const Run& run : runs) names.push_back(run.tag);
  const std::set<std::string> distinct(names.begin(), names.end());
  return distinct.size() == names.size() ? names : files;
}

}  // namespace medlar
