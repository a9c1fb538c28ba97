#include "indexer/shard_writer.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "corpus/analysis/whole_name.h"
#include "corpus/cleaning/section_role.h"
#include "corpus/concepts/landmarks.h"
#include "corpus/section_parts.h"
#include "indexer/format/forward_index_writer.h"
#include "indexer/format/schema.h"
#include "indexer/shard_postings.h"

namespace medlar {
namespace {

// A longer value is none that anyone could choose from a list.
constexpr std::size_t kMaxValueBytes = 1000;

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
  std::filesystem::path postings_file;
  FieldWeights field_weights;
  ForwardIndexWriter forward;
  ShardPostings postings = {};
  CorpusCounts counts = {};
  std::vector<unsigned> weights = {};    // of the tokens of a text; kept to reuse its memory
  std::vector<Landmark> landmarks = {};  // of a section; likewise

  void add_text(const FieldText& part, const ArticleTools& tools);
  void add_label(std::string_view term) { postings.add_term(term, 0); }
  void add_keyword(std::string_view value, const FieldInfo& field);
  void add_value(std::string_view value, int slot);
  void add_copies(const CopyGroup& copies);
  void add(const KnownArticle& known, const TextTools& tools);
};

namespace {

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

}  // namespace

/// Adds a field's text to the article's words in their order and to its postings: to the ones that
/// rank, and, for a field that can be asked for by name, to its own.
void ShardWriter::Impl::add_text(const FieldText& part, const ArticleTools& tools) {
  const FieldInfo& info = part.field;
  const auto tokens = tools.analyzer.analyze(part.text);
  if (tokens.empty() && !is_section(info)) return;
  landmarks.clear();
  if (is_section(info)) find_landmarks(part.text, tokens, landmarks);
  const auto words = forward.add_text(info, tokens, landmarks);
  if (tokens.empty()) return;
  const unsigned weight = std::min(field_weights.of(info), part.most_weight);
  auto repeated = part.boilerplate.begin();
  weights.clear();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    while (repeated != part.boilerplate.end() && repeated->end <= token.begin) ++repeated;
    const bool repeats = repeated != part.boilerplate.end() && repeated->begin <= token.begin;
    weights.push_back(repeats ? std::min(weight, kEndMatterWeight) : weight);
    if (info.weight > 0) {
      postings.add_stem(field("text"), words[i], forward, weights.back());
      // Only of a word with diacritics does the exact form say more than the term.
      if (token.has_diacritics) add_label(token.exact);
    }
    if (!info.prefix.empty()) postings.add_stem(info, words[i], forward, 0);
  }
  if (info.name == "title" || info.name == "name") {
    tools.concepts.add_name(part.text, tokens, weights);
    const std::string key = whole_name_key(telling_words(tokens));
    add_label(whole_name_term(key));
    if (info.name == "title") {
      add_label(whole_title_term(key));
      add_label(whole_title_term(exact_name_key(part.text)));
    }
  } else if (info.weight > 0) {
    tools.concepts.add(part.text, tokens, weights);
  }
  counts.tokens += tokens.back().position + 1;
}

void ShardWriter::Impl::add_keyword(std::string_view value, const FieldInfo& field) {
  if (!value.empty()) add_label(keyword_term(field, value));
}

void ShardWriter::Impl::add_value(std::string_view value, int slot) {
  if (value.empty() || value.size() > kMaxValueBytes) return;
  postings.add_value(static_cast<unsigned>(slot), value);
}

void ShardWriter::Impl::add_copies(const CopyGroup& copies) {
  for (const auto& [field, number] :
       {std::pair(kExactCopies, copies.exact), std::pair(kNearCopies, copies.near)}) {
    if (number == 0) continue;
    const std::string group = std::to_string(number);
    add_value(group, field.slot);
    add_label(copy_term(field, group));
  }
}

void ShardWriter::Impl::add(const KnownArticle& known, const TextTools& tools) {
  const Article& article = known.article;
  const ArticleTools own{tools.analyzers.for_language(article.language), tools.concepts};
  own.concepts.begin(article, own.analyzer);
  add_text({article.title, field("title")}, own);
  for (const std::string& name : article.names) add_text({name, field("name")}, own);
  for (std::size_t s = 0; s < article.sections.size(); ++s) {
    const Section& section = article.sections[s];
    const unsigned most = is_end_matter(section.role) ? kEndMatterWeight : kAnyWeight;
    add_text({section.heading, field("section"), most}, own);
    add_text({section.text, field("text"), most, in_section(known.boilerplate, s)}, own);
    counts.sections += 1;
    counts.text_bytes += section.text.size();
  }
  for (const auto* people : {&article.authors, &article.reviewers}) {
    for (const std::string& name : *people) add_text({name, field("author")}, own);
  }
  const MarkedConcepts marked = own.concepts.finish();
  for (const MarkedConcept& subject : marked.all) postings.add_term(subject.term, subject.weight);
  for (const std::string& preferred : marked.names_of_article) {
    add_label(named_concept_term(preferred));
  }

  const std::vector<std::string_view> roles = roles_of(article);
  for (const std::string_view role : roles) add_keyword(role, field("role"));
  add_keyword(article.id, field("id"));
  add_keyword(article.url, field("url"));
  add_keyword(article.source, field("source"));
  add_keyword(article.language, field("language"));
  add_keyword(article.audience, field("audience"));
  add_value(article.id, field("id").slot);
  add_value(title_sort_key(article.title), field("title").slot);
  add_value(article.reviewed, field("reviewed").slot);
  add_value(article.updated, field("updated").slot);
  add_value(article.source, field("source").slot);
  add_value(article.language, field("language").slot);
  add_value(article.audience, field("audience").slot);
  add_value(fmt::format("{}", fmt::join(roles, " ")), field("role").slot);
  if (!known.boilerplate.empty()) add_label(kBoilerplateTerm);
  add_copies(known.copies);
}

ShardWriter::ShardWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ShardWriter::ShardWriter(ShardWriter&&) noexcept = default;
ShardWriter& ShardWriter::operator=(ShardWriter&&) noexcept = default;
ShardWriter::~ShardWriter() = default;

Result<ShardWriter> ShardWriter::create(const Shard& shard, const FieldWeights& weights) {
  auto forward = ForwardIndexWriter::create(shard.forward());
  if (!forward) return tl::unexpected<Error>(forward.error());
  return ShardWriter(std::make_unique<Impl>(Impl{shard.postings(), weights, std::move(*forward)}));
}

Result<std::uint32_t> ShardWriter::add(const KnownArticle& known, const TextTools& tools) {
  impl_->add(known, tools);
  if (const auto done = impl_->forward.end_article(); !done) {
    return tl::unexpected<Error>(done.error());
  }
  tools.analyzers.trim();
  const Article& article = known.article;
  impl_->counts.articles += 1;
  impl_->counts.boilerplate_articles += known.boilerplate.empty() ? 0 : 1;
  for (const BoilerplateSentence& sentence : known.boilerplate) {
    impl_->counts.boilerplate_bytes += sentence.end - sentence.begin;
  }
  impl_->counts.languages[article.language] += 1;
  if (!article.source.empty()) impl_->counts.sources[article.source] += 1;
  return impl_->postings.end_article();
}

Result<void> ShardWriter::finish() {
  if (const auto done = impl_->postings.write(impl_->postings_file); !done) return done;
  return impl_->forward.finish();
}

const CorpusCounts& ShardWriter::counts() const { return impl_->counts; }
const PostingTotals& ShardWriter::totals() const { return impl_->postings.totals(); }

}  // namespace medlar
