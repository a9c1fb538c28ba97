// MedQuAD (github.com/abachaa/MedQuAD): one file per subject with questions and their answers.
#include <algorithm>

#include <fmt/format.h>

#include "corpus/readers/formats.h"
#include "corpus/readers/text_builder.h"
#include "corpus/readers/xml_source.h"

namespace medlar {
namespace {

/// The collection comes in three schemas that differ in names only; a file of the third (CDC) has
/// the root of its own and the rest of the first.
struct Schema {
  std::string_view root;
  std::string_view id;
  std::string_view source;
  std::string_view focus;
  std::string_view pairs;
  std::string_view pair;
  std::string_view question;
  std::string_view answer;
};
constexpr Schema kSchemas[] = {
    {"Document", "id", "source", "Focus", "QAPairs", "QAPair", "Question", "Answer"},
    {"doc", "docid", "corpus", "doctitle-focus", "qaPairs", "pair", "question", "answer"},
    {"DiseaseFile", "fid", "source", "Focus", "QAPairs", "QAPair", "Question", "Answer"},
};
constexpr int kQuestionLevel = 2;

void add_names(XmlNode document, std::vector<std::string>& names) {
  const XmlNode synonyms = document.descendant("Synonyms");
  for (XmlNode name = synonyms ? synonyms.first_child() : XmlNode(); name; name = name.next()) {
    if (!name.is_element()) continue;
    std::string text = one_line(name.text());
    if (!text.empty()) names.push_back(std::move(text));
  }
}

/// Some files of one long summary share an id and differ in their names only ("0000013_2.xml",
/// "0000013_2_3.xml"); a name that continues the id is the id, so that none replaces another.
std::string own_id(std::string_view id, std::string_view path) {
  path = path.substr(path.find_last_of('/') + 1);
  path = path.substr(0, path.rfind('.'));
  const bool continues = path.size() > id.size() && path.starts_with(id) && path[id.size()] == '_';
  return std::string(continues ? path : id);
}

}  // namespace

Result<ReadResult> read_medquad(const SourceBytes& source, const ReadOptions& options) {
  Result<XmlSource> xml = xml_source(source);
  if (!xml) return tl::unexpected(xml.error());
  const XmlNode root = xml->document.root();
  const auto* schema = std::ranges::find(kSchemas, root.name(), &Schema::root);
  if (schema == std::end(kSchemas)) return unexpected_root(root, "Document, doc or DiseaseFile");

  Article article;
  article.source = one_line(root.attribute(schema->source));
  const std::string id = one_line(root.attribute(schema->id));
  article.id = id.empty() ? source.fallback_id
                          : fmt::format("{}_{}", article.source, own_id(id, source.path));
  article.url = one_line(root.attribute("url"));
  article.language = options.language;
  if (const XmlNode focus = root.child(schema->focus)) article.title = one_line(focus.text());
  add_names(root, article.names);

  const XmlNode pairs = root.child(schema->pairs);
  // The number counts pairs without an answer too: published judgments name answers by it.
  std::size_t number = 0;
  for (XmlNode pair = pairs ? pairs.first_child() : XmlNode(); pair; pair = pair.next()) {
    if (pair.name() != schema->pair) continue;
    ++number;
    const XmlNode question = pair.child(schema->question);
    const XmlNode answer = pair.child(schema->answer);
    std::string text = answer ? tidy_paragraphs(answer.text()) : std::string();
    if (text.empty()) continue;
    std::string heading = question ? tidy_heading(question.text()) : std::string();
    article.sections.push_back({.heading = std::move(heading),
                                .level = kQuestionLevel,
                                .anchor = fmt::format("Sec{}", number),
                                .text = std::move(text)});
  }
  ReadResult result = std::move(xml->result);
  result.articles.push_back(std::move(article));
  return result;
}

}  // namespace medlar
