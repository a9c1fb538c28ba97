#include "indexer/format/forward_index.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "corpus/hash_table.h"
#include "corpus/little_endian.h"
#include "corpus/word_hash.h"
#include "indexer/format/output_file.h"
#include "indexer/format/record_bytes.h"

namespace medlar {
namespace {

constexpr std::string_view kMagic = "MEDLFWD1";
constexpr std::size_t kTrailerBytes = 8 + 4 * 4 + kMagic.size();

constexpr std::size_t kRecordNumberBytes = 8;
constexpr std::size_t kStemNumberBytes = 4;

// What a number of a record means; from kFirstWord up it is a word.
constexpr std::uint64_t kText = 0;
constexpr std::uint64_t kSamePlace = 1;
constexpr std::uint64_t kFurther = 2;
constexpr std::uint64_t kFirstWord = 3;

// The words whose numbers take one byte in a record, and two.
constexpr std::size_t kOneByteWords = (1U << 7U) - kFirstWord;
constexpr std::size_t kTwoByteWords = (1U << 14U) - kFirstWord;

struct NumberedStem {
  std::string stem;
  std::uint32_t number;
};

tl::unexpected<Error> damaged() {
  return failure(ErrorCode::kIndexDamaged, "the index's words in their order are not whole",
                 "run: medlar rollback, or rebuild it: medlar index");
}

tl::unexpected<Error> too_large() {
  return failure(ErrorCode::kInputOutput, "the corpus has more different words than an index holds",
                 "divide it into several indexes");
}

/// What stands behind the records.
class Tables {
 public:
  void end_record(std::uint64_t bytes) { begins_.push_back(begins_.back() + bytes); }

  Result<void> write(const std::vector<std::string_view>& stems,
                     const std::array<std::uint32_t, 3>& class_ends, OutputFile& file) const {
    std::string bytes;
    for (const std::uint64_t begin : begins_) little_endian::put(bytes, begin);
    std::uint64_t end = 0;
    for (const std::string_view stem : stems) {
      little_endian::put(bytes, static_cast<std::uint32_t>(end));
      end += stem.size();
    }
    if (end > std::numeric_limits<std::uint32_t>::max()) return too_large();
    little_endian::put(bytes, static_cast<std::uint32_t>(end));
    for (const std::string_view stem : stems) bytes += stem;
    little_endian::put(bytes, std::uint64_t{begins_.size() - 1});
    for (const std::uint32_t class_end : class_ends) little_endian::put(bytes, class_end);
    little_endian::put(bytes, static_cast<std::uint32_t>(end));
    bytes += kMagic;
    return file.write(bytes);
  }

 private:
  std::vector<std::uint64_t> begins_{0};
};

bool is_section(const FieldInfo& info) { return info.name == "text"; }

/// The parts of a record.
struct RecordParts {
  RecordCursor landmarks;
  RecordCursor texts;  // not ok where the record is damaged
};

RecordParts parts_of(std::string_view record) {
  RecordCursor at{record};
  const std::string_view landmarks = record.empty() ? record : at.bytes(at.number());
  return {{landmarks}, at};
}

/// Reads the landmarks of a section after the other.
class LandmarkReader {
 public:
  explicit LandmarkReader(RecordCursor cursor) : cursor_(cursor) {}

  void begin_section() {
    left_ = cursor_.number();
    next_ = {};
    move_on();
  }

  /// The landmark that comes next; none behind the section's last.
  const Landmark* next() const { return has_next_ ? &next_ : nullptr; }

  void move_on() {
    has_next_ = left_ > 0 && cursor_.ok;
    if (!has_next_) return;
    --left_;
    next_.position += static_cast<std::uint32_t>(cursor_.number());
    next_.begin += static_cast<std::uint32_t>(cursor_.number());
  }

  bool is_ok() const { return cursor_.ok; }
  bool is_at_end() const { return cursor_.ok && cursor_.rest.empty() && !has_next_; }

