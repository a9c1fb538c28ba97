#include "indexer/format/name_list_writer.h"

#include <algorithm>
#include <utility>

#include "corpus/analysis/name_words.h"
#include "corpus/analysis/utf8.h"
#include "corpus/fnv1a.h"
#include "indexer/format/article_store.h"
#include "indexer/format/write_file.h"

namespace medlar {
namespace {

/// What makes texts one name: the letters of their words.
std::string key_of(const std::vector<NameWord>& words) {
  std::string key;
  for (const NameWord& word : words) key.append(key.empty() ? "" : " ").append(word.folded);
  return key;
}

void put(std::string& out, std::uint64_t number, unsigned bytes) {
  for (unsigned i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i));
}

void put(std::string& out, const std::vector<std::uint32_t>& numbers) {
  for (const std::uint32_t number : numbers) put(out, number, 4);
}

/// The words of all names, each once.
class WordTable {
 public:
  /// Adds the words of the next name.
  void add(std::string_view name) {
    const auto words = name_words(name);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto next = static_cast<std::uint32_t>(numbers_.size());
      const auto word = numbers_.try_emplace(joined_from(words, i), next).first->second;
      occurrences_.push_back(word | (words[i].is_joined ? kNameFlag : 0));
    }
    begins_.push_back(static_cast<std::uint32_t>(occurrences_.size()));
  }

  std::uint64_t occurrences() const { return occurrences_.size(); }

  /// Numbers the words anew in their order, and returns them.
  std::vector<std::string> sort() {
    std::vector<std::pair<std::string, std::uint32_t>> sorted(numbers_.begin(), numbers_.end());
    numbers_.clear();
    std::ranges::sort(sorted);
    std::vector<std::uint32_t> fresh(sorted.size());
    std::vector<std::string> words;
    for (auto& [word, number] : sorted) {
      fresh[number] = static_cast<std::uint32_t>(words.size());
      words.push_back(std::move(word));
    }
    for (std::uint32_t& word : occurrences_) {
      word = fresh[word & ~kNameFlag] | (word & kNameFlag);
    }
    return words;
  }

  /// By name: where its words begin, and the words. After sort().
  void put_words_of_names(std::string& out) const {
    put(out, begins_);
    put(out, occurrences_);
  }

  /// By word: where its names begin, and the names.
  void put_names_of_words(std::string& out, std::size_t words) const {
    std::vector<std::uint32_t> begins(words + 1);
    for (const std::uint32_t word : occurrences_) ++begins[(word & ~kNameFlag) + 1];
    for (std::size_t i = 1; i <= words; ++i) begins[i] += begins[i - 1];
    put(out, begins);
    std::vector<std::uint32_t> names(occurrences_.size());
    for (std::uint32_t name = 0; name + 1 < begins_.size(); ++name) {
      for (std::uint32_t i = begins_[name]; i < begins_[name + 1]; ++i) {
        names[begins[occurrences_[i] & ~kNameFlag]++] = name | (i > begins_[name] ? kNameFlag : 0);
      }
    }
    put(out, names);
  }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::uint32_t> occurrences_;
  std::vector<std::uint32_t> begins_{0};
};

/// The texts of a list, as beginnings and sizes.
struct Texts {
  std::string bytes;

  void put_text(std::string& out, std::string_view text) {
    put(out, bytes.size(), 4);
    put(out, text.size(), 4);
    bytes += text;
  }
};

std::string header_of(const NameListCounts& counts, std::string_view body) {
  std::string numbers;
  for (const std::uint64_t count :
       {counts.names, counts.words, counts.articles, counts.concepts, counts.occurrences,
        counts.text_bytes, counts.word_bytes, counts.left_out}) {
    put(numbers, count, 8);
  }
  std::string header(kNameListMagic);
  put(header, fnv1a(body, fnv1a(numbers)), 8);
  return header + numbers;
}

}  // namespace

void NameListWriter::add(std::uint32_t number, const Article& article) {
  add(article.title, NameKind::kTitle, number, article);
  for (const std::string& name : article.names) add(name, NameKind::kName, number, article);
}

