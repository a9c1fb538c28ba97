#include "indexer/format/article_store.h"

#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "corpus/little_endian.h"
#include "indexer/format/article_record.h"
#include "indexer/format/mapped_file.h"
#include "indexer/format/output_file.h"

namespace medlar {
namespace {

constexpr std::string_view kMagic = "MEDLART1";
constexpr std::size_t kNumberBytes = 8;

// The fastest of zstd's usual levels: reading is equally fast from all of them.
constexpr int kLevel = 1;

// No record is larger (readers take 64 MiB at most): a damaged length must not exhaust memory.
constexpr std::uint64_t kMaxRecordBytes = std::uint64_t{1} << 30;

tl::unexpected<Error> damaged(std::string_view what) {
  return failure(ErrorCode::kIndexDamaged, std::string(what),
                 "run: medlar rollback, or rebuild it: medlar index");
}

std::string footer(const std::vector<std::uint64_t>& begins) {
  std::string bytes;
  bytes.reserve((begins.size() + 1) * kNumberBytes + kMagic.size());
  for (const std::uint64_t begin : begins) little_endian::put(bytes, begin);
  little_endian::put(bytes, std::uint64_t{begins.size() - 1});
  bytes += kMagic;
  return bytes;
}

struct CompressionDeleter {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

struct DecompressionDeleter {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

/// One for each thread: to make one takes longer than to read most articles.
ZSTD_DCtx* decompression() {
  thread_local const std::unique_ptr<ZSTD_DCtx, DecompressionDeleter> context{ZSTD_createDCtx()};
  if (context == nullptr) throw std::bad_alloc();
  return context.get();
}

}  // namespace

struct ArticleStoreWriter::Impl {
  OutputFile file;
  std::unique_ptr<ZSTD_CCtx, CompressionDeleter> context{ZSTD_createCCtx()};
  std::vector<std::uint64_t> begins{0};
  std::string frame;

  explicit Impl(OutputFile out) : file(std::move(out)) {
    if (context == nullptr) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  }
};

ArticleStoreWriter::ArticleStoreWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ArticleStoreWriter::ArticleStoreWriter(ArticleStoreWriter&&) noexcept = default;
ArticleStoreWriter& ArticleStoreWriter::operator=(ArticleStoreWriter&&) noexcept = default;
ArticleStoreWriter::~ArticleStoreWriter() = default;

Result<ArticleStoreWriter> ArticleStoreWriter::create(const std::filesystem::path& file) {
  auto out = OutputFile::create(file);
  if (!out) return tl::unexpected<Error>(out.error());
  return ArticleStoreWriter(std::make_unique<Impl>(std::move(*out)));
}

Result<void> ArticleStoreWriter::add(const Article& article) {
  Impl& self = *impl_;
  const std::string record = encode_article(article);
  self.frame.resize(ZSTD_compressBound(record.size()));
  const std::size_t size = ZSTD_compress2(self.context.get(), self.frame.data(), self.frame.size(),
                                          record.data(), record.size());
  if (ZSTD_isError(size) != 0U) throw std::bad_alloc();  // the bound excludes other reasons
  self.frame.resize(size);
  if (const auto written = self.file.write(self.frame); !written) return written;
  self.begins.push_back(self.begins.back() + size);
  return {};
}

Result<void> ArticleStoreWriter::finish() {
  if (const auto written = impl_->file.write(footer(impl_->begins)); !written) return written;
  return impl_->file.finish();
}

struct ArticleStore::Impl {
  MappedFile file;
  std::uint64_t articles = 0;
  std::size_t table = 0;  // where the table of beginnings begins

  std::uint64_t begin(std::uint64_t index) const {
    return little_endian::number_at<std::uint64_t>(file.bytes(), table + index * kNumberBytes);
  }
};

ArticleStore::ArticleStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ArticleStore::ArticleStore(ArticleStore&&) noexcept = default;
ArticleStore& ArticleStore::operator=(ArticleStore&&) noexcept = default;
ArticleStore::~ArticleStore() = default;

Result<ArticleStore> ArticleStore::open(const std::filesystem::path& file) {
  auto mapped = MappedFile::open(file);
  if (!mapped && errno != ENOENT) {  // a failing disk; too many open files
    return failure(ErrorCode::kInputOutput,
                   fmt::format("cannot read {}: {}", file.string(), std::strerror(errno)),
                   "mend that and run again; what was published before is untouched");
  }
  if (!mapped) return damaged("the index's articles are missing");
  auto impl = std::make_unique<Impl>(Impl{std::move(*mapped)});
  const std::string_view bytes = impl->file.bytes();
  const std::size_t trailer = kNumberBytes + kMagic.size();
  if (bytes.size() < trailer + kNumberBytes || !bytes.ends_with(kMagic)) {
    return damaged("the index's articles are not whole");
  }
  impl->articles = little_endian::number_at<std::uint64_t>(bytes, bytes.size() - trailer);
  const std::size_t room = (bytes.size() - trailer) / kNumberBytes;
  if (impl->articles >= room) return damaged("the index's articles are not whole");
  impl->table = bytes.size() - trailer - (impl->articles + 1) * kNumberBytes;
  return ArticleStore(std::move(impl));
}

std::uint64_t ArticleStore::size() const { return impl_->articles; }

Result<Article> ArticleStore::article(std::uint64_t number) const {
  if (number == 0 || number > impl_->articles) return damaged("an article is missing");
  const std::uint64_t begin = impl_->begin(number - 1);
  const std::uint64_t end = impl_->begin(number);
  if (begin > end || end > impl_->table) return damaged("an article has no place");
  const std::string_view frame = impl_->file.bytes().substr(begin, end - begin);
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size > kMaxRecordBytes) return damaged("an article's size is damaged");
  std::string record(size, '\0');
  const std::size_t got = ZSTD_decompressDCtx(decompression(), record.data(), record.size(),
                                              frame.data(), frame.size());
  if (ZSTD_isError(got) != 0U || got != size) return damaged("an article's text is damaged");
  return decode_article(record);
}

Result<void> merge_stores(const std::vector<std::filesystem::path>& files,
                          const std::filesystem::path& target) {
  auto out = OutputFile::create(target);
  if (!out) return tl::unexpected<Error>(out.error());
  std::vector<std::uint64_t> begins{0};
  for (const std::filesystem::path& path : files) {
    const auto store = ArticleStore::open(path);
    if (!store) return tl::unexpected<Error>(store.error());
    const auto& impl = *store->impl_;
    const std::uint64_t base = begins.back();
    for (std::uint64_t i = 1; i <= impl.articles; ++i) begins.push_back(base + impl.begin(i));
    const std::string_view frames = impl.file.bytes().substr(0, impl.begin(impl.articles));
    if (const auto written = out->write(frames); !written) return written;
  }
  if (const auto written = out->write(footer(begins)); !written) return written;
  return out->finish();
}

}  // namespace medlar
