#include "indexer/format/article_store.h"

#include <zdict.h>
#include <zstd.h>

#include <algorithm>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "corpus/little_endian.h"
#include "indexer/format/article_record.h"
#include "indexer/format/mapped_file.h"
#include "indexer/format/output_file.h"
#include "indexer/format/read_file.h"

namespace medlar {
namespace {

constexpr std::string_view kMagic = "MEDLART2";
constexpr std::size_t kNumberBytes = 8;
constexpr std::size_t kTrailerBytes = 2 * kNumberBytes + kMagic.size();

// Of zstd. The articles of a shard are read some times and thrown away: level -20 leaves them
// nearly as large as they are, takes 2.2 us for one of MedQuAD and 0.5 to read it again; -1 makes
// them a third smaller, in 9.6 and 2.3. In an index, level 3 would make MedQuAD's 8.2 MB instead
// of 9.4.
constexpr int kShardLevel = -20;
constexpr int kLevel = 1;

// The dictionary, and how much text it is learnt from: enough for what publishers repeat. Measured
// on MedQuAD with level 3, frames of 11.3 MB without: 7.6 MB with 32 KiB, 6.95 with 110, 6.8 with
// 256.
constexpr std::size_t kMostDictionaryBytes = 110 * 1024;
constexpr std::size_t kLeastDictionaryBytes = 1024;
constexpr std::size_t kRecordBytesPerDictionaryByte = 64;
constexpr std::size_t kLearntBytes = 1024 * 1024;
constexpr std::size_t kLearntBytesOfAnArticle = 4096;

// No record is larger (readers take 64 MiB at most): a damaged length must not exhaust memory.
constexpr std::uint64_t kMaxRecordBytes = std::uint64_t{1} << 30;

tl::unexpected<Error> damaged(std::string_view what) {
  return failure(ErrorCode::kIndexDamaged, std::string(what),
                 "run: medlar rollback, or rebuild it: medlar index");
}

struct CompressionDeleter {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

struct DecompressionDeleter {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

struct DictionaryDeleter {
  void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
};

/// One for each thread: to make one takes longer than to read most articles.
ZSTD_DCtx* decompression() {
  thread_local const std::unique_ptr<ZSTD_DCtx, DecompressionDeleter> context{ZSTD_createDCtx()};
  if (context == nullptr) throw std::bad_alloc();
  return context.get();
}

/// Writes frames, and what stands behind them.
class FrameWriter {
 public:
  FrameWriter(OutputFile file, int level, std::string dictionary)
      : file_(std::move(file)), dictionary_(std::move(dictionary)) {
    if (context_ == nullptr) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_dictIDFlag, 0);
    const std::size_t loaded =
        ZSTD_CCtx_loadDictionary(context_.get(), dictionary_.data(), dictionary_.size());
    if (ZSTD_isError(loaded) != 0U) throw std::bad_alloc();  // we made it: it is one
  }

  Result<void> add(std::string_view record) {
    frame_.resize(ZSTD_compressBound(record.size()));
    const std::size_t size =
        ZSTD_compress2(context_.get(), frame_.data(), frame_.size(), record.data(), record.size());
    if (ZSTD_isError(size) != 0U) throw std::bad_alloc();  // the bound excludes other reasons
    frame_.resize(size);
    begins_.push_back(begins_.back() + size);
    return file_.write(frame_);
  }

  Result<void> finish() {
    std::string bytes = dictionary_;
    for (const std::uint64_t begin : begins_) little_endian::put(bytes, begin);
    little_endian::put(bytes, std::uint64_t{begins_.size() - 1});
    little_endian::put(bytes, std::uint64_t{dictionary_.size()});
    bytes += kMagic;
    if (const auto written = file_.write(bytes); !written) return written;
    return file_.finish();
  }

 private:
  OutputFile file_;
  std::unique_ptr<ZSTD_CCtx, CompressionDeleter> context_{ZSTD_createCCtx()};
  std::string dictionary_;
  std::vector<std::uint64_t> begins_{0};
  std::string frame_;
};

}  // namespace

struct ArticleStoreWriter::Impl {
  FrameWriter frames;
};

ArticleStoreWriter::ArticleStoreWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ArticleStoreWriter::ArticleStoreWriter(ArticleStoreWriter&&) noexcept = default;
ArticleStoreWriter& ArticleStoreWriter::operator=(ArticleStoreWriter&&) noexcept = default;
ArticleStoreWriter::~ArticleStoreWriter() = default;

Result<ArticleStoreWriter> ArticleStoreWriter::create(const std::filesystem::path& file) {
  auto out = OutputFile::create(file);
  if (!out) return tl::unexpected<Error>(out.error());
  return ArticleStoreWriter(
      std::make_unique<Impl>(Impl{FrameWriter(std::move(*out), kShardLevel, {})}));
}

Result<void> ArticleStoreWriter::add(const Article& article) {
  return add_record(encode_article(article));
}

Result<void> ArticleStoreWriter::add_record(std::string_view record) {
  return impl_->frames.add(record);
}

Result<void> ArticleStoreWriter::finish() { return impl_->frames.finish(); }

namespace {

/// Where what lies in a store.
struct Layout {
  std::uint64_t articles = 0;
  std::uint64_t dictionary_bytes = 0;
  std::uint64_t frames_end = 0;
  std::uint64_t table = 0;  // where the table of beginnings begins

