// Markdown (CommonMark with tables), with optional YAML front matter.
#include <algorithm>
#include <new>

#include <md4c-html.h>
#include <yaml-cpp/yaml.h>

#include "corpus/encoding.h"
#include "corpus/readers/formats.h"
#include "corpus/readers/html.h"
#include "corpus/readers/page_facts.h"
#include "corpus/readers/text_builder.h"

namespace medlar {
namespace {

struct FrontMatterRow {
  const char* key;
  Fact fact;
};
constexpr FrontMatterRow kFrontMatter[] = {
    {"title", Fact::kTitle},
    {"url", Fact::kUrl},
    {"canonical", Fact::kUrl},
    {"reviewed", Fact::kReviewed},
    {"last_reviewed", Fact::kReviewed},
    {"updated", Fact::kUpdated},
    {"last_updated", Fact::kUpdated},
    {"date", Fact::kUpdated},
    {"author", Fact::kAuthor},
    {"authors", Fact::kAuthor},
    {"reviewed_by", Fact::kReviewer},
    {"reviewers", Fact::kReviewer},
    {"also_called", Fact::kName},
    {"synonyms", Fact::kName},
    {"aliases", Fact::kName},
    {"audience", Fact::kAudience},
    {"language", Fact::kLanguage},
    {"lang", Fact::kLanguage},
    {"source", Fact::kSource},
};
constexpr int kRank = 0;

/// Front matter: from a first line "---" to the next line "---" or "...".
struct Parts {
  std::string_view front_matter;
  std::string_view body;
};
Parts parts_of(std::string_view text) {
  if (!text.starts_with("---\n") && !text.starts_with("---\r\n")) return {{}, text};
  const std::size_t begin = text.find('\n') + 1;
  for (std::size_t at = begin; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line == "---" || line == "...") {
      return {text.substr(begin, at - begin), text.substr(std::min(end + 1, text.size()))};
    }
    at = end + 1;
  }
  return {{}, text};
}

struct FrontMatter {
  PageFacts facts;
  std::string id;
  std::map<std::string, std::size_t> unused_keys;
  bool is_broken = false;
};

void offer(Fact fact, const YAML::Node& node, PageFacts& facts) {
  const bool list = fact == Fact::kName || fact == Fact::kAuthor || fact == Fact::kReviewer;
  if (node.IsSequence()) {
    for (const YAML::Node& item : node) {
      if (item.IsScalar()) facts.offer(fact, kRank, item.Scalar());
    }
  } else if (node.IsScalar() && list && node.Scalar().find_first_of(";|") != std::string::npos) {
    for (const std::string& name : listed_names(node.Scalar())) facts.offer(fact, kRank, name);
  } else if (node.IsScalar()) {
    facts.offer(fact, kRank, node.Scalar());
  }
}

FrontMatter front_matter(std::string_view yaml) {
  FrontMatter out;
  // Aliases can make a small text describe a huge tree; front matter needs none.
  constexpr std::size_t kMostBytes = 64 * 1024;
  if (yaml.size() > kMostBytes) {
    out.is_broken = true;
    return out;
  }
  try {
    const YAML::Node root = YAML::Load(std::string(yaml));
    if (!root.IsMap()) {
      out.is_broken = !root.IsNull();
      return out;
    }
    for (const auto& entry : root) {
      const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "?";
      const auto* row = std::ranges::find(kFrontMatter, std::string_view(key),
                                          [](const auto& r) { return std::string_view(r.key); });
      if (key == "id" && entry.second.IsScalar()) {
        out.id = one_line(entry.second.Scalar());
      } else if (row != std::end(kFrontMatter)) {
        offer(row->fact, entry.second, out.facts);
      } else {
        ++out.unused_keys[key];
      }
    }
  } catch (const YAML::Exception&) {  // the library's only way to say that the text is not YAML
    out.is_broken = true;
  }
  return out;
}

std::string html_of(std::string_view markdown) {
  std::string html;
  const auto append = [](const MD_CHAR* text, MD_SIZE size, void* out) {
    static_cast<std::string*>(out)->append(text, size);
  };
  const int failed =
      md_html(markdown.data(), static_cast<MD_SIZE>(markdown.size()), append, &html,
              MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEATXHEADERS, 0);
  if (failed != 0) throw std::bad_alloc();  // all text is Markdown: nothing else fails
  return html;
}

}  // namespace

Result<ReadResult> read_markdown(const SourceBytes& source, const ReadOptions& options) {
  const Result<DecodedText> decoded = decode_to_utf8(source.bytes);
  if (!decoded) return tl::unexpected(decoded.error());
  const Parts parts = parts_of(decoded->text());
  FrontMatter front = front_matter(parts.front_matter);

  // Broken front matter is text after all: shown, not lost.
  Result<Article> article =
      article_from_html(html_of(front.is_broken ? decoded->text() : parts.body), options,
                        front.facts.first(Fact::kTitle));
  if (!article) return tl::unexpected(article.error());
  Article facts;
  front.facts.fill(facts);
  const auto prefer = [](auto& into, auto& from) {
    if (!from.empty()) into = std::move(from);
  };
  prefer(article->url, facts.url);
  prefer(article->source, facts.source);
  prefer(article->language, facts.language);
  prefer(article->audience, facts.audience);
  prefer(article->reviewed, facts.reviewed);
  prefer(article->updated, facts.updated);
  prefer(article->names, facts.names);
  prefer(article->authors, facts.authors);
  prefer(article->reviewers, facts.reviewers);
  article->id = front.id.empty() ? source.fallback_id : front.id;
  if (article->language.empty()) article->language = options.language;

  ReadResult result;
  result.repaired = decoded->repaired ? 1 : 0;
  result.unused_keys = std::move(front.unused_keys);
  if (front.is_broken) {
    result.rejections.push_back(
        {source.path, "broken_front_matter", "the front matter is not YAML; it was read as text"});
  }
  result.articles.push_back(std::move(*article));
  return result;
}

}  // namespace medlar
