#include "indexer/shard_writer.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xapian.h>

#include "corpus/analysis/utf8.h"
#include "corpus/analysis/whole_name.h"
#include "corpus/cleaning/section_role.h"
#include "indexer/format/forward_index.h"
#include "indexer/format/schema.h"
#include "indexer/format/xapian_guard.h"

namespace medlar {
namespace {

// Articles buffered before glass writes them out; its maps slow down once they outgrow the cache.
constexpr std::uint32_t kArticlesPerCommit = 2000;

// A longer value is none that anyone could choose from a list.
constexpr std::size_t kMaxValueBytes = 1000;

// For a database that is thrown away after a crash: no fsync, blocks changed in place. Without term
// lists, which only deleting needs, a build takes a fifth less and the index a fifth less room.
constexpr int kShardFlags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC |
                            Xapian::DB_DANGEROUS | Xapian::DB_NO_TERMLIST |
                            Xapian::DB_BACKEND_GLASS;

// Room that glass may need for what it writes in destructors (reserve_room()), beside the values
// and lengths themselves: a block split for each slot, the branches above, and what it holds back.
constexpr std::uint64_t kSpareBytes = 16 * 8192;
constexpr std::uint64_t kOtherBytesOfAnArticle = 64;

// What an occurrence in references, credits, disclaimers and boilerplate weighs: a tenth of one in
// the body.
constexpr unsigned kEndMatterWeight = 1;
constexpr unsigned kAnyWeight = std::numeric_limits<unsigned>::max();

/// A text of an article and the field it belongs to.
struct FieldText {
  std::string_view text;
  const FieldInfo& field;
  unsigned most_weight = kAnyWeight;                      // an occurrence weighs no more than this
  std::span<const BoilerplateSentence> boilerplate = {};  // in it
};

/// What reads the texts of one article.
struct ArticleTools {
  Analyzer& analyzer;
  ConceptMarker& concepts;
};

struct Posting {
  std::uint32_t word;  // as the forward index numbers it
  unsigned weight;
};

}  // namespace

void CorpusCounts::add(const CorpusCounts& other) {
  articles += other.articles;
  sections += other.sections;
  tokens += other.tokens;
  text_bytes += other.text_bytes;
  boilerplate_articles += other.boilerplate_articles;
  boilerplate_bytes += other.boilerplate_bytes;
  for (const auto& [tag, count] : other.languages) languages[tag] += count;
  for (const auto& [name, count] : other.sources) sources[name] += count;
}

struct ShardWriter::Impl {
  std::filesystem::path postings_file;  // of the database; its values are in it too
  FieldWeights field_weights;
  Xapian::WritableDatabase database;  // always in a transaction, so that no destructor commits
  ForwardIndexWriter forward;
  CorpusCounts counts;
  std::uint32_t uncommitted = 0;
  std::uint64_t value_bytes = 0;  // uncommitted

  // Of the article being added; kept to reuse their memory.
  std::vector<Posting> postings;
  std::vector<Posting> field_postings;
  std::vector<unsigned> weights;  // of the tokens of a text
  std::vector<std::string_view> exact_forms;

  void add_text(const FieldText& part, const ArticleTools& tools, Xapian::Document& document);
  void add_terms(std::vector<Posting>& all, const FieldInfo& field,
                 Xapian::Document& document) const;
  Xapian::Document document_of(const KnownArticle& known, const TextTools& tools);
  void add_copies(const CopyGroup& copies, Xapian::Document& document);
  Result<void> commit();
};

namespace {

/// A file that is opened for writing, closed by the destructor.
class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& path)
      : descriptor_(::open(path.c_str(), O_WRONLY | O_CLOEXEC)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  int descriptor() const { return descriptor_; }

  /// The bytes that were written to it.
  off_t size() const { return ::lseek(descriptor_, 0, SEEK_END); }

 private:
  int descriptor_;
};

/// Makes the file system keep room for a file to be filled and to grow by `bytes`. A file system
/// that cannot (NFS, for one) is trusted to have it.
Result<void> reserve_room(const std::filesystem::path& path, std::uint64_t bytes) {
  const OpenFile file(path);
  const off_t end = file.size() + static_cast<off_t>(bytes);
  rlimit most{};
  const bool is_too_much = ::getrlimit(RLIMIT_FSIZE, &most) == 0 && most.rlim_cur < rlim_t(end);
  if (!is_too_much &&
      (::fallocate(file.descriptor(), FALLOC_FL_KEEP_SIZE, 0, end) == 0 || errno == EOPNOTSUPP)) {
    return {};
  }
  return failure(ErrorCode::kInputOutput,
                 fmt::format("the disk failed: {}", std::strerror(is_too_much ? EFBIG : errno)),
                 "free some space and run again; what was published before is untouched");
}

/// Gives back what reserve_room() kept and nobody used.
void release_room(const std::filesystem::path& path) {
  const OpenFile file(path);
  [[maybe_unused]] const int failed = ::ftruncate(file.descriptor(), file.size());
}

/// The roles that somebody may look for, each once.
std::vector<std::string_view> roles_of(const Article& article) {
  std::vector<std::string_view> names;
  for (const SectionRoleInfo& info : kSectionRoles) {
    if (!is_subject(info.role)) continue;
    if (std::ranges::find(article.sections, info.role, &Section::role) != article.sections.end()) {
      names.push_back(info.name);
    }
  }
  return names;
}

void add_keyword(std::string_view value, const FieldInfo& field, Xapian::Document& document) {
  if (!value.empty()) document.add_boolean_term(keyword_term(field, value));
}

}  // namespace

