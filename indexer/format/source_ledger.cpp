#include "indexer/format/source_ledger.h"

#include <algorithm>
#include <concepts>
#include <tuple>
#include <type_traits>
#include <utility>

#include "corpus/fnv1a.h"
#include "corpus/little_endian.h"
#include "indexer/format/mapped_file.h"
#include "indexer/format/record_bytes.h"
#include "indexer/format/write_file.h"

namespace medlar {
namespace {

constexpr std::string_view kMagic = "MEDLSRC1";
constexpr std::size_t kHashBytes = 8;

tl::unexpected<Error> damaged() {
  return failure(ErrorCode::kIndexDamaged, "the index's list of its sources cannot be read",
                 "run: medlar rollback, or rebuild it: medlar index");
}

// A value's type, const or not.
template <typename Value, typename Type>
concept Is = std::same_as<std::remove_const_t<Value>, Type>;

// Each kind of value has a put() and a take() that mirror one another.

void put(std::string& out, std::uint64_t number) { put_number(out, number); }
void put(std::string& out, std::uint32_t number) { put_number(out, number); }
void put(std::string& out, std::string_view text) { put_text(out, text); }
void put(std::string& out, const Sha256& hash) { out.append(hash.begin(), hash.end()); }

void take(RecordCursor& in, std::uint64_t& number) { number = in.number(); }
void take(RecordCursor& in, std::uint32_t& number) {
  number = static_cast<std::uint32_t>(in.number());
}
void take(RecordCursor& in, std::string& text) { text = in.text(); }
void take(RecordCursor& in, Sha256& hash) {
  const std::string_view bytes = in.bytes(hash.size());
  std::ranges::copy(bytes, hash.begin());
}

/// By name and only where they differ, so that they outlive a change of the table of fields.
void put(std::string& out, const FieldWeights& weights) {
  std::map<std::string_view, std::uint64_t> told;
  for (const FieldInfo& field : kFields) {
    if (weights.of(field) != field.weight) told.emplace(field.name, weights.of(field));
  }
  put_number(out, told.size());
  for (const auto& [name, tenths] : told) {
    put(out, name);
    put(out, tenths);
  }
}

void take(RecordCursor& in, FieldWeights& weights) {
  for (std::uint64_t n = in.count(); n > 0 && in.ok; --n) {
    const FieldInfo* const field = find_field(in.text());
    const auto tenths = static_cast<unsigned>(in.number());
    if (field != nullptr) weights.tenths[static_cast<std::size_t>(field - kFields.data())] = tenths;
  }
}

template <typename Value>
void put(std::string& out, const std::map<std::string, Value>& map) {
  put_number(out, map.size());
  for (const auto& [key, value] : map) {
    put(out, key);
    put(out, value);
  }
}

template <typename Value>
void take(RecordCursor& in, std::map<std::string, Value>& map) {
  for (std::uint64_t n = in.count(); n > 0 && in.ok; --n) {
    std::string key = in.text();
    take(in, map[std::move(key)]);
  }
}

template <typename Item>
void put(std::string& out, const std::vector<Item>& items);
template <typename Item>
void take(RecordCursor& in, std::vector<Item>& items);

/// Hashes as they are, being random; which of them are replaced, as few are, by their places.
void put(std::string& out, const std::vector<LedgerArticle>& articles) {
  put_number(out, articles.size());
  std::string replaced;
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    little_endian::put(out, articles[i].id_hash);
    little_endian::put(out, articles[i].digest);
    if (!articles[i].is_replaced) continue;
    put_number(replaced, i);
    ++count;
  }
  put_number(out, count);
  out += replaced;
}

void take(RecordCursor& in, std::vector<LedgerArticle>& articles) {
  constexpr std::size_t kBytes = 2 * sizeof(std::uint64_t);
  for (std::uint64_t n = in.count(); n > 0 && in.ok; --n) {
    const std::string_view bytes = in.bytes(kBytes);
    if (!in.ok) return;
    articles.push_back({little_endian::number_at<std::uint64_t>(bytes, 0),
                        little_endian::number_at<std::uint64_t>(bytes, kBytes / 2), false});
  }
  for (std::uint64_t n = in.count(); n > 0 && in.ok; --n) {
    const std::uint64_t place = in.number();
    if (place >= articles.size()) {
      in.ok = false;
      return;
    }
    articles[place].is_replaced = true;
  }
}

// What else a ledger holds is records: their members, in the order in which they are written.

auto members(Is<Rejection> auto& r) { return std::tie(r.where, r.code, r.detail); }
auto members(Is<BuildSettings::VocabularyFile> auto& f) { return std::tie(f.path, f.hash); }
auto members(Is<BuildSettings> auto& s) {
  return std::tie(s.format, s.language, s.field_keys, s.vocabularies, s.weights);
}
auto members(Is<SourceRoot> auto& r) { return std::tie(r.place, r.name); }
auto members(Is<ReadingNotes> auto& n) {
  return std::tie(n.rejections, n.skipped, n.unused_keys, n.repaired);
}
auto members(Is<LedgerPiece> auto& p) {
  return std::tie(p.bytes, p.first_line, p.hash, p.notes, p.articles);
}
auto members(Is<LedgerFile> auto& f) { return std::tie(f.root, f.below, f.rejections, f.pieces); }
auto members(Is<SourceLedger> auto& l) { return std::tie(l.program, l.settings, l.roots, l.files); }

template <typename Value>
concept Record = requires(Value& value) {
  members(value);
};

void put(std::string& out, const Record auto& record) {
  std::apply([&](const auto&... member) { (put(out, member), ...); }, members(record));
}

void take(RecordCursor& in, Record auto& record) {
  std::apply([&](auto&... member) { (take(in, member), ...); }, members(record));
}

template <typename Item>
void put(std::string& out, const std::vector<Item>& items) {
  put_number(out, items.size());
  for (const Item& item : items) put(out, item);
}

template <typename Item>
void take(RecordCursor& in, std::vector<Item>& items) {
  for (std::uint64_t n = in.count(); n > 0 && in.ok; --n) take(in, items.emplace_back());
}

}  // namespace

