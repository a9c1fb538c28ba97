#include "query/evaluation/run.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <unordered_set>

#include <fmt/format.h>

#include "query/evaluation/text_lines.h"

namespace medlar {
namespace {

constexpr std::size_t kColumns = 6;

bool read_score(std::string_view text, double& score) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), score);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(score);
}

}  // namespace

void sort_ranking(std::vector<RankedArticle>& ranking) {
  std::ranges::sort(ranking, [](const RankedArticle& a, const RankedArticle& b) {
    const auto a_score = static_cast<float>(a.score);
    const auto b_score = static_cast<float>(b.score);
    return a_score != b_score ? a_score > b_score : a.docno > b.docno;
  });
}

Result<Run> parse_run(std::string_view text, const std::filesystem::path& name) {
  Run run;
  std::string_view tag;
  std::map<std::string, std::unordered_set<std::string_view>, std::less<>> seen;
  for (const TextLine& line : content_lines(text)) {
    const auto parts = split_blanks(line.text);
    if (parts.size() != kColumns) {
      return bad_line(name, line.number, fmt::format("{} columns, not {}", parts.size(), kColumns),
                      "a line is: qid Q0 docno rank score tag");
    }
    double score = 0;
    if (!read_score(parts[4], score)) {
      return bad_line(name, line.number, fmt::format("the score {} is no number", parts[4]),
                      "a line is: qid Q0 docno rank score tag, the score a finite number");
    }
    const std::string qid(parts[0]);
    if (!seen[qid].insert(parts[2]).second) {
      return bad_line(name, line.number, fmt::format("{} comes twice in topic {}", parts[2], qid),
                      "keep the better of the two");
    }
    run.topics[qid].push_back({std::string(parts[2]), score});
    tag = parts[5];
  }
  if (run.topics.empty()) {
    return failure(ErrorCode::kBadInput, fmt::format("{} holds no run", name.string()),
                   "a line is: qid Q0 docno rank score tag");
  }
  run.tag = tag;
  for (auto& [qid, ranking] : run.topics) sort_ranking(ranking);
  return run;
}

Result<Run> read_run(const std::filesystem::path& file) {
  const auto text = read_text(file);
  if (!text) return tl::unexpected<Error>(text.error());
  return parse_run(*text, file);
}

std::string render_ranking(std::string_view qid, const std::vector<RankedArticle>& ranking,
                           std::string_view tag) {
  std::string lines;
  // trec_eval reads scores as float: fall by at least one float step.
  float above = std::numeric_limits<float>::infinity();
  std::size_t rank = 0;
  for (const RankedArticle& article : ranking) {
    float score = static_cast<float>(article.score);
    if (!(score < above)) score = std::nextafter(above, -std::numeric_limits<float>::infinity());
    above = score;
    lines += fmt::format("{} Q0 {} {} {} {}\n", run_word(qid), run_word(article.docno), ++rank,
                         score, run_word(tag));
  }
  return lines;
}

std::string render_run(const Run& run) {
  std::string lines;
  for (const auto& [qid, ranking] : run.topics) lines += render_ranking(qid, ranking, run.tag);
  return lines;
}

}  // namespace medlar