  /// From the last bytes of a file of this size.
  static Result<Layout> read(std::string_view trailer, std::uint64_t file_bytes) {
    if (trailer.size() < kTrailerBytes || !trailer.ends_with(kMagic)) {
      return damaged("the index's articles are not whole");
    }
    trailer.remove_prefix(trailer.size() - kTrailerBytes);
    const std::uint64_t before = file_bytes - kTrailerBytes;
    Layout layout;
    layout.articles = little_endian::number_at<std::uint64_t>(trailer, 0);
    layout.dictionary_bytes = little_endian::number_at<std::uint64_t>(trailer, kNumberBytes);
    if (layout.dictionary_bytes > before ||
        layout.articles >= (before - layout.dictionary_bytes) / kNumberBytes) {
      return damaged("the index's articles are not whole");
    }
    layout.table = before - (layout.articles + 1) * kNumberBytes;
    layout.frames_end = layout.table - layout.dictionary_bytes;
    return layout;
  }

  bool has(std::uint64_t number) const { return number > 0 && number <= articles; }

  /// Where the table says where the frame of an article begins, and behind it where that ends.
  std::uint64_t entry(std::uint64_t number) const { return table + (number - 1) * kNumberBytes; }

  struct Frame {
    std::uint64_t begin = 0;
    std::uint64_t bytes = 0;  // none where the article has no place in the file
  };
  Frame frame(std::string_view entry) const {
    const auto begin = little_endian::number_at<std::uint64_t>(entry, 0);
    const auto end = little_endian::number_at<std::uint64_t>(entry, kNumberBytes);
    return begin > end || end > frames_end ? Frame{} : Frame{begin, end - begin};
  }
};

/// The record in a frame, which is empty where the article has no place in the file.
Result<std::string> record_of(std::string_view frame, const ZSTD_DDict* dictionary) {
  if (frame.empty()) return damaged("an article is missing");
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size > kMaxRecordBytes) return damaged("an article's size is damaged");
  std::string record(size, '\0');
  const std::size_t got = ZSTD_decompress_usingDDict(decompression(), record.data(), record.size(),
                                                     frame.data(), frame.size(), dictionary);
  if (ZSTD_isError(got) != 0U || got != size) return damaged("an article's text is damaged");
  return record;
}

}  // namespace

struct ArticleStore::Impl {
  std::variant<MappedFile, std::string, ReadFile> source;  // a string: all of the file
  std::unique_ptr<ZSTD_DDict, DictionaryDeleter> dictionary = {};
  Layout layout = {};

  /// All of the file where it lies in memory.
  std::string_view in_memory() const;
  std::uint64_t size() const;