void NameListWriter::add(std::string_view text, NameKind kind, std::uint32_t number,
                         const Article& article) {
  if (text.size() > kMaxNameBytes) {
    ++left_out_;
    return;
  }
  const std::vector<NameWord> words = name_words(text);
  if (words.empty()) return;
  std::string key = key_of(words);
  const auto known = names_.find(key);
  const bool is_new = known == names_.end();
  const bool leads_here =
      is_new || (kind == NameKind::kTitle && known->second.kind == NameKind::kName);
  if (leads_here) {
    const std::uint64_t more =
        text.size() + article.id.size() + article.title.size() + words.size() * kMaxJoinedBytes;
    if ((is_new && names_.size() == kMaxNames) || bytes_ + more > kMaxNameListBytes) {
      ++left_out_;
      return;
    }
    bytes_ += more;
    if (articles_.empty() || articles_.back().number != number) {
      articles_.push_back({number, article.id, article.title});
    }
  }
  Name& name = is_new ? names_[std::move(key)] : known->second;
  if (leads_here) {
    name.text = text;
    name.kind = kind;
    name.article = static_cast<std::uint32_t>(articles_.size() - 1);
  }
  if (name.last != number) ++name.articles;
  name.last = number;
}

/// A name on its way from a table of concepts.
struct NameListWriter::ConceptName {
  std::string key;
  ConceptTable::Name name;
  std::uint32_t subject;     // index into preferred_
  std::uint32_t likelihood;  // 0: its words mean this alone
};

void NameListWriter::add(const ConceptTable& concepts) {
  std::unordered_map<std::string, std::uint32_t> meanings;  // of abbreviations
  std::vector<ConceptName> found;
  for (std::uint32_t subject = 0; subject < concepts.concepts(); ++subject) {
    const ConceptTable::NameRange range = concepts.names_of(subject);
    const std::size_t first = found.size();
    std::uint32_t articles = 0;  // that have its most frequent full name
    for (std::uint32_t number = range.begin; number < range.end; ++number) {
      const ConceptTable::Name name = concepts.name(number);
      if (name.articles == 0) continue;
      if (name.text.size() > kMaxNameBytes) {
        ++left_out_;
        continue;
      }
      std::string key = key_of(name_words(name.text));
      if (key.empty()) continue;
      if (name.kind == ConceptNameKind::kAbbreviation) {
        ++meanings[key];
      } else {
        articles = std::max(articles, name.articles);
      }
      found.push_back({std::move(key), name, static_cast<std::uint32_t>(preferred_.size()), 0});
    }
    const std::string_view preferred = concepts.name(range.begin).text;
    if (bytes_ + preferred.size() > kMaxNameListBytes) {
      left_out_ += found.size() - first;
      found.erase(found.begin() + static_cast<std::ptrdiff_t>(first), found.end());
    }
    if (found.size() == first) continue;
    preferred_.emplace_back(preferred);
    bytes_ += preferred.size();
    for (std::size_t i = first; i < found.size(); ++i) found[i].likelihood = articles;
  }
  for (ConceptName& name : found) {
    const bool is_ambiguous =
        name.name.kind == ConceptNameKind::kAbbreviation && meanings[name.key] > 1;
    if (is_ambiguous) {
      const auto known = names_.find(name.key);
      // An article's name without its meaning would stand beside the meanings.
      if (known != names_.end() && known->second.kind == NameKind::kName) names_.erase(known);
      name.key.append(1, '\0').append(preferred_[name.subject]);
    } else {
      name.likelihood = 0;
    }
    add(name);
  }
}

void NameListWriter::add(const ConceptName& name) {
  const auto known = names_.find(name.key);
  if (known == names_.end()) {
    const std::uint64_t more =
        name.name.text.size() + name_words(name.name.text).size() * kMaxJoinedBytes;
    if (names_.size() == kMaxNames || bytes_ + more > kMaxNameListBytes) {
      ++left_out_;
      return;
    }
    bytes_ += more;
    names_[name.key] = {.text = std::string(name.name.text),
                        .kind = name.name.kind == ConceptNameKind::kAbbreviation
                                    ? NameKind::kAbbreviation
                                    : NameKind::kConcept,
                        .articles = name.name.articles,
                        .subject = name.subject,
                        .likelihood = name.likelihood};
    return;
  }
  known->second.articles = std::max(known->second.articles, name.name.articles);
  if (known->second.subject == NameList::kNone) known->second.subject = name.subject;
}