 private:
  RecordCursor cursor_;
  std::uint64_t left_ = 0;  // of the section, without next_
  Landmark next_;
  bool has_next_ = false;
};

/// Reads the texts of a record: `on_text(field number, place)` where one begins, `on_word(word,
/// place)` for each word, until it returns false. False where the record is damaged.
template <typename OnText, typename OnWord>
bool read_texts(std::string_view record, const OnText& on_text, const OnWord& on_word) {
  RecordCursor at = parts_of(record).texts;
  std::uint64_t next = 0;  // place
  while (at.ok && !at.rest.empty()) {
    const std::uint64_t code = at.number();
    if (code >= kFirstWord) {
      if (!on_word(code - kFirstWord, static_cast<std::uint32_t>(next))) return true;
      ++next;
    } else if (code == kText) {
      const std::uint64_t field = at.number();
      if (field >= kFields.size()) return false;
      next += kTextGap;
      on_text(field, static_cast<std::uint32_t>(next));
    } else if (code == kSamePlace) {
      if (next == 0) return false;
      --next;
    } else {
      next += at.number();
    }
  }
  return at.ok;
}

/// The words that are looked for in a record.
class SoughtWords {
 public:
  explicit SoughtWords(std::span<const std::uint32_t> words) : words_(words) {
    for (const std::uint32_t word : words) bits_ |= bit(word);
  }

  /// The first place among them.
  std::optional<std::size_t> find(std::uint64_t word) const {
    // Most words of an article are none of these, which a bit tells.
    if ((bits_ & bit(word)) == 0) return std::nullopt;
    const auto found = std::ranges::find(words_, word);
    if (found == words_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - words_.begin());
  }

 private:
  static std::uint64_t bit(std::uint64_t word) { return std::uint64_t{1} << (word % 64); }

  std::span<const std::uint32_t> words_;
  std::uint64_t bits_ = 0;
};

}  // namespace

struct ForwardIndexWriter::Impl {
  OutputFile file;
  HashTable<NumberedStem> numbers = {};
  Tables tables = {};
  std::string landmarks = {};  // of the article that comes next
  std::string texts = {};
  std::vector<std::uint32_t> words = {};  // of the last text

