#include "indexer/format/forward_index_writer.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

#include "corpus/hash_table.h"
#include "corpus/little_endian.h"
#include "corpus/word_hash.h"
#include "indexer/format/forward_index_format.h"
#include "indexer/format/output_file.h"

namespace medlar {
namespace {

using namespace forward_format;

// The words whose numbers take one byte in a record, and two.
constexpr std::size_t kOneByteWords = (1U << 7U) - kFirstWord;
constexpr std::size_t kTwoByteWords = (1U << 14U) - kFirstWord;

struct NumberedStem {
  std::string stem;
  std::uint32_t number;
};

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