/// Adds a field's text to the article's words in their order and to its postings: to the ones that
/// rank, and, for a field that can be asked for by name, to its own.
void ShardWriter::Impl::add_text(const FieldText& part, const ArticleTools& tools,
                                 Xapian::Document& document) {
  const FieldInfo& info = part.field;
  const auto tokens = tools.analyzer.analyze(part.text);
  if (tokens.empty()) return;
  const auto words = forward.add_text(info, tokens);
  const unsigned weight = std::min(field_weights.of(info), part.most_weight);
  auto repeated = part.boilerplate.begin();
  weights.clear();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    while (repeated != part.boilerplate.end() && repeated->end <= token.begin) ++repeated;
    const bool repeats = repeated != part.boilerplate.end() && repeated->begin <= token.begin;
    weights.push_back(repeats ? std::min(weight, kEndMatterWeight) : weight);
    if (info.weight > 0) {
      postings.push_back({words[i], weights.back()});
      // Only of a word with diacritics does the exact form say more than the term.
      if (!is_ascii(token.exact)) exact_forms.push_back(token.exact);
    }
    if (!info.prefix.empty()) field_postings.push_back({words[i], 0});
  }
  if (info.name == "title" || info.name == "name") {
    tools.concepts.add_name(part.text, tokens, weights);
    const std::string key = whole_name_key(telling_words(tokens));
    document.add_boolean_term(whole_name_term(key));
    if (info.name == "title") {
      document.add_boolean_term(whole_title_term(key));
      document.add_boolean_term(whole_title_term(exact_name_key(part.text)));
    }
  } else if (info.weight > 0) {
    tools.concepts.add(part.text, tokens, weights);
  }
  counts.tokens += tokens.back().position + 1;
  add_terms(field_postings, info, document);
}

/// Adds each term once, with the sum of its weights: a call for each occurrence takes longer.
void ShardWriter::Impl::add_terms(std::vector<Posting>& all, const FieldInfo& field,
                                  Xapian::Document& document) const {
  std::ranges::sort(all, {}, &Posting::word);
  for (auto at = all.begin(); at != all.end();) {
    const std::uint32_t word = at->word;
    unsigned weight = 0;
    for (; at != all.end() && at->word == word; ++at) weight += at->weight;
    document.add_term(stem_term(field, forward.stem(word)), weight);
  }
  all.clear();
}

Xapian::Document ShardWriter::Impl::document_of(const KnownArticle& known, const TextTools& tools) {
  const Article& article = known.article;
  const ArticleTools own{tools.analyzers.for_language(article.language), tools.concepts};
  own.concepts.begin(article, own.analyzer);
  Xapian::Document document;
  add_text({article.title, field("title")}, own, document);
  for (const std::string& name : article.names) add_text({name, field("name")}, own, document);
  for (std::size_t s = 0; s < article.sections.size(); ++s) {
    const Section& section = article.sections[s];
    const unsigned most = is_end_matter(section.role) ? kEndMatterWeight : kAnyWeight;
    add_text({section.heading, field("section"), most}, own, document);
    add_text({section.text, field("text"), most, in_section(known.boilerplate, s)}, own, document);
    counts.sections += 1;
    counts.text_bytes += section.text.size();
  }
  for (const auto* people : {&article.authors, &article.reviewers}) {
    for (const std::string& name : *people) add_text({name, field("author")}, own, document);
  }
  add_terms(postings, field("text"), document);
  const MarkedConcepts marked = own.concepts.finish();
  for (const MarkedConcept& subject : marked.all) {
    document.add_term(std::string(subject.term), subject.weight);
  }
  for (const std::string& preferred : marked.names_of_article) {
    document.add_boolean_term(named_concept_term(preferred));
  }

  std::ranges::sort(exact_forms);
  exact_forms.erase(std::unique(exact_forms.begin(), exact_forms.end()), exact_forms.end());
  for (const std::string_view exact : exact_forms) document.add_boolean_term(std::string(exact));
  exact_forms.clear();

  add_keyword(article.id, field("id"), document);
  add_keyword(article.url, field("url"), document);
  add_keyword(article.source, field("source"), document);
  add_keyword(article.language, field("language"), document);
  add_keyword(article.audience, field("audience"), document);
  const std::vector<std::string_view> roles = roles_of(article);
  for (const std::string_view role : roles) add_keyword(role, field("role"), document);
  const auto add_value = [&](const FieldInfo& info, const std::string& value) {
    if (value.empty() || value.size() > kMaxValueBytes) return;
    document.add_value(static_cast<Xapian::valueno>(info.slot), value);
    value_bytes += value.size() + kOtherBytesOfAnArticle;
  };
  add_value(field("id"), article.id);
  add_value(field("title"), title_sort_key(article.title));
  add_value(field("reviewed"), article.reviewed);
  add_value(field("updated"), article.updated);
  add_value(field("source"), article.source);
  add_value(field("language"), article.language);
  add_value(field("audience"), article.audience);
  add_value(field("role"), fmt::format("{}", fmt::join(roles, " ")));
  if (!known.boilerplate.empty()) document.add_boolean_term(std::string(kBoilerplateTerm));
  add_copies(known.copies, document);
  return document;
}

