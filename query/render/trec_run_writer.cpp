#include "query/render/trec_run_writer.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace medlar {
namespace {

std::string without_blanks(std::string_view id) {
  std::string word(id);
  for (char& c : word) {
    if (static_cast<unsigned char>(c) <= 0x20) c = '_';
  }
  return word.empty() ? "_" : word;
}

}  // namespace

std::string render_trec(std::string_view qid, const std::vector<Hit>& hits, std::string_view tag) {
  std::string lines;
  // trec_eval reads scores as float: fall by at least one float step.
  float above = std::numeric_limits<float>::infinity();
  for (const Hit& hit : hits) {
    float score = static_cast<float>(hit.score);
    if (!(score < above)) score = std::nextafter(above, -std::numeric_limits<float>::infinity());
    above = score;
    lines += fmt::format("{} Q0 {} {} {} {}\n", without_blanks(qid), without_blanks(hit.id),
                         hit.rank, score, without_blanks(tag));
  }
  return lines;
}

}  // namespace medlar
