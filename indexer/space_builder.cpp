#include "indexer/space_builder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <xapian.h>

#include "corpus/fnv1a.h"
#include "corpus/little_endian.h"
#include "corpus/split_mix.h"
#include "indexer/format/output_file.h"
#include "indexer/format/read_file.h"
#include "indexer/format/record_bytes.h"
#include "indexer/format/schema.h"
#include "indexer/format/space_file.h"
#include "indexer/format/write_file.h"
#include "indexer/format/xapian_guard.h"
#include "indexer/scratch_file.h"
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

// Words of the space that most articles have fewer of.
constexpr std::size_t kUsualWords = 128;

// Files of postings of which the articles' places wait until they are written in order.
constexpr std::size_t kFilesAtOnce = 64;

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

/// The words by the keys of their lists, and what an occurrence of them counts.
class WordTable {
 public:
  explicit WordTable(const std::vector<Word>& words) {
    for (const Word& word : words) keys_.push_back(term_list_key(word.term));
    for (std::size_t i = 0; i < words.size(); ++i) {
      keyed_.push_back({SortKey(keys_[i]), static_cast<std::uint32_t>(i), words[i].importance});
    }
    std::ranges::sort(keyed_, {}, &Keyed::key);
  }

  /// Adds what the lists of a file say of its articles to their texts.
  Result<void> add(const PostingFile& file, Texts& texts) const {
    auto word = keyed_.begin();  // both come by their keys
    return visit_merged({file}, [&](const PostingList& list) -> Result<void> {
      const SortKey key(list.key);
      while (word != keyed_.end() && word->key < key) ++word;
      if (word == keyed_.end() || word->key != key) return {};
      return add(list, *word, texts);
    });
  }

 private:
  struct Keyed {
    SortKey key;
    std::uint32_t number = 0;
    float importance = 0;
  };

  static Result<void> add(const PostingList& list, const Keyed& word, Texts& texts) {
    bool is_whole = true;
    for (const PostingPart& part : list.parts) {
      is_whole &= for_each_weight(part, [&](std::uint32_t article, std::uint64_t weight) {
        if (article - 1 >= texts.size()) {
          is_whole = false;
          return;
        }
        texts[article - 1].push_back({word.number, word.importance * counted(weight)});
      });
    }
    return is_whole ? Result<void>() : postings_damaged();
  }

  /// What a word of importance 1 counts that weighs so much.
  static float counted(std::uint64_t weight) {
    static const std::array<float, 256> usual = [] {
      std::array<float, 256> values{};
      for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = space_weight(1, static_cast<double>(i) / kBodyWeight);
      }
      return values;
    }();
    return weight < usual.size() ? usual[weight]
                                 : space_weight(1, static_cast<double>(weight) / kBodyWeight);
  }

  std::vector<std::string> keys_;
  std::vector<Keyed> keyed_;
};

/// The words that weigh the most of each article of a file.
Result<Texts> texts_of(const PostingFile& file, const WordTable& words) {
  Texts texts(file.articles);
  for (Text& text : texts) text.reserve(kUsualWords);
  const auto read = words.add(file, texts);
  if (!read) return tl::unexpected<Error>(read.error());
  for (Text& text : texts) keep_space_words(text);
  return texts;
}

/// Where the articles of each file stand among all; behind them, how many there are.
std::vector<std::size_t> first_articles(const std::vector<PostingFile>& files) {
  std::vector<std::size_t> firsts = {0};
  for (const PostingFile& file : files) firsts.push_back(firsts.back() + file.articles);
  return firsts;
}

/// The texts to learn from, and which of them is that of each article.
struct LearntTexts {
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  Texts texts;
  std::vector<std::size_t> of_article;

  bool has_all() const { return texts.size() == of_article.size(); }
};

/// The texts of a file's articles, kept beside it until they are put into the space.
std::filesystem::path texts_path(const PostingFile& file) { return file.path.string() + "-texts"; }

Result<void> keep_texts(const Texts& texts, const std::filesystem::path& path) {
  std::string bytes;
  for (const Text& text : texts) {
    put_number(bytes, text.size());
    for (const SpaceWeight& part : text) {
      put_number(bytes, part.word);
      little_endian::put(bytes, std::bit_cast<std::uint32_t>(part.weight));
    }
  }
  return write_file(path, {bytes});
}