  /// So many bytes from there on, or as many as there are: where they lie in memory, else read into
  /// `room`.
  Result<std::string_view> bytes(std::uint64_t at, std::uint64_t count, std::string& room) const;
};

std::string_view ArticleStore::Impl::in_memory() const {
  if (const auto* const mapped = std::get_if<MappedFile>(&source)) return mapped->bytes();
  return std::get<std::string>(source);
}

std::uint64_t ArticleStore::Impl::size() const {
  const auto* const file = std::get_if<ReadFile>(&source);
  return file != nullptr ? file->size() : in_memory().size();
}

Result<std::string_view> ArticleStore::Impl::bytes(std::uint64_t at, std::uint64_t count,
                                                   std::string& room) const {
  if (const auto* const file = std::get_if<ReadFile>(&source)) {
    room.clear();
    return file->append(at, count, room).map([&room] { return std::string_view(room); });
  }
  const std::string_view all = in_memory();
  return all.substr(std::min<std::uint64_t>(at, all.size()), count);
}

ArticleStore::ArticleStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ArticleStore::ArticleStore(ArticleStore&&) noexcept = default;
ArticleStore& ArticleStore::operator=(ArticleStore&&) noexcept = default;
ArticleStore::~ArticleStore() = default;

/// The store, with what tells where the articles lie and how they are read.
Result<ArticleStore> ArticleStore::read(Impl impl) {
  std::string room;
  const std::uint64_t size = impl.size();
  const auto trailer =
      impl.bytes(size - std::min<std::uint64_t>(size, kTrailerBytes), kTrailerBytes, room);
  if (!trailer) return tl::unexpected<Error>(trailer.error());
  const auto layout = Layout::read(*trailer, size);
  if (!layout) return tl::unexpected<Error>(layout.error());
  impl.layout = *layout;
  if (layout->dictionary_bytes > 0) {
    const auto bytes = impl.bytes(layout->frames_end, layout->dictionary_bytes, room);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    impl.dictionary.reset(ZSTD_createDDict(bytes->data(), bytes->size()));
    if (impl.dictionary == nullptr) return damaged("the dictionary of articles is damaged");
  }
  return ArticleStore(std::make_unique<Impl>(std::move(impl)));
}

Result<ArticleStore> ArticleStore::open(const std::filesystem::path& file) {
  return MappedFile::open(file).and_then(
      [](MappedFile&& mapped) { return read({std::move(mapped)}); });
}

Result<ArticleStore> ArticleStore::load(const std::filesystem::path& file) {
  return ReadFile::open(file).and_then(&ReadFile::read_all).and_then([](std::string&& bytes) {
    return read({std::move(bytes)});
  });
}

Result<ArticleStore> ArticleStore::open_unmapped(const std::filesystem::path& file) {
  return ReadFile::open(file).and_then([](ReadFile&& opened) { return read({std::move(opened)}); });
}

std::uint64_t ArticleStore::size() const { return impl_->layout.articles; }

Result<std::string> ArticleStore::record(std::uint64_t number) const {
  const Layout& layout = impl_->layout;
  if (!layout.has(number)) return damaged("an article is missing");
  std::string room;
  const auto entry = impl_->bytes(layout.entry(number), 2 * kNumberBytes, room);
  if (!entry) return tl::unexpected<Error>(entry.error());
  if (entry->size() < 2 * kNumberBytes) return damaged("an article is missing");
  const auto [begin, bytes] = layout.frame(*entry);
  const auto frame = impl_->bytes(begin, bytes, room);
  if (!frame) return tl::unexpected<Error>(frame.error());
  return record_of(*frame, impl_->dictionary.get());
}

Result<Article> ArticleStore::article(std::uint64_t number) const {
  return record(number).and_then([](const std::string& record) { return decode_article(record); });
}

namespace {

/// What the articles' records have in common; empty where that is not worth its room.
std::string learn_dictionary(const std::vector<std::string>& samples, std::uint64_t record_bytes) {
  const std::size_t most =
      std::min<std::uint64_t>(kMostDictionaryBytes, record_bytes / kRecordBytesPerDictionaryByte);
  if (most < kLeastDictionaryBytes) return {};
  std::string all;
  std::vector<std::size_t> sizes;
  for (const std::string& sample : samples) {
    all += sample;
    sizes.push_back(sample.size());
  }
  std::string dictionary(most, '\0');
  const std::size_t size = ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), all.data(),
                                                 sizes.data(), static_cast<unsigned>(sizes.size()));
  dictionary.resize(ZDICT_isError(size) != 0U ? 0 : size);  // too few samples
  return dictionary;
}

}  // namespace

Result<void> merge_stores(const std::vector<std::filesystem::path>& files,
                          const std::filesystem::path& target) {
  std::vector<std::uint64_t> articles;
  std::uint64_t bytes = 0;  // of all frames, which a shard's level leaves about as large as records
  for (const std::filesystem::path& path : files) {
    const auto store = ArticleStore::open_unmapped(path);
    if (!store) return tl::unexpected<Error>(store.error());
    articles.push_back(store->size());
    bytes += store->impl_->layout.frames_end;
  }
  // Each of so many articles, in the order of all, however they were divided.
  const auto each = [&](std::uint64_t of, const auto& visit) -> Result<void> {
    std::uint64_t next = 0;  // of all, from 0 up
    for (std::size_t i = 0; i < files.size(); next += articles[i++]) {
      std::uint64_t number = 1 + (of - next % of) % of;
      if (number > articles[i]) continue;
      const auto store =
          of == 1 ? ArticleStore::load(files[i]) : ArticleStore::open_unmapped(files[i]);
      if (!store) return tl::unexpected<Error>(store.error());
      for (; number <= articles[i]; number += of) {
        const auto record = store->record(number);
        if (!record) return tl::unexpected<Error>(record.error());
        if (const auto done = visit(*record); !done) return done;
      }
    }
    return {};
  };
  std::vector<std::string> samples;
  const auto sampled = each(bytes / kLearntBytes + 1, [&](const std::string& record) {
    samples.push_back(record.substr(0, kLearntBytesOfAnArticle));
    return Result<void>();
  });
  if (!sampled) return sampled;
  auto out = OutputFile::create(target);
  if (!out) return tl::unexpected<Error>(out.error());
  FrameWriter frames(std::move(*out), kLevel, learn_dictionary(samples, bytes));
  const auto written = each(1, [&](const std::string& record) { return frames.add(record); });
  if (!written) return written;
  return frames.finish();
}

}  // namespace medlar
