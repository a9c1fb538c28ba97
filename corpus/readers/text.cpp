// Plain text: what is left of pages that somebody saved, pasted or typed.
//
// No word is dropped here: what stands above the title goes into a first section without heading,
// and cleaning that needs to know words (glued words, credits) is not a matter of the format.
#include <algorithm>
#include <cctype>
#include <vector>

#include "corpus/encoding.h"
#include "corpus/readers/formats.h"
#include "corpus/readers/text_builder.h"

namespace medlar {
namespace {

/// Measured on saved health pages: titles and headings are shorter, sentences of a paragraph
/// longer.
constexpr std::size_t kLongestHeading = 100;
constexpr std::size_t kShortestParagraph = 120;
constexpr int kHeadingLevel = 2;

/// A run of lines between empty ones.
struct TextBlock {
  std::vector<std::string_view> lines;
  std::size_t bytes = 0;
};

std::vector<TextBlock> blocks_of(std::string_view text) {
  std::vector<TextBlock> blocks;
  bool open = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = text.substr(0, end);
    const bool crlf = text.substr(end).starts_with("\r\n");
    text.remove_prefix(std::min(end + (crlf ? 2 : 1), text.size()));
    if (line.find_first_not_of(" \t") == std::string_view::npos) {
      open = false;
      continue;
    }
    if (!open) blocks.emplace_back();
    open = true;
    blocks.back().lines.push_back(line);
    blocks.back().bytes += line.size();
  }
  return blocks;
}

bool starts_item(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("•")) return true;
  const std::size_t digits = line.find_first_not_of("0123456789");
  return digits != line.npos && digits > 0 && digits < 4 &&
         (line.substr(digits).starts_with(". ") || line.substr(digits).starts_with(") "));
}

/// Whether the lines of a block were broken by an editor near a right margin: then most lines are
/// so full that the next word would not have fitted. Otherwise each line stands for itself.
bool is_hard_wrapped(const TextBlock& block) {
  constexpr std::size_t kNarrowest = 40;
  constexpr std::size_t kWidest = 120;
  std::size_t widest = 0;
  for (const std::string_view line : block.lines) widest = std::max(widest, line.size());
  if (block.lines.size() < 2 || widest < kNarrowest || widest > kWidest) return false;
  std::size_t full = 0;
  for (std::size_t i = 0; i + 1 < block.lines.size(); ++i) {
    const std::string next = one_line(block.lines[i + 1]);
    const std::size_t first_word = std::min(next.find(' '), next.size());
    full += block.lines[i].size() + 1 + first_word + 2 >= widest ? 1 : 0;
  }
  return full * 10 >= (block.lines.size() - 1) * 6;
}

std::string text_of(const TextBlock& block) {
  const bool wrapped = is_hard_wrapped(block);
  TextBuilder builder;
  for (const std::string_view line : block.lines) {
    wrapped && !starts_item(line) ? builder.space() : builder.line_break();
    builder.add(line);
  }
  return builder.take();
}

/// Long enough, and with a sentence in it: rows of menu entries are long too.
bool is_paragraph(const TextBlock& block) {
  if (block.bytes < kShortestParagraph) return false;
  return std::ranges::any_of(block.lines, [](std::string_view line) {
    const std::string text = one_line(line);
    return text.find('|') == text.npos && (text.ends_with('.') || text.find(". ") != text.npos ||
                                           text.size() >= kShortestParagraph);
  });
}

/// One short line that does not end like a sentence and holds a word.
bool is_heading_like(const TextBlock& block) {
  if (block.lines.size() != 1) return false;
  const std::string line = one_line(block.lines.front());
  const bool sentence = std::string_view(".,;").find(line.back()) != std::string_view::npos;
  if (line.size() > kLongestHeading || sentence || starts_item(line)) return false;
  return std::ranges::any_of(line, [](unsigned char c) { return c >= 0x80 || std::isalpha(c); });
}