std::string source_name(const SourceRoot& root, std::string_view below) {
  return below.empty() ? root.name : (std::filesystem::path(root.name) / below).string();
}

std::string encode_ledger(const SourceLedger& ledger) {
  std::string body;
  put(body, ledger);
  std::string bytes(kMagic);
  little_endian::put(bytes, fnv1a(body));
  return bytes + body;
}

Result<SourceLedger> decode_ledger(std::string_view bytes) {
  if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + kHashBytes) return damaged();
  const std::string_view body = bytes.substr(kMagic.size() + kHashBytes);
  if (little_endian::number_at<std::uint64_t>(bytes, kMagic.size()) != fnv1a(body)) {
    return damaged();
  }
  RecordCursor in{body};
  SourceLedger ledger;
  take(in, ledger);
  const bool is_whole = in.ok && in.rest.empty();
  if (!is_whole || std::ranges::any_of(ledger.files, [&](const LedgerFile& file) {
        return file.root >= ledger.roots.size();
      })) {
    return damaged();
  }
  return ledger;
}

Result<void> write_ledger(const SourceLedger& ledger, const std::filesystem::path& file) {
  return write_file(file, {encode_ledger(ledger)});
}

Result<SourceLedger> read_ledger(const std::filesystem::path& file) {
  const auto mapped = MappedFile::open(file);
  if (!mapped && mapped.error().code == ErrorCode::kInputOutput) {
    return tl::unexpected<Error>(mapped.error());
  }
  if (!mapped) {
    return failure(ErrorCode::kIndexIncompatible, "the index does not say what it was built from",
                   "rebuild it once with this program: medlar index");
  }
  return decode_ledger(mapped->bytes());
}

}  // namespace medlar