  std::uint32_t number_of(const Token& token) {
    const NumberedStem* known = numbers.find(
        token.hash, [&token](const NumberedStem& numbered) { return numbered.stem == token.term; });
    if (known == nullptr) {
      known = &numbers.add(token.hash,
                           {std::string(token.term), static_cast<std::uint32_t>(numbers.size())});
    }
    return known->number;
  }
};

ForwardIndexWriter::ForwardIndexWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ForwardIndexWriter::ForwardIndexWriter(ForwardIndexWriter&&) noexcept = default;
ForwardIndexWriter& ForwardIndexWriter::operator=(ForwardIndexWriter&&) noexcept = default;
ForwardIndexWriter::~ForwardIndexWriter() = default;

Result<ForwardIndexWriter> ForwardIndexWriter::create(const std::filesystem::path& file) {
  auto out = OutputFile::create(file);
  if (!out) return tl::unexpected<Error>(out.error());
  return ForwardIndexWriter(std::make_unique<Impl>(Impl{std::move(*out)}));
}

std::span<const std::uint32_t> ForwardIndexWriter::add_text(const FieldInfo& field,
                                                            std::span<const Token> tokens,
                                                            std::span<const Landmark> landmarks) {
  if (is_section(field)) {
    put_number(impl_->landmarks, landmarks.size());
    Landmark last;
    for (const Landmark& landmark : landmarks) {
      put_number(impl_->landmarks, landmark.position - last.position);
      put_number(impl_->landmarks, landmark.begin - last.begin);
      last = landmark;
    }
  }
  std::string& texts = impl_->texts;
  impl_->words.clear();
  put_number(texts, kText);
  put_number(texts, static_cast<std::uint64_t>(&field - kFields.data()));
  std::uint32_t next = 0;
  for (const Token& token : tokens) {
    if (token.position + 1 == next) {
      put_number(texts, kSamePlace);
    } else if (token.position > next) {
      put_number(texts, kFurther);
      put_number(texts, token.position - next);
    }
    impl_->words.push_back(impl_->number_of(token));
    put_number(texts, kFirstWord + impl_->words.back());
    next = token.position + 1;
  }
  return impl_->words;
}

std::string_view ForwardIndexWriter::stem(std::uint32_t word) const {
  return impl_->numbers.entries()[word].stem;
}

Result<void> ForwardIndexWriter::end_article() {
  std::string record;
  put_text(record, impl_->landmarks);
  record += impl_->texts;
  if (const auto written = impl_->file.write(record); !written) return written;
  impl_->tables.end_record(record.size());
  impl_->landmarks.clear();
  impl_->texts.clear();
  return {};
}

Result<void> ForwardIndexWriter::finish() {
  std::vector<std::string_view> stems;
  for (const NumberedStem& numbered : impl_->numbers.entries()) stems.emplace_back(numbered.stem);
  const auto words = static_cast<std::uint32_t>(stems.size());
  const auto written = impl_->tables.write(stems, {words, words, words}, impl_->file);
  if (!written) return written;
  return impl_->file.finish();
}

Result<ForwardIndex> ForwardIndex::open(const std::filesystem::path& file) {
  auto mapped = MappedFile::open(file);
  if (!mapped) return tl::unexpected<Error>(mapped.error());
  ForwardIndex index(std::move(*mapped));
  const std::string_view bytes = index.file_.bytes();
  if (bytes.size() < kTrailerBytes || !bytes.ends_with(kMagic)) return damaged();
  const std::size_t trailer = bytes.size() - kTrailerBytes;
  index.articles_ = little_endian::number_at<std::uint64_t>(bytes, trailer);
  for (std::size_t i = 0; i < 3; ++i) {
    index.class_ends_[i] = little_endian::number_at<std::uint32_t>(bytes, trailer + 8 + 4 * i);
  }
  const std::uint64_t stem_bytes = little_endian::number_at<std::uint32_t>(bytes, trailer + 8 + 12);
  // From the end to the beginning; a damaged size must not lead before it.
  const std::uint64_t words = index.class_ends_.back();
  const std::uint64_t behind_begins = stem_bytes + (words + 1) * kStemNumberBytes;
  if (!std::ranges::is_sorted(index.class_ends_) || behind_begins > trailer ||
      index.articles_ >= (trailer - behind_begins) / kRecordNumberBytes) {
    return damaged();
  }
  index.stems_ = trailer - stem_bytes;
  index.stem_begins_ = trailer - behind_begins;
  index.record_begins_ = index.stem_begins_ - (index.articles_ + 1) * kRecordNumberBytes;
  return index;
}

std::string_view ForwardIndex::record(std::uint64_t article) const {
  if (article == 0 || article > articles_) return {};
  const auto begin_of = [this](std::uint64_t index) {
    return little_endian::number_at<std::uint64_t>(file_.bytes(),
                                                   record_begins_ + index * kRecordNumberBytes);
  };
  const std::uint64_t begin = begin_of(article - 1);
  const std::uint64_t end = begin_of(article);
  if (begin > end || end > record_begins_) return {};
  return file_.bytes().substr(begin, end - begin);
}

std::string_view ForwardIndex::stem(std::uint32_t word) const {
  if (word >= words()) return {};
  const auto begin_of = [this](std::size_t index) {
    return little_endian::number_at<std::uint32_t>(file_.bytes(),
                                                   stem_begins_ + index * kStemNumberBytes);
  };
  const std::size_t begin = begin_of(word);
  const std::size_t end = begin_of(std::size_t{word} + 1);
  if (begin > end || stems_ + end > file_.bytes().size() - kTrailerBytes) return {};
  return file_.bytes().substr(stems_ + begin, end - begin);
}

std::optional<std::uint32_t> ForwardIndex::find(std::string_view stem) const {
  std::uint32_t class_begin = 0;
  for (const std::uint32_t class_end : class_ends_) {
    std::uint32_t low = class_begin;
    std::uint32_t high = class_end;
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      if (this->stem(middle) < stem) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low < class_end && this->stem(low) == stem) return low;
    class_begin = class_end;
  }
  return std::nullopt;
}