/// The names, best first.
std::vector<const NameListWriter::Names::value_type*> NameListWriter::ranked() const {
  struct Row {
    const Names::value_type* entry;
    std::size_t characters;
  };
  std::vector<Row> rows;
  rows.reserve(names_.size());
  for (const auto& entry : names_) rows.push_back({&entry, count_characters(entry.second.text)});
  std::ranges::sort(rows, [](const Row& a, const Row& b) {
    const Name& left = a.entry->second;
    const Name& right = b.entry->second;
    if (left.articles != right.articles) return left.articles > right.articles;
    if (left.kind != right.kind) return left.kind < right.kind;
    if (left.likelihood != right.likelihood) return left.likelihood > right.likelihood;
    if (a.characters != b.characters) return a.characters < b.characters;
    return a.entry->first < b.entry->first;
  });
  std::vector<const Names::value_type*> ranked;
  ranked.reserve(rows.size());
  for (const Row& row : rows) ranked.push_back(row.entry);
  return ranked;
}

Result<void> NameListWriter::finish(const std::filesystem::path& file) {
  const auto ranked = this->ranked();
  NameListCounts counts{.names = ranked.size(), .left_out = left_out_};
  std::vector<std::uint32_t> used(articles_.size());
  for (const auto* entry : ranked) {
    if (entry->second.article != NameList::kNone) used[entry->second.article] = 1;
  }
  Texts texts;
  std::string articles;
  for (std::size_t i = 0; i < articles_.size(); ++i) {
    if (used[i] == 0) continue;  // all its names lead to another
    used[i] = static_cast<std::uint32_t>(++counts.articles);
    put(articles, articles_[i].number, 4);
    texts.put_text(articles, articles_[i].id);
    texts.put_text(articles, articles_[i].title);
  }
  std::string concepts;
  for (const std::string& name : preferred_) texts.put_text(concepts, name);
  counts.concepts = preferred_.size();
  std::string body;
  WordTable words;
  for (const auto* entry : ranked) {
    const Name& name = entry->second;
    words.add(name.text);
    texts.put_text(body, name.text);
    put(body, name.article == NameList::kNone ? 0 : used[name.article], 4);
    put(body, name.subject + 1, 4);  // kNone is 0
    put(body, name.articles * 4 + static_cast<std::uint32_t>(name.kind), 4);
  }
  *this = NameListWriter();  // the memory is needed

  const std::vector<std::string> sorted = words.sort();
  words.put_words_of_names(body);
  body += articles;
  body += concepts;
  for (const std::string& word : sorted) {
    put(body, counts.word_bytes, 4);
    counts.word_bytes += word.size();
  }
  put(body, counts.word_bytes, 4);
  words.put_names_of_words(body, sorted.size());
  body += texts.bytes;
  for (const std::string& word : sorted) body += word;
  counts.words = sorted.size();
  counts.occurrences = words.occurrences();
  counts.text_bytes = texts.bytes.size();
  return write_file(file, {header_of(counts, body), body});
}

Result<void> write_names(const std::vector<std::filesystem::path>& stores,
                         const ConceptTable& concepts, const std::filesystem::path& file) {
  NameListWriter writer;
  std::uint32_t number = 0;
  for (const std::filesystem::path& path : stores) {
    const auto store = ArticleStore::load(path);
    if (!store) return tl::unexpected<Error>(store.error());
    for (std::uint64_t place = 1; place <= store->size(); ++place) {
      const auto article = store->article(place);
      if (!article) return tl::unexpected<Error>(article.error());
      writer.add(++number, *article);
    }
  }
  writer.add(concepts);
  return writer.finish(file);
}

}  // namespace medlar
