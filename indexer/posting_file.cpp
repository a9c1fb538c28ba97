#include "indexer/posting_file.h"

#include <algorithm>
#include <utility>

#include "indexer/format/mapped_file.h"
#include "indexer/format/record_bytes.h"

namespace medlar {
namespace {

// A file is read once: memory that it took is given back whenever so much was read.
constexpr std::size_t kForgetBytes = std::size_t{256} << 10U;

/// Reads a file list by list.
class Reader {
 public:
  Reader(MappedFile file, std::uint32_t articles_before)
      : file_(std::move(file)), articles_before_(articles_before), at_{file_.bytes()} {}
  Reader(Reader&&) = default;
  Reader& operator=(Reader&&) = default;

  /// Goes on to the next list; false behind the last one.
  bool next() {
    if (at_.rest.empty()) return false;
    if (at_.rest.size() + kForgetBytes < remembered_from_) {
      file_.forget();
      remembered_from_ = at_.rest.size();
    }
    key_ = SortKey(at_.bytes(at_.number()));
    articles_ = at_.number();
    weight_ = at_.number();
    parts_ = at_.count();
    return true;
  }

  bool is_damaged() const { return !at_.ok; }

  const SortKey& key() const { return key_; }

  /// Adds this list to another with the same key; once.
  void add_to(PostingList& list, std::vector<PostingPart>& parts) {
    list.articles += articles_;
    list.weight += weight_;
    for (; parts_ > 0; --parts_) {
      const auto first = articles_before_ + static_cast<std::uint32_t>(at_.number());
      parts.push_back({first, at_.bytes(at_.number())});
    }
  }

 private:
  MappedFile file_;
  std::uint32_t articles_before_;
  RecordCursor at_;
  std::size_t remembered_from_ = at_.rest.size();
  SortKey key_;
  std::uint64_t articles_ = 0;
  std::uint64_t weight_ = 0;
  std::uint64_t parts_ = 0;
};

}  // namespace

void put_list(const PostingList& list, std::string& bytes) {
  put_text(bytes, list.key);
  put_number(bytes, list.articles);
  put_number(bytes, list.weight);
  put_number(bytes, list.parts.size());
  for (const PostingPart& part : list.parts) {
    put_number(bytes, part.first);
    put_text(bytes, part.entries);
  }
}

Result<void> visit_merged(const std::vector<PostingFile>& files,
                          const std::function<Result<void>(const PostingList&)>& visit) {
  std::vector<Reader> readers;
  std::uint32_t articles = 0;
  for (const PostingFile& file : files) {
    auto mapped = MappedFile::open(file.path);
    if (!mapped) return tl::unexpected<Error>(mapped.error());
    readers.emplace_back(std::move(*mapped), articles);
    articles += static_cast<std::uint32_t>(file.articles);
  }
  // A heap of the readers' places: first the smallest key, of equal ones the first file's.
  std::vector<std::size_t> order;
  const auto comes_later = [&](std::size_t a, std::size_t b) {
    const auto compared = readers[a].key() <=> readers[b].key();
    return compared > 0 || (compared == 0 && a > b);
  };
  const auto put_back = [&](std::size_t reader) {
    if (!readers[reader].next()) return;
    order.push_back(reader);
    std::ranges::push_heap(order, comes_later);
  };
  for (std::size_t i = 0; i < readers.size(); ++i) put_back(i);
  std::vector<PostingPart> parts;
  std::vector<std::size_t> taken;
  while (!order.empty()) {
    PostingList list{.key = readers[order.front()].key().text};
    parts.clear();
    taken.clear();
    while (!order.empty() && readers[order.front()].key().text == list.key) {
      std::ranges::pop_heap(order, comes_later);
      taken.push_back(order.back());
      order.pop_back();
      readers[taken.back()].add_to(list, parts);
      if (readers[taken.back()].is_damaged()) return postings_damaged();
    }
    list.parts = parts;
    if (const auto done = visit(list); !done) return done;
    for (const std::size_t reader : taken) put_back(reader);
  }
  return {};
}

}  // namespace medlar
