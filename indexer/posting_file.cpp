#include "indexer/posting_file.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/format/read_file.h"
#include "indexer/format/record_bytes.h"

namespace medlar {
namespace {

// Read at once. To map the file would take more than twice as long: page after page of it.
constexpr std::size_t kReadBytes = std::size_t{64} << 10U;

/// Reads a file list by list.
class Reader {
 public:
  Reader(ReadFile file, std::uint32_t articles_before)
      : file_(std::move(file)), articles_before_(articles_before) {}

  /// Goes on to the next list; false behind the last one.
  Result<bool> next() {
    if (const auto read = have(kMostNumberBytes); !read) return tl::unexpected<Error>(read.error());
    if (at_.rest.empty()) return false;
    const std::uint64_t size = at_.number();
    if (const auto read = have(size); !read) return tl::unexpected<Error>(read.error());
    list_ = {at_.bytes(size)};
    key_ = list_.bytes(list_.number());
    articles_ = list_.number();
    weight_ = list_.number();
    parts_ = list_.count();
    if (!at_.ok || !list_.ok) return postings_damaged();
    return true;
  }

  std::string_view key() const { return key_; }

  /// Adds this list to another with the same key; once. False where it is damaged.
  bool add_to(PostingList& list, std::vector<PostingPart>& parts) {
    list.articles += articles_;
    list.weight += weight_;
    for (; parts_ > 0; --parts_) {
      const auto first = articles_before_ + static_cast<std::uint32_t>(list_.number());
      parts.push_back({first, list_.bytes(list_.number())});
    }
    return list_.ok;
  }

 private:
  static constexpr std::size_t kMostNumberBytes = 10;

  /// Reads on where less than so many bytes are here; fewer there are only at the end.
  Result<void> have(std::uint64_t bytes) {
    if (at_.rest.size() >= bytes || read_ == file_.size()) return {};
    buffer_.erase(0, buffer_.size() - at_.rest.size());
    const std::size_t before = buffer_.size();
    const auto done = file_.append(read_, std::max<std::uint64_t>(kReadBytes, bytes), buffer_);
    read_ += buffer_.size() - before;
    at_.rest = buffer_;
    return done;
  }

  ReadFile file_;
  std::uint32_t articles_before_;
  std::uint64_t read_ = 0;  // bytes of the file
  std::string buffer_;      // the last of them
  RecordCursor at_;         // in buffer_
  RecordCursor list_;       // in buffer_, what comes behind its numbers
  std::string_view key_;    // in buffer_
  std::uint64_t articles_ = 0;
  std::uint64_t weight_ = 0;
  std::uint64_t parts_ = 0;
};

/// A reader, and the key of the list it is at.
struct Place {
  SortKey key;
  std::size_t reader = 0;

  /// The order in which a heap has the smallest key in front, of equal ones the first file's.
  bool operator<(const Place& other) const {
    const auto compared = key <=> other.key;
    return compared > 0 || (compared == 0 && reader > other.reader);
  }
};

}  // namespace

void put_list(const PostingList& list, std::string& bytes) {
  const std::size_t begin = bytes.size();
  put_text(bytes, list.key);
  put_number(bytes, list.articles);
  put_number(bytes, list.weight);
  put_number(bytes, list.parts.size());
  for (const PostingPart& part : list.parts) {
    put_number(bytes, part.first);
    put_text(bytes, part.entries);
  }
  std::string size;
  put_number(size, bytes.size() - begin);
  bytes.insert(begin, size);
}

Result<void> visit_merged(const std::vector<PostingFile>& files,
                          const std::function<Result<void>(const PostingList&)>& visit) {
  std::vector<Reader> readers;
  std::uint32_t articles = 0;
  for (const PostingFile& file : files) {
    auto opened = ReadFile::open(file.path);
    if (!opened) return tl::unexpected<Error>(opened.error());
    readers.emplace_back(std::move(*opened), articles);
    articles += static_cast<std::uint32_t>(file.articles);
  }
  std::vector<Place> order;  // a heap
  const auto put_back = [&](std::size_t reader) -> Result<void> {
    const auto has_next = readers[reader].next();
    if (!has_next) return tl::unexpected<Error>(has_next.error());
    if (!*has_next) return {};
    order.push_back({SortKey(readers[reader].key()), reader});
    std::ranges::push_heap(order, std::less());
    return {};
  };
  for (std::size_t i = 0; i < readers.size(); ++i) {
    if (const auto done = put_back(i); !done) return done;
  }
  std::vector<PostingPart> parts;
  std::vector<std::size_t> taken;
  while (!order.empty()) {
    const SortKey key = order.front().key;
    PostingList list{.key = key.text};
    parts.clear();
    taken.clear();
    while (!order.empty() && order.front().key == key) {
      std::ranges::pop_heap(order, std::less());
      taken.push_back(order.back().reader);
      order.pop_back();
      if (!readers[taken.back()].add_to(list, parts)) return postings_damaged();
    }
    list.parts = parts;
    if (const auto done = visit(list); !done) return done;
    for (const std::size_t reader : taken) {
      if (const auto done = put_back(reader); !done) return done;
    }
  }
  return {};
}

}  // namespace medlar