void ShardWriter::Impl::add_copies(const CopyGroup& copies, Xapian::Document& document) {
  for (const auto& [field, number] :
       {std::pair(kExactCopies, copies.exact), std::pair(kNearCopies, copies.near)}) {
    if (number == 0) continue;
    const std::string group = std::to_string(number);
    document.add_value(static_cast<Xapian::valueno>(field.slot), group);
    document.add_boolean_term(copy_term(field, group));
    value_bytes += group.size() + kOtherBytesOfAnArticle;
  }
}

/// Glass writes the last values of each slot in a destructor, where a full disk ends the program
/// (Xapian 1.4.22, backends/glass/glass_values.cc, ~ValueUpdater). So the postings are written
/// first, which may fail, and the values when it is certain that there is room for them.
Result<void> ShardWriter::Impl::commit() {
  static_cast<void>(database.allterms_begin());  // this writes the postings
  if (const auto kept = reserve_room(postings_file, 2 * value_bytes + kSpareBytes); !kept) {
    return kept;
  }
  database.commit_transaction();
  uncommitted = 0;
  value_bytes = 0;
  return {};
}

ShardWriter::ShardWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ShardWriter::ShardWriter(ShardWriter&&) noexcept = default;
ShardWriter& ShardWriter::operator=(ShardWriter&&) noexcept = default;
ShardWriter::~ShardWriter() = default;

Result<ShardWriter> ShardWriter::create(const Shard& shard, const FieldWeights& weights) {
  auto forward = ForwardIndexWriter::create(shard.forward());
  if (!forward) return tl::unexpected<Error>(forward.error());
  return xapian_writing_guard([&]() -> Result<ShardWriter> {
    Xapian::WritableDatabase writable(shard.database().string(), kShardFlags);
    writable.begin_transaction();
    return ShardWriter(std::make_unique<Impl>(Impl{shard.database() / "postlist.glass", weights,
                                                   std::move(writable), std::move(*forward)}));
  });
}

Result<std::uint32_t> ShardWriter::add(const KnownArticle& known, const TextTools& tools) {
  const Article& article = known.article;
  return xapian_writing_guard([&]() -> Result<std::uint32_t> {
    const Xapian::docid number = impl_->database.add_document(impl_->document_of(known, tools));
    if (const auto done = impl_->forward.end_article(); !done) {
      return tl::unexpected<Error>(done.error());
    }
    tools.analyzers.trim();
    impl_->counts.articles += 1;
    impl_->counts.boilerplate_articles += known.boilerplate.empty() ? 0 : 1;
    for (const BoilerplateSentence& sentence : known.boilerplate) {
      impl_->counts.boilerplate_bytes += sentence.end - sentence.begin;
    }
    impl_->counts.languages[article.language] += 1;
    if (!article.source.empty()) impl_->counts.sources[article.source] += 1;
    if (++impl_->uncommitted == kArticlesPerCommit) {
      if (const auto done = impl_->commit(); !done) return tl::unexpected<Error>(done.error());
      impl_->database.begin_transaction();
    }
    return number;
  });
}

Result<void> ShardWriter::finish() {
  return xapian_writing_guard([&]() -> Result<void> {
    if (const auto done = impl_->commit(); !done) return done;
    impl_->database.close();
    release_room(impl_->postings_file);
    return impl_->forward.finish();
  });
}

const CorpusCounts& ShardWriter::counts() const { return impl_->counts; }

}  // namespace medlar
