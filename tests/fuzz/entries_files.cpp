// Files of an index with any damage: the forward index, the database, the spellings and the space.
#include <array>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "indexer/format/forward_index.h"
#include "indexer/format/glass_database.h"
#include "indexer/format/glass_lists.h"
#include "indexer/format/space_file.h"
#include "indexer/format/spelling_targets.h"
#include "query/space_ranking.h"
#include "tests/fuzz/entries.h"
#include "tests/fuzz/flips.h"
#include "tests/support/articles.h"
#include "tests/support/forward_texts.h"
#include "tests/support/temp_dir.h"

namespace medlar::fuzz {
namespace {

const TempDir& folder() {
  static const TempDir folder;
  return folder;
}

std::string fixed_forward() {
  forward_index_of({{{"title", "bone cement"}, {"text", "cement of the bone +bones", {{10, 2}}}},
                    {{"author", "stone"}, {"section", "the bone"}}},
                   folder().path());
  return read_file(folder() / "forward");
}

/// A database of two blocks with a branch above them.
std::string fixed_lists() {
  std::string entries(1, '\x0a');
  for (int i = 1; i < 3000; ++i) entries += {static_cast<char>(i % 3), '\x0a'};
  const PostingPart part{1, entries};
  const std::array<PostingPart, 1> parts{part};
  const PostingTotals totals{.articles = 6000};
  auto database = GlassDatabaseWriter::create(folder() / "db", totals, "about", "it");
  if (!database || !database->add({kLengthListKey, 3000, 30'000, parts}) ||
      !database->add({"Zgout", 3000, 30'000, parts}) || !database->finish()) {
    throw std::logic_error("a database can be written");
  }
  return read_file(folder() / "db/postlist.glass");
}

std::string fixed_spellings() {
  const WordCounts counts{
      {{"cement", "cement"}, 9}, {{"diabetes", "diabet"}, 12}, {{"lungs", "lung"}, 4}};
  if (!write_spelling_targets({counts, {}, {{"kancrus", "cancer"}}}, folder() / "spellings")) {
    throw std::logic_error("spellings can be written");
  }
  return read_file(folder() / "spellings");
}

std::string fixed_space() {
  return with_articles(encode_space({.dimensions = 2,
                                     .texts = {"XCONgout", "Zasthma", "Zgout"},
                                     .importances = {0.5F, 1, 1},
                                     .places = {0, 1, 1, 0, 0, 1}}),
                       3) +
         std::string{127, 0, 0, 127, 127, 127};
}

}  // namespace

void forward(std::string_view bytes) {
  static const std::string fixed = fixed_forward();
  folder().file("flipped", flipped(fixed, bytes));
  const auto opened = ForwardIndex::open(folder() / "flipped");
  if (!opened) return;
  opened->is_sound();
  const std::array<std::uint32_t, 2> words{opened->find("bone").value_or(opened->words()),
                                           opened->find("cement").value_or(opened->words())};
  WordPlaces places;
  for (std::uint32_t article = 0; article < 4; ++article) {
    opened->find_places(article, field("text"), words, places);
    if (places.size() != words.size()) throw std::logic_error("each word has places");
    for (const auto& of_word : places) {
      if (of_word.size() > fixed.size()) throw std::logic_error("words stand in the record");
    }
    std::size_t sections = 0;
    opened->visit_stretches(article, words, [&](const WordsOfStretch& stretch) {
      if (stretch.section < sections) throw std::logic_error("sections come in order");
      sections = stretch.section;
    });
  }
}

void lists(std::string_view bytes) {
  static const std::string fixed = fixed_lists();
  folder().file("db/postlist.glass", flipped(fixed, bytes));
  const auto opened = GlassLists::open(folder() / "db");
  if (!opened) return;
  for (const std::string_view key : {kLengthListKey, std::string_view("Zgout")}) {
    GlassLists::Cursor list = opened->list(key);
    std::uint32_t last = 0;
    for (const std::uint32_t end : {100U, 7000U}) {
      list.visit_numbers(end, [&](std::uint32_t article, std::uint64_t /*number*/) {
        if (article <= last || article >= end) throw std::logic_error("articles come in order");
        last = article;
      });
    }
  }
}

void spellings(std::string_view bytes) {
  static const std::string fixed = fixed_spellings();
  folder().file("flipped", flipped(fixed, bytes));
  const auto opened = SpellingTargets::open(folder() / "flipped");
  if (!opened) return;
  for (std::uint32_t number = 0; number < opened->size(); ++number) {
    const SpellingTargets::Target target = opened->target(number);
    if (target.word.size() > fixed.size() || target.key.size() > fixed.size()) {
      throw std::logic_error("words lie in the file");
    }
  }
  opened->meant_by("kancrus");
}

void space(std::string_view bytes) {
  static const std::string fixed = fixed_space();
  const std::string damaged = flipped(fixed, bytes);
  const auto space = Space::from_bytes(damaged);
  if (!space) return;
  const std::array<SpaceWeight, 3> text{{{0, 1}, {space->find("Zgout").value_or(7), 1}, {9, 1}}};
  const Place place = space->place(text);
  if (place.size() != space->dimensions()) throw std::logic_error("places have all dimensions");
  std::vector<RankedMatch> matches{{1, 2}, {2, 1}, {3, 0}, {4, 0}};
  rank_by_space(*space, place, {}, matches);
  for (const RankedMatch& match : matches) {
    if (!std::isfinite(match.score())) throw std::logic_error("scores are numbers");
  }
}

}  // namespace medlar::fuzz
