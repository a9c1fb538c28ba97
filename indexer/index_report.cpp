#include "indexer/index_report.h"

#include <algorithm>
#include <string>
#include <utility>

#include <xapian.h>

#include "indexer/format/index_metadata.h"
#include "indexer/format/xapian_guard.h"

namespace medlar {
namespace {

/// Things that can be told apart by a key, each with what it holds; sorted by key.
template <typename Key, typename Content>
using Keyed = std::vector<std::pair<Key, Content>>;

template <typename Key, typename Content>
ChangeCounts compare_keyed(Keyed<Key, Content> before, Keyed<Key, Content> after) {
  std::ranges::sort(before);
  std::ranges::sort(after);
  ChangeCounts counts;
  auto old = before.begin();
  auto fresh = after.begin();
  while (old != before.end() || fresh != after.end()) {
    if (fresh == after.end() || (old != before.end() && old->first < fresh->first)) {
      ++counts.deleted;
      ++old;
    } else if (old == before.end() || fresh->first < old->first) {
      ++counts.added;
      ++fresh;
    } else {
      ++(old++->second == fresh++->second ? counts.unchanged : counts.replaced);
    }
  }
  return counts;
}

Keyed<std::uint64_t, std::uint64_t> articles_of(const SourceLedger& ledger) {
  Keyed<std::uint64_t, std::uint64_t> articles;
  for (const LedgerFile& file : ledger.files) {
    for (const LedgerPiece& piece : file.pieces) {
      for (const LedgerArticle& article : piece.articles) {
        if (!article.is_replaced) articles.emplace_back(article.id_hash, article.digest);
      }
    }
  }
  return articles;
}

/// By their place; what they hold are the hashes of their pieces.
Keyed<std::pair<std::string, std::string>, std::vector<Sha256>> files_of(
    const SourceLedger& ledger) {
  Keyed<std::pair<std::string, std::string>, std::vector<Sha256>> files;
  for (const LedgerFile& file : ledger.files) {
    std::vector<Sha256> hashes;
    for (const LedgerPiece& piece : file.pieces) hashes.push_back(piece.hash);
    files.push_back({{ledger.roots[file.root].place, file.below}, std::move(hashes)});
  }
  return files;
}

}  // namespace

void report_reading(const std::vector<SourceFile>& sources, const std::vector<LedgerFile>& read,
                    IndexReport& report) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const SourceFile& source = sources[i];
    const std::string name = source.name == "-" ? source.name : source.path.string();
    const auto add = [&name](const std::vector<Rejection>& from, std::vector<Rejection>& to) {
      for (const Rejection& r : from) to.push_back({name + r.where, r.code, r.detail});
    };
    if (source.use == SourceFile::Use::kAsBefore) {
      for (const Rejection& r : source.rejections) {
        report.rejections.push_back(
            {name + r.where, r.code, r.detail + "; its articles stay as they were"});
      }
    }
    add(read[i].rejections, report.rejections);
    for (const LedgerPiece& piece : read[i].pieces) {
      report.source_bytes += piece.bytes;
      report.repaired += piece.notes.repaired;
      add(piece.notes.rejections, report.rejections);
      add(piece.notes.skipped, report.skipped);
      for (const auto& [key, count] : piece.notes.unused_keys) report.unused_keys[key] += count;
    }
  }
  report.files = sources.size();
}

UpdateReport compare(const SourceLedger& before, const SourceLedger& after) {
  return {.articles = compare_keyed(articles_of(before), articles_of(after)),
          .files = compare_keyed(files_of(before), files_of(after)),
          .is_unchanged = before == after};
}

Result<IndexReport> report_published(const Generation& generation) {
  const auto about = xapian_guard([&]() -> Result<IndexMetadata> {
    const Xapian::Database database(generation.database().string());
    return decode_metadata(database.get_metadata(std::string(kMetadataKey)));
  });
  if (!about) return tl::unexpected<Error>(about.error());
  auto boilerplate = read_boilerplate(generation.boilerplate());
  if (!boilerplate) return tl::unexpected<Error>(boilerplate.error());
  return IndexReport{
      .counts = {.articles = about->articles,
                 .sections = about->sections,
                 .tokens = about->tokens,
                 .text_bytes = about->text_bytes,
                 .boilerplate_articles = about->boilerplate_articles,
                 .boilerplate_bytes = about->boilerplate_bytes,
                 .languages = about->languages,
                 .sources = about->sources},
      .boilerplate = std::move(*boilerplate),
      .index_bytes = bytes_below(generation.directory),
      .glued_words = about->glued_words,
      .copies = {
          .groups = about->copy_groups, .exact = about->exact_copies, .near = about->near_copies}};
}

}  // namespace medlar
