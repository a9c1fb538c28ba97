#include "indexer/format/index_check.h"

#include <sstream>

#include <fmt/format.h>
#include <xapian.h>

#include "corpus/article.h"
#include "indexer/format/article_store.h"
#include "indexer/format/boilerplate_list.h"
#include "indexer/format/concepts_file.h"
#include "indexer/format/forward_index.h"
#include "indexer/format/index_layout.h"
#include "indexer/format/index_metadata.h"
#include "indexer/format/lexicon.h"
#include "indexer/format/manifest.h"
#include "indexer/format/name_list.h"
#include "indexer/format/schema.h"
#include "indexer/format/source_ledger.h"
#include "indexer/format/space_file.h"
#include "indexer/format/spelling_targets.h"
#include "indexer/format/word_splits_file.h"
#include "indexer/format/xapian_guard.h"

namespace medlar {
namespace {

void check_tables(const std::string& path, IndexCheckReport& report) {
  const auto faults = xapian_guard([&]() -> Result<std::size_t> {
    std::ostringstream details;
    return Xapian::Database::check(path, Xapian::DBCHECK_SHOW_STATS, &details);
  });
  if (!faults) {
    report.faults.push_back(faults.error().message);
  } else if (*faults > 0) {
    report.faults.push_back(fmt::format("{} faults in the tables", *faults));
  }
}

/// The list of names, compared with the articles as they come.
struct NamesCheck {
  const NameList& names;
  std::uint32_t next = 0;  // article of the list

  void compare(Xapian::docid number, const Article& article, IndexCheckReport& report) {
    if (next == names.articles() || names.article(next).number != number) return;
    const NameList::Owner owner = names.article(next++);
    if (owner.id != article.id || owner.title != article.title) {
      report.faults.push_back(fmt::format("the names of article {} are another's", number));
    }
  }
};

void check_article(const Xapian::Database& database, const ArticleStore& store,
                   Xapian::docid number, NamesCheck& names, IndexCheckReport& report) {
  const auto article = store.article(number);
  if (!article) {
    report.faults.push_back(fmt::format("article {}: {}", number, article.error().message));
    return;
  }
  names.compare(number, *article, report);
  if (!has_text(*article)) {
    report.faults.push_back(fmt::format("article {} ({}) has no text", number, article->id));
  }
  const std::string id_term = keyword_term(field("id"), article->id);
  auto found = database.postlist_begin(id_term);
  found.skip_to(number);
  if (found == database.postlist_end(id_term) || *found != number) {
    report.faults.push_back(
        fmt::format("article {} is not indexed under its id {}", number, article->id));
  }
}

/// What an update would start from.
void check_sources(const Generation& generation, IndexCheckReport& report) {
  if (const auto ledger = read_ledger(generation.sources()); !ledger) {
    report.faults.push_back(ledger.error().message);
  }
  const auto replaced = ArticleStore::open(generation.replaced());
  for (std::uint64_t number = 1; replaced && number <= replaced->size(); ++number) {
    if (const auto article = replaced->article(number); !article) {
      report.faults.push_back(fmt::format("replaced {}: {}", number, article.error().message));
    }
  }
  if (!replaced) report.faults.push_back(replaced.error().message);
}

}  // namespace

Result<IndexCheckReport> check_index(const std::filesystem::path& index) {
  const auto generation = current_generation(index);
  if (!generation) return tl::unexpected<Error>(generation.error());
  IndexCheckReport report;
  report.generation = generation->number;
  const auto manifest = read_manifest(generation->directory);
  if (!manifest) {
    if (manifest.error().code == ErrorCode::kInputOutput) {
      return tl::unexpected<Error>(manifest.error());
    }
    report.faults.push_back(manifest.error().message);
    return report;
  }
  // What is damaged is not looked into: the engine takes its tables at their word, and may crash.
  auto changed = changed_files(generation->directory, *manifest);
  if (!changed) return tl::unexpected<Error>(changed.error());
  report.faults = std::move(*changed);
  if (!report.faults.empty()) return report;
  const std::string path = generation->database().string();
  check_tables(path, report);
  const auto read = xapian_guard([&]() -> Result<void> {
    const Xapian::Database database(path);
    const auto metadata = decode_metadata(database.get_metadata(std::string(kMetadataKey)));
    if (!metadata) return tl::unexpected<Error>(metadata.error());
    const auto store = ArticleStore::open(generation->articles());
    if (!store) return tl::unexpected<Error>(store.error());
    const auto lexicon = Lexicon::open(generation->lexicon());
    if (!lexicon) return tl::unexpected<Error>(lexicon.error());
    if (lexicon->with_prefix("").size() != metadata->words) {
      report.faults.push_back("the list of words is not whole");
    }
    const auto boilerplate = read_boilerplate(generation->boilerplate());
    if (!boilerplate) return tl::unexpected<Error>(boilerplate.error());
    if (boilerplate->size() != metadata->boilerplate_sentences) {
      report.faults.push_back("the list of boilerplate is another index's");
    }
    const auto names = NameList::open(generation->names());
    if (!names) return tl::unexpected<Error>(names.error());
    if (const auto splits = read_word_splits(generation->word_splits()); !splits) {
      return tl::unexpected<Error>(splits.error());
    }
    const auto concepts = ConceptsFile::open(generation->concepts());
    if (!concepts) return tl::unexpected<Error>(concepts.error());
    if (!concepts->table().is_as_written()) {
      report.faults.push_back("the table of concepts is damaged");
    }
    const auto space = SpaceFile::open(generation->space(), metadata->articles);
    if (!space) return tl::unexpected<Error>(space.error());
    const auto forward = ForwardIndex::open(generation->forward());
    if (!forward) return tl::unexpected<Error>(forward.error());
    if (!forward->is_sound() || forward->articles() != metadata->articles) {
      report.faults.push_back("the articles' words in their order are damaged");
    }
    const auto spellings = SpellingTargets::open(generation->spellings());
    if (!spellings) return tl::unexpected<Error>(spellings.error());
    if (!spellings->is_as_written()) report.faults.push_back("the list of spellings is damaged");
    check_sources(*generation, report);
    NamesCheck names_check{*names};
    for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
      check_article(database, *store, *at, names_check, report);
      ++report.articles;
    }
    if (!names->is_as_written() || names_check.next != names->articles()) {
      report.faults.push_back("the list of names is damaged");
    }
    if (report.articles != metadata->articles || report.articles != manifest->articles ||
        report.articles != store->size()) {
      report.faults.push_back(fmt::format("{} articles, but its description says {}",
                                          report.articles, metadata->articles));
    }
    return {};
  });
  if (!read) {
    if (read.error().code == ErrorCode::kIndexIncompatible) {
      return tl::unexpected<Error>(read.error());
    }
    report.faults.push_back(read.error().message);
  }
  return report;
}

}  // namespace medlar
