#include "indexer/space_builder.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <xapian.h>

#include "corpus/fnv1a.h"
#include "corpus/split_mix.h"
#include "indexer/format/output_file.h"
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

// Words of an article that a thread gathers before the lightest are left out.
constexpr std::size_t kGathered = 2 * kSpaceWords;

// What a thread takes at once: words, and articles.
constexpr std::size_t kWordsAtOnce = 1024;
constexpr std::size_t kPlacesAtOnce = 1024;

using Text = std::vector<SpaceWeight>;
using Texts = std::vector<Text>;

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

/// Adds words, from number `begin` up to `end`, to the texts of the articles from `first` on.
void gather_words(const Xapian::Database& database, const std::vector<Word>& words,
                  std::size_t begin, std::size_t end, Xapian::docid first, Texts& texts) {
  const auto behind = first + static_cast<Xapian::docid>(texts.size());
  for (std::size_t word = begin; word < end; ++word) {
    auto at = database.postlist_begin(words[word].term);
    const auto last = database.postlist_end(words[word].term);
    if (first > 1 && at != last) at.skip_to(first);
    for (; at != last && *at < behind; ++at) {
      Text& text = texts[*at - first];
      const double times = static_cast<double>(at.get_wdf()) / kBodyWeight;
      text.push_back(
          {static_cast<std::uint32_t>(word), space_weight(words[word].importance, times)});
      if (text.size() == kGathered) keep_space_words(text);
    }
  }
}

/// The words that weigh the most of each article from `first` to `last`.
Result<Texts> texts_of(const SpaceBuild& build, const std::vector<Word>& words, Xapian::docid first,
                       Xapian::docid last) {
  const std::size_t articles = last - first + 1;
  std::mutex mutex;
  std::vector<Texts> of_threads;
  std::atomic<std::size_t> next = 0;
  auto done = run_on_threads(build.threads, [&](const std::atomic<bool>& stop) -> Result<void> {
    const Xapian::Database own(build.database.string());
    Texts texts(articles);
    while (!stop) {
      const std::size_t begin = kWordsAtOnce * next++;
      if (begin >= words.size()) break;
      gather_words(own, words, begin, std::min(begin + kWordsAtOnce, words.size()), first, texts);
    }
    const std::lock_guard lock(mutex);
    of_threads.push_back(std::move(texts));
    return {};
  });
  if (!done) return tl::unexpected<Error>(done.error());
  Texts texts(articles);
  done = run_in_parts(articles, kPlacesAtOnce, build.threads,
                      [&](std::size_t, std::size_t begin, std::size_t end) {
                        Text all;
                        for (std::size_t i = begin; i < end; ++i) {
                          all.clear();
                          for (Texts& some : of_threads) {
                            all.insert(all.end(), some[i].begin(), some[i].end());
                            some[i] = {};
                          }
                          keep_space_words(all);
                          texts[i].assign(all.begin(), all.end());  // of just that size
                        }
                      });
  if (!done) return tl::unexpected<Error>(done.error());
  return texts;
}

/// Writes where texts lie, in steps.
Result<void> write_places(const Space& space, const Texts& texts, unsigned threads,
                          OutputFile& file) {
  std::vector<std::string> parts(texts.size() / kPlacesAtOnce + 1);
  auto done = run_in_parts(texts.size(), kPlacesAtOnce, threads,
                           [&](std::size_t part, std::size_t begin, std::size_t end) {
                             for (std::size_t i = begin; i < end; ++i) {
                               append_steps(space.place(texts[i]), parts[part]);
                             }
                           });
  for (const std::string& part : parts) done = done.and_then([&] { return file.write(part); });
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
    return write_file(build.file, {encode_space({}, 0)});
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
  if (gathered > 1) {  // the first block is the next
    block = {};
    gathered = 0;
  }
  auto places = learn_places({.texts = texts,
                              .words = static_cast<std::uint32_t>(words.size()),
                              .dimensions = learnt.dimensions,
                              .threads = build.threads});
  if (!places) return tl::unexpected<Error>(places.error());
  learnt.places = std::move(*places);
  texts.clear();

  const std::string words_only = encode_space(learnt, 0);
  const auto space = Space::from_bytes(words_only);
  auto file = OutputFile::create(build.file);
  if (!file) return tl::unexpected<Error>(file.error());
  if (const auto done = file->write(encode_space(learnt, last)); !done) return done;
  for (Xapian::docid first = 1; first <= last; first += build.learnt_articles) {
    if (const auto done = gather_block(first); !done) return done;
    if (const auto done = write_places(*space, block, build.threads, *file); !done) return done;
  }
  return file->finish();
}

}  // namespace

Result<void> build_space(const SpaceBuild& plan) {
  return xapian_building_guard([&] { return build(plan); });
}

}  // namespace medlar
