#include "indexer/space_builder.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <xapian.h>

#include "corpus/fnv1a.h"
#include "corpus/split_mix.h"
#include "indexer/format/schema.h"
#include "indexer/format/space_file.h"
#include "indexer/format/write_file.h"
#include "indexer/format/xapian_guard.h"
#include "indexer/space_training.h"
#include "indexer/worker_threads.h"

namespace medlar {
namespace {

// Words of fewer articles say too little of their neighbours; of more different ones the most
// frequent are learnt.
constexpr Xapian::doccount kLeastArticles = 3;
constexpr std::size_t kMostWords = 60'000;

// What a word counts: a power of its idf. Measured on NFCorpus train: 1 gives 0.006 nDCG@10 less
// than 1.5, and 2 no more.
constexpr double kIdfPower = 1.5;

// What a concept counts beside a word of the same idf: its names' words count as well. Measured on
// NFCorpus train: 0.35 to 0.7 differ by less than 0.001 nDCG@10; 1 gives 0.002 less than 0.5.
constexpr double kConceptShare = 0.5;

// Words of an article that are gathered before the lightest are left out.
constexpr std::size_t kGathered = 4 * kSpaceWords;

constexpr std::size_t kPlacesAtOnce = 1024;

using Texts = std::vector<std::vector<SpaceWeight>>;

struct Word {
  std::string term;
  std::uint32_t articles = 0;
  float importance = 0;
};

/// Adds the terms with this prefix that enough articles have, by bytes. Each counts this share.
void add_words(const Xapian::Database& database, const std::string& prefix, double share,
               std::vector<Word>& words) {
  const double articles = database.get_doccount();
  for (auto at = database.allterms_begin(prefix); at != database.allterms_end(prefix); ++at) {
    const std::string term = *at;
    const Xapian::doccount having = at.get_termfreq();
    // Stems of single fields have capitals behind the prefix of those of texts, and no stem has.
    const bool is_of_field = prefix.size() == 1 && term[1] >= 'A' && term[1] <= 'Z';
    if (is_of_field || having < kLeastArticles) continue;
    const double idf = std::log(articles / having);
    words.push_back({term, having, static_cast<float>(share * std::pow(idf, kIdfPower))});
  }
}

/// The stems and concepts of texts, by bytes. Concepts, so that a subject lies in one place by
/// whichever name it is asked for.
std::vector<Word> words_of(const Xapian::Database& database) {
  std::vector<Word> words;
  add_words(database, concept_term(""), kConceptShare, words);
  add_words(database, stem_term(field("text"), ""), 1, words);
  if (words.size() > kMostWords) {
    std::ranges::stable_sort(words, std::ranges::greater(), &Word::articles);
    words.resize(kMostWords);
    std::ranges::sort(words, {}, &Word::term);
  }
  return words;
}

/// The words of articles `first` to `last` that weigh the most, into `texts`.
void gather_texts(const Xapian::Database& database, const std::vector<Word>& words,
                  Xapian::docid first, std::span<std::vector<SpaceWeight>> texts) {
  const auto last = first + static_cast<Xapian::docid>(texts.size()) - 1;
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    auto at = database.postlist_begin(words[word].term);
    const auto end = database.postlist_end(words[word].term);
    if (first > 1 && at != end) at.skip_to(first);
    for (; at != end && *at <= last; ++at) {
      std::vector<SpaceWeight>& text = texts[*at - first];
      const double times = static_cast<double>(at.get_wdf()) / kBodyWeight;
      text.push_back({word, space_weight(words[word].importance, times)});
      if (text.size() == kGathered) keep_space_words(text);
    }
  }
  for (std::vector<SpaceWeight>& text : texts) keep_space_words(text);
}

/// The same of articles `first` to `last`, a part of them on each thread.
Result<Texts> texts_of(const SpaceBuild& build, const std::vector<Word>& words, Xapian::docid first,
                       Xapian::docid last) {
  Texts texts(last - first + 1);
  const unsigned threads = usable_threads(build.threads);
  const auto done =
      run_in_parts(texts.size(), texts.size() / threads + 1, threads,
                   [&](std::size_t, std::size_t begin, std::size_t end) {
                     const Xapian::Database own(build.database.string());
                     gather_texts(own, words, first + static_cast<Xapian::docid>(begin),
                                  std::span(texts).subspan(begin, end - begin));
                   });
  if (!done) return tl::unexpected<Error>(done.error());
  return texts;
}

/// Adds where texts lie, in steps.
Result<void> append_places(const Space& space, const Texts& texts, unsigned threads,
                           std::vector<std::int8_t>& steps) {
  std::vector<std::vector<std::int8_t>> parts(texts.size() / kPlacesAtOnce + 1);
  const auto done =
      run_in_parts(texts.size(), kPlacesAtOnce, threads,
                   [&](std::size_t part, std::size_t begin, std::size_t end) {
                     for (const auto& text : std::span(texts).subspan(begin, end - begin)) {
                       append_steps(space.place(text), parts[part]);
                     }
                   });
  for (const auto& part : parts) steps.insert(steps.end(), part.begin(), part.end());
  return done;
}

/// The articles to learn from, in an order that no order of files changes.
std::vector<Xapian::docid> learnt_articles(const Xapian::Database& database, std::size_t most) {
  const auto slot = static_cast<Xapian::valueno>(field("id").slot);
  std::vector<std::tuple<std::uint64_t, std::string, Xapian::docid>> all;
  for (auto at = database.valuestream_begin(slot); at != database.valuestream_end(slot); ++at) {
    all.emplace_back(split_mix(fnv1a(*at)), *at, at.get_docid());
    // Now and then, so that memory stays bounded, only the first ones are kept.
    if (all.size() == 2 * most) {
      std::ranges::nth_element(all, all.begin() + static_cast<std::ptrdiff_t>(most));
      all.resize(most);
    }
  }
  std::ranges::sort(all);
  all.resize(std::min(all.size(), most));
  std::vector<Xapian::docid> articles;
  for (const auto& [hash, id, number] : all) articles.push_back(number);
  return articles;
}

Result<void> build(const SpaceBuild& build) {
  const Xapian::Database database(build.database.string());
  const Xapian::docid last = database.get_lastdocid();
  SpaceWords learnt{.dimensions = std::min(kSpaceDimensions, last / kArticlesPerDimension),
                    .texts = {},
                    .importances = {},
                    .places = {}};
  if (learnt.dimensions < kLeastDimensions) {
    return write_file(build.file, {encode_space({}, {})});
  }
  const std::vector<Word> words = words_of(database);
  for (const Word& word : words) {
    learnt.texts.push_back(word.term);
    learnt.importances.push_back(word.importance);
  }
  // The articles of a block; most corpora have one, which is gathered once.
  Texts block;
  Xapian::docid gathered = 0;
  const auto gather_block = [&](Xapian::docid first) -> Result<void> {
    if (gathered == first) return {};
    auto texts = texts_of(build, words, first, std::min(last, first + (build.learnt_articles - 1)));
    if (!texts) return tl::unexpected<Error>(texts.error());
    block = std::move(*texts);
    gathered = first;
    return {};
  };
  // Gathered block by block, and put in the order of `chosen`.
  const auto chosen = learnt_articles(database, build.learnt_articles);
  std::vector<std::pair<Xapian::docid, std::size_t>> by_number;
  for (std::size_t i = 0; i < chosen.size(); ++i) by_number.emplace_back(chosen[i], i);
  std::ranges::sort(by_number);
  Texts texts(chosen.size());
  auto next = by_number.begin();
  for (Xapian::docid first = 1; first <= last; first += build.learnt_articles) {
    if (const auto done = gather_block(first); !done) return done;
    for (; next != by_number.end() && next->first < first + block.size(); ++next) {
      texts[next->second] = block[next->first - first];
    }
  }
  auto places = learn_places({.texts = texts,
                              .words = static_cast<std::uint32_t>(words.size()),
                              .dimensions = learnt.dimensions,
                              .threads = build.threads});
  if (!places) return tl::unexpected<Error>(places.error());
  learnt.places = std::move(*places);
  texts.clear();

  const std::string words_only = encode_space(learnt, {});
  const auto space = Space::from_bytes(words_only);
  std::vector<std::int8_t> articles;
  articles.reserve(std::size_t{last} * learnt.dimensions);
  for (Xapian::docid first = 1; first <= last; first += build.learnt_articles) {
    if (const auto done = gather_block(first); !done) return done;
    if (const auto done = append_places(*space, block, build.threads, articles); !done) return done;
  }
  return write_file(build.file, {encode_space(learnt, articles)});
}

}  // namespace

Result<void> build_space(const SpaceBuild& plan) {
  return xapian_writing_guard([&] { return build(plan); });
}

}  // namespace medlar
