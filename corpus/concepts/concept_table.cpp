#include "corpus/concepts/concept_table.h"

#include <algorithm>

#include "corpus/concepts/concept_table_format.h"
#include "corpus/fnv1a.h"

namespace medlar {
namespace {

using namespace concept_format;
using namespace little_endian;

ConceptTableCounts counts_in(std::string_view bytes) {
  ConceptTableCounts counts;
  std::size_t at = kChecksumEnd;
  for (std::uint32_t* count : {&counts.sources, &counts.languages, &counts.concepts, &counts.names,
                               &counts.entries, &counts.directory_bits, &counts.filter_bits,
                               &counts.abbreviation_filter_bits, &counts.text_bytes}) {
    *count = number_at<std::uint32_t>(bytes, at);
    at += 4;
  }
  return counts;
}

/// Cuts the bytes into their parts; false where they are not just as long as these.
bool divide(std::string_view bytes, ConceptTableParts& parts) {
  if (bytes.size() < kHeaderBytes || !bytes.starts_with(kMagic)) return false;
  const ConceptTableCounts counts = counts_in(bytes);
  if (counts.directory_bits < 1 || counts.directory_bits > kMaxDirectoryBits ||
      counts.filter_bits > kMaxFilterBits || counts.abbreviation_filter_bits > kMaxFilterBits) {
    return false;
  }
  std::uint64_t at = kHeaderBytes;
  const auto take = [&](std::uint64_t count, std::size_t size) {
    const std::string_view part = bytes.substr(std::min<std::uint64_t>(at, bytes.size()));
    at += count * size;
    return part.substr(0, count * size);
  };
  parts.counts = counts;
  parts.entries = take(counts.entries, kEntryBytes);
  parts.filter = take(std::uint64_t{1} << counts.filter_bits, 8);
  parts.abbreviation_filter = take(std::uint64_t{1} << counts.abbreviation_filter_bits, 8);
  parts.directory = take((std::uint64_t{1} << counts.directory_bits) + 1, 4);
  parts.first_names = take(std::uint64_t{counts.concepts} + 1, 4);
  parts.articles = take(counts.names, 4);
  parts.names = take(counts.names, kNameBytes);
  parts.sources = take(counts.sources, kSourceBytes);
  parts.languages = take(counts.languages, kLanguageBytes);
  parts.texts = take(counts.text_bytes, 1);
  return at == bytes.size();
}

/// A text by its begin and size, as far as it lies in `texts`.
std::string_view text_at(std::string_view texts, std::uint32_t begin, std::uint32_t size) {
  return texts.substr(std::min<std::size_t>(begin, texts.size()), size);
}

std::string_view text_at(std::string_view texts, std::string_view record, std::size_t at) {
  return text_at(texts, number_at<std::uint32_t>(record, at),
                 number_at<std::uint32_t>(record, at + 4));
}

}  // namespace

Result<ConceptTable> ConceptTable::from_bytes(std::string_view bytes) {
  ConceptTable table;
  table.bytes_ = bytes;
  if (divide(bytes, table.parts_)) return table;
  return failure(ErrorCode::kIndexDamaged, "the index's table of concepts cannot be read",
                 "run: medlar rollback, or rebuild it: medlar index");
}

bool ConceptTable::is_as_written() const {
  return bytes_.empty() ||
         number_at<std::uint64_t>(bytes_, kMagic.size()) == fnv1a(bytes_.substr(kChecksumEnd));
}

std::uint32_t ConceptTable::concepts() const { return parts_.counts.concepts; }
std::uint32_t ConceptTable::sources() const { return parts_.counts.sources; }

ConceptTable::Name ConceptTable::name(std::uint32_t number) const {
  if (number >= names()) return {};
  const std::string_view record = parts_.names.substr(number * kNameBytes, kNameBytes);
  const auto language = static_cast<std::uint8_t>(record[15]);
  Name name{.text = text_of(number),
            .kind = kind_of(number),
            .language = {},
            .subject = subject_of(number),
            .source = number_at<std::uint32_t>(record, 8),
            .articles = number_at<std::uint32_t>(parts_.articles, std::size_t{number} * 4)};
  if (language < parts_.counts.languages) {
    name.language = text_at(parts_.texts, parts_.languages, language * kLanguageBytes);
  }
  if (name.source >= sources()) name.source = 0;
  return name;
}

std::uint32_t ConceptTable::subject_of(std::uint32_t name) const {
  if (name >= names()) return 0;
  const auto subject = number_at<std::uint32_t>(parts_.names, name * kNameBytes + 4);
  return subject < concepts() ? subject : 0;
}

std::string_view ConceptTable::text_of(std::uint32_t name) const {
  if (name >= names()) return {};
  const std::size_t at = name * kNameBytes;
  return text_at(parts_.texts, number_at<std::uint32_t>(parts_.names, at),
                 number_at<std::uint16_t>(parts_.names, at + 12));
}

ConceptNameKind ConceptTable::kind_of(std::uint32_t name) const {
  if (name >= names()) return {};
  const auto kind = static_cast<std::uint8_t>(parts_.names[name * kNameBytes + 14]);
  return static_cast<ConceptNameKind>(
      std::min<std::uint8_t>(kind & ~kCommonWordFlag, std::uint8_t(ConceptNameKind::kOther)));
}

ConceptTable::Source ConceptTable::source(std::uint32_t number) const {
  if (number >= sources()) return {};
  const std::string_view record = parts_.sources.substr(number * kSourceBytes, kSourceBytes);
  return {.name = text_at(parts_.texts, record, 0),
          .licence = text_at(parts_.texts, record, 8),
          .concepts = number_at<std::uint32_t>(record, 16),
          .names = number_at<std::uint32_t>(record, 20),
          .left_out = number_at<std::uint32_t>(record, 24)};
}

ConceptTable::NameRange ConceptTable::names_of(std::uint32_t subject) const {
  if (subject >= concepts()) return {};
  const auto border = [&](std::size_t at) {
    return std::min(number_at<std::uint32_t>(parts_.first_names, at * 4), names());
  };
  const std::uint32_t begin = border(subject);
  return {begin, std::max(begin, border(std::size_t{subject} + 1))};
}

std::uint32_t ConceptTable::first_entry(std::uint64_t key) const {
  const std::uint64_t row = key >> (64 - parts_.counts.directory_bits);
  std::uint32_t at = number_at<std::uint32_t>(parts_.directory, row * 4);
  while (at < parts_.counts.entries && entry(at).key < key) ++at;
  return at;
}

bool ConceptTable::is_common_word(std::uint32_t name) const {
  return name < names() && (parts_.names[name * kNameBytes + 14] & kCommonWordFlag) != 0;
}

void set_article_counts(std::string& bytes, std::span<const std::uint32_t> articles) {
  ConceptTableParts parts;
  if (!divide(bytes, parts)) return;
  const auto begin = static_cast<std::size_t>(parts.articles.data() - bytes.data());
  std::string counts;
  for (const std::uint32_t count :
       articles.first(std::min<std::size_t>(articles.size(), parts.counts.names))) {
    put(counts, count);
  }
  bytes.replace(begin, counts.size(), counts);
  std::string checksum;
  put(checksum, fnv1a(std::string_view(bytes).substr(kChecksumEnd)));
  bytes.replace(kMagic.size(), checksum.size(), checksum);
}

}  // namespace medlar