void ForwardIndex::visit_places(std::uint32_t article, const FieldInfo& field,
                                std::span<const std::uint32_t> words,
                                const VisitPlace& visit) const {
  const SoughtWords sought(words);
  bool is_sought = false;
  read_texts(
      record(article),
      [&](std::uint64_t number, std::uint32_t /*place*/) {
        const FieldInfo& of_text = kFields[number];
        is_sought = field.prefix.empty() ? of_text.weight > 0 : &of_text == &field;
      },
      [&](std::uint64_t word, std::uint32_t place) {
        if (!is_sought) return true;
        const auto i = sought.find(word);
        return !i || visit(*i, place);
      });
}

void ForwardIndex::find_places(std::uint32_t article, const FieldInfo& field,
                               std::span<const std::uint32_t> words, WordPlaces& places) const {
  places.resize(words.size());
  for (std::vector<std::uint32_t>& of_word : places) of_word.clear();
  visit_places(article, field, words, [&](std::size_t i, std::uint32_t place) {
    for (std::size_t same = i; same < words.size(); ++same) {
      if (words[same] != words[i] || (!places[same].empty() && places[same].back() == place))
        continue;
      places[same].push_back(place);
    }
    return true;
  });
}

bool ForwardIndex::visit_stretches(std::uint32_t article, std::span<const std::uint32_t> words,
                                   const VisitStretch& visit) const {
  const SoughtWords sought(words);
  LandmarkReader landmarks(parts_of(record(article)).landmarks);
  std::size_t sections = 0;  // that have begun
  bool is_in_section = false;
  std::uint32_t section_place = 0;
  WordsOfStretch stretch;
  const auto end_stretch = [&](std::optional<std::uint32_t> end) {
    stretch.end = end;
    if (stretch.words != 0) visit(stretch);
    stretch.words = 0;
  };
  const bool is_whole = read_texts(
      record(article),
      [&](std::uint64_t number, std::uint32_t place) {
        end_stretch(std::nullopt);
        is_in_section = is_section(kFields[number]);
        if (!is_in_section) return;
        landmarks.begin_section();
        stretch = {.section = sections++};
        section_place = place;
      },
      [&](std::uint64_t word, std::uint32_t place) {
        if (!is_in_section) return true;
        for (const Landmark* next = landmarks.next();
             next != nullptr && place - section_place >= next->position; next = landmarks.next()) {
          end_stretch(next->begin);
          stretch.from = *next;
          landmarks.move_on();
        }
        if (const auto i = sought.find(word)) stretch.words |= std::uint64_t{1} << *i;
        return true;
      });
  end_stretch(std::nullopt);
  return is_whole && landmarks.is_ok();
}

namespace {

/// Visits the words of all articles; false at the first record that is damaged or has a word that
/// the file has not.
template <typename Visit>
bool visit_words(const ForwardIndex& index, const Visit& visit) {
  for (std::uint64_t article = 1; article <= index.articles(); ++article) {
    bool has_all = true;
    const bool is_whole = read_texts(
        index.record(article), [](std::uint64_t /*field*/, std::uint32_t /*place*/) {},
        [&](std::uint64_t word, std::uint32_t /*place*/) {
          has_all = word < index.words();
          if (has_all) visit(static_cast<std::uint32_t>(word));
          return has_all;
        });
    if (!is_whole || !has_all) return false;
  }
  return true;
}

}  // namespace

bool ForwardIndex::is_sound() const {
  for (std::uint64_t article = 1; article <= articles_; ++article) {
    LandmarkReader landmarks(parts_of(record(article)).landmarks);
    while (!landmarks.is_at_end()) {
      landmarks.begin_section();
      while (landmarks.next() != nullptr) landmarks.move_on();
      if (!landmarks.is_ok()) return false;
    }
  }
  return visit_words(*this, [](std::uint32_t /*word*/) {});
}