/// Beginnings of lines that stand near a title and are none.
constexpr std::string_view kNotTitles[] = {
    "last reviewed", "last updated", "reviewed",  "updated",      "by ",
    "author",        "page ",        "skip to",   "sign in",      "log in",
    "share",         "print",        "rate this", "q:",           "posted",
    "published",     "source:",      "this site", "this website", "cookies",
    "overview",      "introduction", "summary",   "contents",     "background",
};

bool is_title_like(const TextBlock& block) {
  if (!is_heading_like(block)) return false;
  std::string line = one_line(block.lines.front());
  std::ranges::transform(line, line.begin(), [](unsigned char c) {
    return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
  });
  // Bars and stars are menus and ornaments; a question is a heading; single letters an index.
  const auto spaces = static_cast<std::size_t>(std::ranges::count(line, ' '));
  return line.find_first_of("|*<>[]{}") == line.npos && !line.ends_with('?') &&
         spaces * 2 < line.size() - spaces &&
         std::ranges::none_of(kNotTitles, [&](std::string_view w) { return line.starts_with(w); });
}

/// "reports/hip-replacement_2.txt" -> "Hip replacement 2".
std::string readable_name(std::string_view path) {
  path = path.substr(path.find_last_of('/') + 1);
  path = path.substr(0, path.rfind('.'));
  std::string name(path);
  std::ranges::replace_if(
      name, [](char c) { return c == '-' || c == '_'; }, ' ');
  name = one_line(name);
  if (!name.empty()) name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return name;
}

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// The block that holds the title: the last heading-like one before the first paragraph.
std::size_t title_block(const std::vector<TextBlock>& blocks) {
  const auto first = std::ranges::find_if(blocks, is_paragraph);
  if (first == blocks.end()) {
    return blocks.size() > 1 && is_title_like(blocks.front()) ? 0 : kNone;
  }
  for (auto index = static_cast<std::size_t>(first - blocks.begin()); index-- > 0;) {
    if (is_title_like(blocks[index])) return index;
  }
  return kNone;
}

/// Without a title of its own a text is called by its first line, if that is short, or its file.
std::string fallback_title(const std::vector<TextBlock>& blocks, std::string_view path) {
  // A block of several lines may begin with its title; a file of one line may be nothing else.
  if (!blocks.empty() && (blocks.front().lines.size() > 1 || blocks.size() == 1)) {
    const TextBlock first{{blocks.front().lines.front()}, 0};
    if (is_title_like(first) && !is_hard_wrapped(blocks.front())) {
      return one_line(blocks.front().lines.front());
    }
  }
  return readable_name(path);
}

}  // namespace

Result<ReadResult> read_text(const SourceBytes& source, const ReadOptions& options) {
  const Result<DecodedText> decoded = decode_to_utf8(source.bytes);
  if (!decoded) return tl::unexpected(decoded.error());
  const std::vector<TextBlock> blocks = blocks_of(decoded->text());
  const std::size_t title = title_block(blocks);

  Article article;
  article.id = source.fallback_id;
  article.language = options.language;
  article.title =
      title == kNone ? fallback_title(blocks, source.path) : one_line(blocks[title].lines.front());
  Section section;
  const auto finish = [&] {
    if (!section.heading.empty() || !section.text.empty()) {
      article.sections.push_back(std::move(section));
    }
    section = {};
  };
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i == title) {
      finish();
      continue;
    }
    const bool before_paragraph = i + 1 < blocks.size() && is_paragraph(blocks[i + 1]);
    if (title != kNone && i > title && before_paragraph && is_heading_like(blocks[i])) {
      finish();
      section.heading = one_line(blocks[i].lines.front());
      section.level = kHeadingLevel;
      continue;
    }
    if (!section.text.empty()) section.text += "\n\n";
    section.text += text_of(blocks[i]);
  }
  finish();
  ReadResult result;
  result.repaired = decoded->repaired ? 1 : 0;
  result.articles.push_back(std::move(article));
  return result;
}

}  // namespace medlar
