#include "indexer/format/forward_index_writer.h"

#include <algorithm>
#include <array>
#include <deque>
#include <limits>
#include <string>
#include <utility>

#include "corpus/hash_table.h"
#include "corpus/little_endian.h"
#include "corpus/word_hash.h"
#include "indexer/format/forward_index_format.h"
#include "indexer/format/output_file.h"
#include "indexer/format/read_file.h"

namespace medlar {
namespace {

using namespace forward_format;

// The words whose numbers take one byte in a record, and two.
constexpr std::size_t kOneByteWords = (1U << 7U) - kFirstWord;
constexpr std::size_t kTwoByteWords = (1U << 14U) - kFirstWord;

// At the end of a shard: where its words begin.
constexpr std::size_t kWordsBeginBytes = 8;

struct NumberedStem {
  std::string stem;
  std::uint32_t number;
  std::uint64_t count = 0;
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
  std::uint64_t bytes = 0;  // of the records in it
  HashTable<NumberedStem> numbers = {};
  std::string landmarks = {};  // of the article that comes next
  std::string texts = {};
  std::vector<std::uint32_t> words = {};  // of the last text

  std::uint32_t number_of(const Token& token) {
    NumberedStem* known = numbers.find(
        token.hash, [&token](const NumberedStem& numbered) { return numbered.stem == token.term; });
    if (known == nullptr) {
      known = &numbers.add(token.hash,
                           {std::string(token.term), static_cast<std::uint32_t>(numbers.size())});
    }
    ++known->count;
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
  std::string landmarks;
  put_text(landmarks, impl_->landmarks);
  std::string record;
  put_number(record, landmarks.size() + impl_->texts.size());
  record += landmarks;
  record += impl_->texts;
  if (const auto written = impl_->file.write(record); !written) return written;
  impl_->bytes += record.size();
  impl_->landmarks.clear();
  impl_->texts.clear();
  return {};
}

Result<void> ForwardIndexWriter::finish() {
  std::string words;
  for (const NumberedStem& numbered : impl_->numbers.entries()) {
    put_text(words, numbered.stem);
    put_number(words, numbered.count);
  }
  little_endian::put(words, impl_->bytes);
  if (const auto written = impl_->file.write(words); !written) return written;
  return impl_->file.finish();
}

namespace {

tl::unexpected<Error> shard_damaged() {
  return failure(ErrorCode::kInputOutput, "the words of articles cannot be read back",
                 "mend the disk and run again; what was published before is untouched");
}

/// A word of the corpus while forward indexes are merged.
struct MergedWord {
  std::string stem;
  std::uint64_t count = 0;
  std::uint32_t place = 0;   // as they came
  std::uint32_t number = 0;  // in the merged index
};

using MergedWords = HashTable<MergedWord>;

/// A shard's file, and the words that it has, by their numbers in it.
struct ForwardShard {
  std::filesystem::path path;
  std::uint64_t bytes = 0;           // of its records
  std::vector<std::uint32_t> words;  // places in MergedWords::entries()
};

/// Adds the words of a shard to those of the corpus.
Result<ForwardShard> read_words(const std::filesystem::path& path, MergedWords& words) {
  const auto file = ReadFile::open(path);
  if (!file) return tl::unexpected<Error>(file.error());
  ForwardShard shard{.path = path};
  const std::uint64_t size = file->size();
  const auto trailer = file->read(size - std::min(size, kWordsBeginBytes), kWordsBeginBytes);
  if (!trailer) return tl::unexpected<Error>(trailer.error());
  if (trailer->size() < kWordsBeginBytes) return shard_damaged();
  shard.bytes = little_endian::number_at<std::uint64_t>(*trailer, 0);
  if (shard.bytes > size - kWordsBeginBytes) return shard_damaged();
  const auto bytes = file->read(shard.bytes, size - kWordsBeginBytes - shard.bytes);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  for (RecordCursor at{*bytes}; !at.rest.empty();) {
    const std::string_view stem = at.bytes(at.number());
    const std::uint64_t count = at.number();
    if (!at.ok) return shard_damaged();
    const std::uint64_t hash = word_hash(stem);
    MergedWord* word = words.find(hash, [&](const MergedWord& one) { return one.stem == stem; });
    if (word == nullptr) {
      const auto place = static_cast<std::uint32_t>(words.size());
      word = &words.add(hash, {.stem = std::string(stem), .place = place});
    }
    word->count += count;
    shard.words.push_back(word->place);
  }
  return shard;
}

/// Numbers the words by classes, and gives them in the order of their numbers.
std::vector<std::string_view> number_words(std::deque<MergedWord>& words,
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

/// Adds a record to `out` with the corpus's numbers of its words. False where it is damaged.
bool put_record(std::string_view record, std::span<const std::uint32_t> numbers, std::string& out) {
  auto [landmarks, at] = parts_of(record);
  put_text(out, landmarks.rest);
  while (at.ok && !at.rest.empty()) {
    const std::uint64_t code = at.number();
    if (code >= kFirstWord) {
      if (code - kFirstWord >= numbers.size()) return false;
      put_number(out, kFirstWord + numbers[code - kFirstWord]);
      continue;
    }
    put_number(out, code);
    if (code == kSamePlace) continue;
    const std::uint64_t number = at.number();
    if (code == kText && number >= kFields.size()) return false;
    put_number(out, number);
  }
  return at.ok;
}

}  // namespace

Result<void> merge_forward_indexes(const std::vector<std::filesystem::path>& files,
                                   const std::filesystem::path& target) {
  MergedWords words;
  std::vector<ForwardShard> shards;
  for (const std::filesystem::path& file : files) {
    auto shard = read_words(file, words);
    if (!shard) return tl::unexpected<Error>(shard.error());
    shards.push_back(std::move(*shard));
  }
  auto out = OutputFile::create(target);
  if (!out) return tl::unexpected<Error>(out.error());
  std::array<std::uint32_t, 3> class_ends{};
  const std::vector<std::string_view> stems = number_words(words.entries(), class_ends);
  Tables tables;
  std::vector<std::uint32_t> numbers;
  std::string record;
  for (const ForwardShard& shard : shards) {
    numbers.clear();
    for (const std::uint32_t place : shard.words) {
      numbers.push_back(words.entries()[place].number);
    }
    const auto bytes = ReadFile::open(shard.path).and_then([&](const ReadFile& file) {
      return file.read(0, shard.bytes);
    });
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    for (RecordCursor at{*bytes}; !at.rest.empty();) {
      record.clear();
      const std::string_view before = at.bytes(at.number());
      if (!at.ok || !put_record(before, numbers, record)) return shard_damaged();
      if (const auto written = out->write(record); !written) return written;
      tables.end_record(record.size());
    }
  }
  if (const auto written = tables.write(stems, class_ends, *out); !written) return written;
  return out->finish();
}

}  // namespace medlar