Result<Texts> kept_texts(const std::filesystem::path& path, std::uint64_t articles) {
  const auto bytes = ReadFile::open(path).and_then(&ReadFile::read_all);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  RecordCursor at{*bytes};
  Texts texts(articles);
  for (Text& text : texts) {
    text.resize(at.count());
    if (!at.ok) return postings_damaged();
    for (SpaceWeight& part : text) {
      part.word = static_cast<std::uint32_t>(at.number());
      const std::string_view weight = at.bytes(sizeof(float));
      if (!at.ok) return postings_damaged();
      part.weight = std::bit_cast<float>(little_endian::number_at<std::uint32_t>(weight, 0));
    }
  }
  return texts;
}

/// Gathers the texts of some articles, in their order. Those of all are kept where they are more.
Result<LearntTexts> learnt_texts(const SpaceBuild& build, const WordTable& words,
                                 const std::vector<Xapian::docid>& articles) {
  const std::vector<std::size_t> firsts = first_articles(build.postings);
  LearntTexts learnt;
  learnt.texts.resize(articles.size());
  learnt.of_article.resize(firsts.back(), LearntTexts::kNone);
  for (std::size_t i = 0; i < articles.size(); ++i) learnt.of_article[articles[i] - 1] = i;
  const auto gather = [&](std::size_t number, std::size_t, std::size_t) -> Result<void> {
    const PostingFile& file = build.postings[number];
    const auto texts = texts_of(file, words);
    if (!texts) return tl::unexpected<Error>(texts.error());
    remove_scratch_file(file.path);
    for (std::size_t i = 0; i < texts->size(); ++i) {
      const std::size_t place = learnt.of_article[firsts[number] + i];
      if (place == LearntTexts::kNone) continue;
      learnt.texts[place].assign((*texts)[i].begin(), (*texts)[i].end());  // of just that size
    }
    return learnt.has_all() ? Result<void>() : keep_texts(*texts, texts_path(file));
  };
  const auto done = run_in_parts(build.postings.size(), 1, build.threads, gather);
  if (!done) return tl::unexpected<Error>(done.error());
  return learnt;
}

/// Writes where all articles lie, in steps.
Result<void> write_places(const SpaceBuild& build, const LearntTexts& learnt, const Space& space,
                          OutputFile& out) {
  const std::vector<std::size_t> firsts = first_articles(build.postings);
  std::vector<std::string> places;  // of the articles of some files
  for (std::size_t first = 0; first < build.postings.size(); first += places.size()) {
    places.assign(std::min(kFilesAtOnce, build.postings.size() - first), {});
    const auto place = [&](std::size_t part, std::size_t, std::size_t) -> Result<void> {
      const PostingFile& file = build.postings[first + part];
      Result<Texts> texts;
      if (!learnt.has_all()) texts = kept_texts(texts_path(file), file.articles);
      if (!texts) return tl::unexpected<Error>(texts.error());
      remove_scratch_file(texts_path(file));
      for (std::size_t i = 0; i < file.articles; ++i) {
        const Text& text = learnt.has_all()
                               ? learnt.texts[learnt.of_article[firsts[first + part] + i]]
                               : (*texts)[i];
        append_steps(space.place(text), places[part]);
      }
      return {};
    };
    auto done = run_in_parts(places.size(), 1, build.threads, place);
    for (const std::string& some : places) done = done.and_then([&] { return out.write(some); });
    if (!done) return done;
  }
  return {};
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
    return write_file(build.file, {encode_space({})});
  }
  if (first_articles(build.postings).back() != last) return postings_damaged();
  const std::vector<Word> words = words_of(database);
  for (const Word& word : words) {
    learnt.texts.push_back(word.term);
    learnt.importances.push_back(word.importance);
  }
  const WordTable table(words);
  const auto texts = learnt_texts(build, table, learnt_articles(database, build.learnt_articles));
  if (!texts) return tl::unexpected<Error>(texts.error());
  auto places = learn_places({.texts = texts->texts,
                              .words = static_cast<std::uint32_t>(words.size()),
                              .dimensions = learnt.dimensions,
                              .threads = build.threads});
  if (!places) return tl::unexpected<Error>(places.error());
  learnt.places = std::move(*places);

  const std::string words_only = encode_space(learnt);
  const auto space = Space::from_bytes(words_only);
  auto file = OutputFile::create(build.file);
  if (!file) return tl::unexpected<Error>(file.error());
  if (const auto done = file->write(with_articles(words_only, last)); !done) return done;
  const auto written = write_places(build, *texts, *space, *file);
  if (!written) return written;
  return file->finish();
}

}  // namespace

Result<void> build_space(const SpaceBuild& plan) {
  return xapian_building_guard([&] { return build(plan); });
}

}  // namespace medlar
