#include "indexer/shard_postings.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "corpus/word_hash.h"
#include "indexer/format/output_file.h"
#include "indexer/format/record_bytes.h"
#include "indexer/posting_file.h"

namespace medlar {

void ShardPostings::add_term(std::string_view term, std::uint32_t weight) {
  add(list_of(term), weight);
}

void ShardPostings::add_stem(const FieldInfo& field, std::uint32_t word,
                             const ForwardIndexWriter& words, std::uint32_t weight) {
  auto& lists = stems_[static_cast<std::size_t>(&field - kFields.data())];
  if (word >= lists.size()) lists.resize(word + 1);
  if (lists[word] == nullptr) lists[word] = &list_of(stem_term(field, words.stem(word)));
  add(*lists[word], weight);
}

ShardPostings::List& ShardPostings::list_of(std::string_view term) {
  const std::uint64_t hash = word_hash(term);
  Term* const known = terms_.find(hash, [term](const Term& one) { return one.term == term; });
  return known != nullptr ? known->list : terms_.add(hash, {std::string(term), {}}).list;
}

void ShardPostings::add(List& list, std::uint32_t weight) {
  length_ += weight;
  if (list.last != article_) {
    end_weight(list);
    begin_entry(list);
    list.articles += 1;
    list.last = article_;
  }
  list.last_weight += weight;
}

/// Makes an entry of what the term weighs in its last article, if it has one.
void ShardPostings::end_weight(List& list) {
  if (list.last == 0) return;
  put_number(list.entries, list.last_weight);
  list.weight += list.last_weight;
  totals_.highest_weight = std::max<std::uint64_t>(totals_.highest_weight, list.last_weight);
  list.last_weight = 0;
}

/// Says which article the next entry is about.
void ShardPostings::begin_entry(List& list) const {
  if (list.first == 0) {
    list.first = article_;
  } else {
    put_number(list.entries, article_ - list.last - 1);
  }
}

void ShardPostings::add_value(unsigned slot, std::string_view value) {
  List& list = values_[slot];
  begin_entry(list);
  put_text(list.entries, value);
  list.last = article_;
  totals_.add_value(slot, value);
}

std::uint32_t ShardPostings::end_article() {
  begin_entry(lengths_);
  put_number(lengths_.entries, length_);
  lengths_.last = article_;
  totals_.add_article(length_);
  length_ = 0;
  return article_++;
}

Result<void> ShardPostings::write(const std::filesystem::path& file) {
  auto out = OutputFile::create(file);
  if (!out) return tl::unexpected<Error>(out.error());
  std::string bytes;
  const auto write_list = [&](std::string_view key, const List& list) {
    const PostingPart part{list.first, list.entries};
    bytes.clear();
    put_list({key, list.articles, list.weight, {&part, 1}}, bytes);
    return out->write(bytes);
  };
  for (const auto& [slot, list] : values_) {
    if (const auto done = write_list(value_list_key(slot), list); !done) return done;
  }
  if (lengths_.first > 0) {
    if (const auto done = write_list(kLengthListKey, lengths_); !done) return done;
  }
  std::vector<std::pair<SortKey, Term*>> sorted;
  for (Term& one : terms_.entries()) sorted.emplace_back(one.term, &one);
  std::ranges::sort(sorted, {}, &std::pair<SortKey, Term*>::first);
  for (const auto& [key, one] : sorted) {
    end_weight(one->list);
    if (const auto done = write_list(term_list_key(one->term), one->list); !done) return done;
  }
  return out->finish();
}

}  // namespace medlar
