#include "query/evaluation/qrels.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "query/evaluation/text_lines.h"

namespace medlar {
namespace {

struct Judgment {
  std::string_view qid;
  std::string_view docno;
  int grade = 0;
};

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<Judgment> trec_line(std::string_view line) {
  const auto parts = split_blanks(line);
  if (parts.size() != 4) return std::nullopt;
  const auto grade = whole_number(parts[3]);
  if (!grade) return std::nullopt;
  return Judgment{parts[0], parts[2], *grade};
}

std::optional<Judgment> beir_line(std::string_view line) {
  const auto parts = split_tabs(line);
  if (parts.size() != 3 || parts[0].empty() || parts[1].empty()) return std::nullopt;
  const auto grade = whole_number(parts[2]);
  if (!grade) return std::nullopt;
  return Judgment{parts[0], parts[1], *grade};
}

std::optional<Judgment> medquad_line(std::string_view line) {
  const auto parts = split_blanks(line);
  if (parts.size() != 3 || parts[1].size() < 2 || parts[1][1] != '-') return std::nullopt;
  const auto label = whole_number(parts[1].substr(0, 1));
  if (!label || *label < 1 || *label > 4) return std::nullopt;
  return Judgment{parts[0], parts[2], *label - 1};
}

/// The forms; the first that fits the first line is the file's. An id of BEIR may hold a blank and
/// look like two of TREC's columns, so that BEIR, which has exactly two tabs, is asked first.
struct QrelsForm {
  std::string_view line;  // what a line is
  std::optional<Judgment> (*read)(std::string_view line);
};
constexpr QrelsForm kForms[] = {
    {"query-id TAB corpus-id TAB score", beir_line},
    {"qid 0 docno grade", trec_line},
    {"qid 1-Incorrect docno, with labels 1 to 4", medquad_line},
};

bool is_beir_header(std::string_view line) {
  const auto parts = split_tabs(line);
  return parts.size() == 3 && parts[0] == "query-id" && parts[1] == "corpus-id";
}

}  // namespace

Result<Qrels> parse_qrels(std::string_view text, const std::filesystem::path& name) {
  std::vector<TextLine> lines = content_lines(text);
  if (!lines.empty() && is_beir_header(lines.front().text)) lines.erase(lines.begin());
  if (lines.empty()) {
    return failure(ErrorCode::kBadInput, fmt::format("{} holds no judgments", name.string()),
                   "a line is: qid 0 docno grade");
  }
  const QrelsForm* form = std::ranges::find_if(
      kForms, [&](const QrelsForm& f) { return f.read(lines.front().text).has_value(); });
  if (form == std::end(kForms)) {
    return bad_line(name, lines.front().number, "not a judgment",
                    fmt::format("a line is: {}; or: {}; or: {}", kForms[0].line, kForms[1].line,
                                kForms[2].line));
  }
  Qrels qrels;
  for (const TextLine& line : lines) {
    const auto judgment = form->read(line.text);
    if (!judgment) {
      return bad_line(name, line.number, "not a judgment",
                      fmt::format("a line is: {}", form->line));
    }
    Grades& grades = qrels.topics[run_word(judgment->qid)];
    if (!grades.emplace(run_word(judgment->docno), judgment->grade).second) {
      return bad_line(
          name, line.number,
          fmt::format("{} is judged twice for topic {}", judgment->docno, judgment->qid),
          "keep one of its judgments");
    }
    qrels.highest_grade = std::max(qrels.highest_grade, judgment->grade);
  }
  return qrels;
}

Result<Qrels> read_qrels(const std::filesystem::path& file) {
  const auto text = read_text(file);
  if (!text) return tl::unexpected<Error>(text.error());
  return parse_qrels(*text, file);
}

}  // namespace medlar