namespace {

/// A word of the corpus while forward indexes are merged.
struct MergedWord {
  std::string_view stem;
  std::uint64_t count = 0;
  std::uint32_t number = 0;
};

/// The words of all shards, and which of them each shard's words are.
struct MergedWords {
  std::vector<MergedWord> words;
  std::vector<std::vector<std::uint32_t>> of_shard;  // places in `words`
};

Result<MergedWords> gather_words(const std::vector<ForwardIndex>& shards) {
  MergedWords merged;
  HashTable<std::uint32_t> known;     // their places
  std::vector<std::uint64_t> counts;  // of a shard's words
  for (const ForwardIndex& shard : shards) {
    counts.assign(shard.words(), 0);
    if (!visit_words(shard, [&](std::uint32_t word) { ++counts[word]; })) {
      return failure(ErrorCode::kInputOutput, "the words of articles cannot be read back",
                     "mend the disk and run again; what was published before is untouched");
    }
    std::vector<std::uint32_t>& of_shard = merged.of_shard.emplace_back();
    for (std::uint32_t word = 0; word < shard.words(); ++word) {
      const std::string_view stem = shard.stem(word);
      const std::uint64_t hash = word_hash(stem);
      const std::uint32_t* place =
          known.find(hash, [&](std::uint32_t at) { return merged.words[at].stem == stem; });
      if (place == nullptr) {
        place = &known.add(hash, static_cast<std::uint32_t>(merged.words.size()));
        merged.words.push_back({.stem = stem});
      }
      merged.words[*place].count += counts[word];
      of_shard.push_back(*place);
    }
    shard.forget();
  }
  return merged;
}

/// Numbers the words by classes, and gives them in the order of their numbers.
std::vector<std::string_view> number_words(std::vector<MergedWord>& words,
                                           std::array<std::uint32_t, 3>& class_ends) {
  std::vector<MergedWord*> sorted;
  for (MergedWord& word : words) sorted.push_back(&word);
  std::ranges::sort(sorted, [](const MergedWord* a, const MergedWord* b) {
    return a->count != b->count ? a->count > b->count : a->stem < b->stem;
  });
  std::size_t begin = 0;
  for (std::size_t i = 0; i < class_ends.size(); ++i) {
    const std::size_t most[] = {kOneByteWords, kTwoByteWords, sorted.size()};
    const std::size_t end = std::min(most[i], sorted.size());
    const auto at = [&sorted](std::size_t n) {
      return sorted.begin() + static_cast<std::ptrdiff_t>(n);
    };
    std::sort(at(begin), at(end),
              [](const MergedWord* a, const MergedWord* b) { return a->stem < b->stem; });
    class_ends[i] = static_cast<std::uint32_t>(end);
    begin = end;
  }
  std::vector<std::string_view> stems;
  for (MergedWord* word : sorted) {
    word->number = static_cast<std::uint32_t>(stems.size());
    stems.push_back(word->stem);
  }
  return stems;
}

}  // namespace

Result<void> merge_forward_indexes(const std::vector<std::filesystem::path>& files,
                                   const std::filesystem::path& target) {
  std::vector<ForwardIndex> shards;
  for (const std::filesystem::path& file : files) {
    auto shard = ForwardIndex::open(file);
    if (!shard) return tl::unexpected<Error>(shard.error());
    shard->forget();
    shards.push_back(std::move(*shard));
  }
  auto out = OutputFile::create(target);
  if (!out) return tl::unexpected<Error>(out.error());
  auto merged = gather_words(shards);
  if (!merged) return tl::unexpected<Error>(merged.error());
  std::array<std::uint32_t, 3> class_ends{};
  const std::vector<std::string_view> stems = number_words(merged->words, class_ends);
  Tables tables;
  std::string record;
  for (std::size_t s = 0; s < shards.size(); ++s) {
    for (std::uint64_t article = 1; article <= shards[s].articles(); ++article) {
      record.clear();
      RecordParts parts = parts_of(shards[s].record(article));
      put_text(record, parts.landmarks.rest);
      for (RecordCursor& at = parts.texts; !at.rest.empty();) {
        const std::uint64_t code = at.number();
        if (code >= kFirstWord) {
          const std::uint32_t word = merged->of_shard[s][code - kFirstWord];
          put_number(record, kFirstWord + merged->words[word].number);
        } else {
          put_number(record, code);
          if (code != kSamePlace) put_number(record, at.number());
        }
      }
      if (const auto written = out->write(record); !written) return written;
      tables.end_record(record.size());
    }
    shards[s].forget();
  }
  if (const auto written = tables.write(stems, class_ends, *out); !written) return written;
  return out->finish();
}

}  // namespace medlar
