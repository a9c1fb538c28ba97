// The formats, most specific first, and how a file's format is recognized.
#include <algorithm>
#include <array>
#include <cctype>

#include "corpus/reader.h"
#include "corpus/readers/formats.h"

namespace medlar {
namespace {

constexpr std::size_t kMebibyte = std::size_t{1} << 20;

constexpr std::string_view kXml[] = {"xml"};
constexpr std::string_view kJats[] = {"nxml", "xml"};
constexpr std::string_view kJsonLines[] = {"jsonl", "ndjson"};
constexpr std::string_view kHtml[] = {"html", "htm", "xhtml"};
constexpr std::string_view kMarkdown[] = {"md", "markdown"};
constexpr std::string_view kText[] = {"txt", "text"};

std::string_view skip_white(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t\r\n\xEF\xBB\xBF"), text.size()));
}

std::string_view skip_past(std::string_view text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  return at == std::string_view::npos ? std::string_view() : text.substr(at + mark.size());
}

/// The name of the first element, past declaration, comments and DOCTYPE; empty when none is seen.
/// A DOCTYPE names the root itself, which helps when comments push the root out of sight.
std::string_view root_element(std::string_view head) {
  std::string_view from_doctype;
  for (std::string_view rest = skip_white(head); rest.starts_with('<'); rest = skip_white(rest)) {
    if (rest.starts_with("<?")) {
      rest = skip_past(rest, "?>");
    } else if (rest.starts_with("<!--")) {
      rest = skip_past(rest, "-->");
    } else if (rest.starts_with("<!DOCTYPE ")) {
      const std::string_view name = skip_white(rest.substr(10));
      from_doctype = name.substr(0, name.find_first_of(" \t\r\n[>"));
      const std::size_t subset = rest.find('[');
      rest = subset < rest.find('>') ? skip_past(skip_past(rest, "]"), ">") : skip_past(rest, ">");
    } else {
      const std::string_view name = rest.substr(1);
      return name.substr(0, name.find_first_of(" \t\r\n/>"));
    }
  }
  return from_doctype;
}

template <const auto& kRoots>
bool has_root(std::string_view head) {
  return std::ranges::find(kRoots, root_element(head)) != std::end(kRoots);
}

constexpr std::string_view kMedquadRoots[] = {"Document", "doc", "DiseaseFile"};
constexpr std::string_view kMedlinePlusRoots[] = {"health-topics"};
constexpr std::string_view kPubmedRoots[] = {"PubmedArticleSet", "PubmedArticle"};
constexpr std::string_view kJatsRoots[] = {"article", "pmc-articleset"};

bool is_medquad(std::string_view head) {
  // "doc" and "Document" are common names; the questions are not.
  return has_root<kMedquadRoots>(head) &&
         (head.find("<QAPair") != head.npos || head.find("<qaPair") != head.npos ||
          head.find("<Focus") != head.npos || head.find("<doctitle-focus") != head.npos);
}

bool is_jats(std::string_view head) {
  // <article> alone is also HTML and DocBook.
  return has_root<kJatsRoots>(head) &&
         (head.find("<front") != head.npos || head.find("JATS") != head.npos ||
          head.find("article-type=") != head.npos || head.find("Archiving") != head.npos);
}

bool is_json_lines(std::string_view head) { return skip_white(head).starts_with('{'); }

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool is_html(std::string_view head) {
  const std::string start = lower(skip_white(head));
  return start.starts_with("<!doctype html") || start.find("<html") != start.npos ||
         start.find("<body") != start.npos || lower(root_element(head)) == "html";
}

bool is_markdown(std::string_view head) {
  return head.starts_with("---\n") || head.starts_with("# ");
}

bool is_never_sure(std::string_view) { return false; }

constexpr std::array<ReaderInfo, 8> kReaders = {{
    {"medquad", "MedQuAD question-answer XML", kXml, is_medquad, read_medquad, false,
     16 * kMebibyte},
    {"medlineplus", "MedlinePlus health topics XML", kXml, has_root<kMedlinePlusRoots>,
     read_medlineplus, false, 64 * kMebibyte},
    {"pubmed", "PubMed records XML", kXml, has_root<kPubmedRoots>, read_pubmed, false,
     64 * kMebibyte},
    {"jats", "JATS full-text articles XML", kJats, is_jats, read_jats, false, 16 * kMebibyte},
    {"jsonl", "JSON Lines, one article a line", kJsonLines, is_json_lines, read_json_lines, true,
     8 * kMebibyte},
    {"html", "HTML pages", kHtml, is_html, read_html, false, 8 * kMebibyte},
    {"markdown", "Markdown with optional YAML front matter", kMarkdown, is_markdown, read_markdown,
     false, 2 * kMebibyte},
    {"text", "plain text", kText, is_never_sure, read_text, false, 8 * kMebibyte},
}};

/// An XML dialect is unmistakable whatever the file is called.
bool is_xml_dialect(const ReaderInfo& reader) {
  return std::ranges::find(reader.extensions, std::string_view("xml")) != reader.extensions.end();
}

std::string extension_of(std::string_view path) {
  path = path.substr(path.find_last_of('/') + 1);
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string() : lower(path.substr(dot + 1));
}

}  // namespace

std::span<const ReaderInfo> readers() { return kReaders; }

const ReaderInfo* find_reader(std::string_view name) {
  const auto* found = std::ranges::find(kReaders, name, &ReaderInfo::name);
  return found == kReaders.end() ? nullptr : found;
}

const ReaderInfo* detect_reader(std::string_view path, std::string_view head) {
  for (const ReaderInfo& reader : kReaders) {
    if (is_xml_dialect(reader) && reader.sniff(head)) return &reader;
  }
  const std::string extension = extension_of(path);
  for (const ReaderInfo& reader : kReaders) {
    // ".xml" says nothing about the dialect, and the roots above were not found.
    if (extension != "xml" && std::ranges::find(reader.extensions, std::string_view(extension)) !=
                                  reader.extensions.end()) {
      return &reader;
    }
  }
  const auto* found =
      std::ranges::find_if(kReaders, [&](const ReaderInfo& reader) { return reader.sniff(head); });
  return found == kReaders.end() ? nullptr : found;
}

}  // namespace medlar
