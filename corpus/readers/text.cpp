// Plain text: what is left of pages that somebody saved, pasted or typed.
//
// Of a saved page its furniture is dropped (cleaning/text_furniture.h), of any other text nothing:
// what stands above the title goes into a first section without heading.
#include <algorithm>
#include <cctype>
#include <vector>

#include "corpus/cleaning/credit_lines.h"
#include "corpus/cleaning/end_matter.h"
#include "corpus/cleaning/section_role.h"
#include "corpus/cleaning/text_furniture.h"
#include "corpus/encoding.h"
#include "corpus/readers/formats.h"
#include "corpus/readers/text_builder.h"

namespace medlar {
namespace {

/// Measured on saved health pages: titles and headings are shorter, sentences of a paragraph
/// longer.
constexpr std::size_t kLongestHeading = 100;
constexpr std::size_t kShortestParagraph = 120;
/// A heading that is known by its words is not a line that happens to hold them.
constexpr std::size_t kLongestKnownHeading = 60;
constexpr int kHeadingLevel = 2;

/// A run of lines between empty ones.
struct RawBlock {
  std::vector<std::string_view> lines;
};

std::vector<RawBlock> raw_blocks_of(std::string_view text) {
  std::vector<RawBlock> blocks;
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
bool is_hard_wrapped(const RawBlock& block) {
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

/// The lines as a reader sees them: those that an editor broke are joined.
TextBlock block_of(const RawBlock& raw) {
  TextBlock block;
  const bool wrapped = is_hard_wrapped(raw);
  TextBuilder builder;
  const auto finish = [&] {
    if (!builder.empty()) block.lines.push_back(builder.take());
  };
  std::size_t item_indent = std::string_view::npos;  // of the item that may go on
  for (const std::string_view line : raw.lines) {
    const std::size_t indent = line.find_first_not_of(" \t");
    const bool is_item = starts_item(line) || !credits_of_line(line).empty();
    // What is indented deeper than the item above it belongs to it.
    const bool joins = !is_item && !builder.empty() &&
                       (wrapped || (item_indent != line.npos && indent > item_indent));
    joins ? builder.space() : finish();
    block.is_joined = block.is_joined || joins;
    if (!joins) item_indent = is_item ? indent : line.npos;
    builder.add(line);
  }
  finish();
  return block;
}

/// Whether a text without any empty line is a page of paragraphs, a line each: then each line is a
/// block.
bool is_page_of_lines(const TextBlock& block) {
  constexpr std::size_t kFewestLines = 10;
  return !block.is_joined && block.lines.size() >= kFewestLines &&
         std::ranges::any_of(block.lines, [](const std::string& line) {
           return line.size() >= kShortestParagraph && line.ends_with('.');
         });
}

std::vector<TextBlock> blocks_of(std::string_view text) {
  std::vector<TextBlock> blocks;
  for (const RawBlock& raw : raw_blocks_of(text)) {
    TextBlock block = block_of(raw);
    if (!block.lines.empty()) blocks.push_back(std::move(block));
  }
  if (blocks.size() != 1 || !is_page_of_lines(blocks.front())) return blocks;
  const TextBlock page = std::move(blocks.front());
  blocks.clear();
  for (const std::string& line : page.lines) blocks.push_back({.lines = {line}, .goes_on = true});
  return blocks;
}

std::string text_of(const TextBlock& block) {
  std::string text;
  for (const std::string& line : block.lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

/// Long enough, and with a sentence in it: rows of menu entries are long too.
bool is_paragraph(const TextBlock& block) {
  std::size_t bytes = 0;
  for (const std::string& line : block.lines) bytes += line.size();
  if (bytes < kShortestParagraph) return false;
  return std::ranges::any_of(
             block.lines,
             [&block](const std::string& line) {
               const bool is_sentence = line.ends_with('.') || line.find(". ") != line.npos;
               return line.find('|') == line.npos &&
                      (is_sentence || (!block.is_joined && line.size() >= kShortestParagraph));
             }) &&
         std::ranges::none_of(block.lines, says_it_is_furniture);
}

/// One short line that does not end like a sentence, holds a word, and is none of the credits.
bool is_heading_like(const TextBlock& block) {
  if (block.lines.size() != 1) return false;
  const std::string& line = block.lines.front();
  const bool sentence = std::string_view(".,;").find(line.back()) != std::string_view::npos;
  if (line.size() > kLongestHeading || sentence || starts_item(line)) return false;
  if (role_of_line(line) != SectionRole::kOther) return false;
  return std::ranges::any_of(line, [](unsigned char c) { return c >= 0x80 || std::isalpha(c); });
}

/// A heading by what it says, whatever follows: "Symptoms" above a list, "References".
bool is_known_heading(std::string_view line) {
  constexpr auto kMostBlanks = 2;  // with a colon: "Common symptoms are:" leads to a list
  const bool leads = line.ends_with(':') && std::ranges::count(line, ' ') > kMostBlanks;
  return !leads && line.size() <= kLongestKnownHeading && section_role(line) != SectionRole::kOther;
}

/// The first line of a block may say what stands below it at an article's end.
bool begins_end_matter(const TextBlock& block) {
  return block.lines.size() > 1 && is_heading_like({{block.lines.front()}}) &&
         is_known_heading(block.lines.front()) && is_end_matter(section_role(block.lines.front()));
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
  if (says_it_is_furniture(block.lines.front())) return false;
  std::string line = block.lines.front();
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

/// The block that holds the title: the last heading-like one before the first paragraph;
/// blocks.size() where none does.
std::size_t title_block(const std::vector<TextBlock>& blocks) {
  const auto first = std::ranges::find_if(blocks, is_paragraph);
  if (first == blocks.end()) {
    return blocks.size() > 1 && is_title_like(blocks.front()) ? 0 : blocks.size();
  }
  for (auto index = static_cast<std::size_t>(first - blocks.begin()); index-- > 0;) {
    if (is_title_like(blocks[index])) return index;
  }
  return blocks.size();
}

/// Without a title of its own a text is called by its first line, if that is short, or its file.
std::string fallback_title(const std::vector<TextBlock>& blocks, std::string_view path) {
  // A block of several lines may begin with its title; a file of one line may be nothing else.
  if (!blocks.empty() && (blocks.front().lines.size() > 1 || blocks.size() == 1)) {
    const TextBlock first{{blocks.front().lines.front()}};
    if (is_title_like(first)) return first.lines.front();
  }
  return readable_name(path);
}

/// Takes the lines out of the blocks that are no part of the article; those of one reason that
/// stand together are one.
std::vector<DroppedText> take_furniture(std::vector<TextBlock>& blocks, std::size_t title) {
  std::vector<DroppedText> dropped;
  const LineReasons reasons = text_furniture({blocks, title});
  if (reasons.empty()) return dropped;
  bool is_behind_dropped = false;
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < blocks[block].lines.size(); ++i) {
      std::string& line = blocks[block].lines[i];
      const std::string_view reason = reasons[block][i];
      if (reason.empty()) {
        kept.push_back(std::move(line));
      } else if (is_behind_dropped && dropped.back().reason == reason) {
        dropped.back().text += "\n" + line;
      } else {
        dropped.push_back({std::string(reason), std::move(line)});
      }
      is_behind_dropped = !reason.empty();
    }
    blocks[block].lines = std::move(kept);
  }
  return dropped;
}

/// A paragraph of the article. Above credits and notices a line is one of them, and no heading.
bool is_text(const TextBlock& block) {
  return is_paragraph(block) && role_of_line(block.lines.front()) == SectionRole::kOther;
}

std::vector<Section> sections_of(const std::vector<TextBlock>& blocks, std::size_t title) {
  std::vector<Section> sections;
  Section section;
  const auto finish = [&] {
    if (!section.heading.empty() || !section.text.empty()) sections.push_back(std::move(section));
    section = {};
  };
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].lines.empty()) continue;
    if (i == title) {
      finish();
      continue;
    }
    std::size_t next = i + 1;
    while (next < blocks.size() && blocks[next].lines.empty()) ++next;
    const bool is_heading = title < i && next < blocks.size() && is_heading_like(blocks[i]) &&
                            (is_known_heading(blocks[i].lines.front()) || is_text(blocks[next]));
    if (is_heading) {
      finish();
      section.heading = blocks[i].lines.front();
      section.level = kHeadingLevel;
      continue;
    }
    if (i != title && begins_end_matter(blocks[i])) {
      finish();
      section = {.heading = blocks[i].lines.front(), .level = kHeadingLevel};
      section.text = text_of({{blocks[i].lines.begin() + 1, blocks[i].lines.end()}});
      continue;
    }
    if (!section.text.empty()) section.text += blocks[i].goes_on ? "\n" : "\n\n";
    section.text += text_of(blocks[i]);
  }
  finish();
  return sections;
}

}  // namespace

Result<ReadResult> read_text(const SourceBytes& source, const ReadOptions& options) {
  const Result<DecodedText> decoded = decode_to_utf8(source.bytes);
  if (!decoded) return tl::unexpected(decoded.error());
  std::vector<TextBlock> blocks = blocks_of(decoded->text());
  const std::size_t title = title_block(blocks);

  Article article;
  article.id = source.fallback_id;
  article.language = options.language;
  article.title =
      title == blocks.size() ? fallback_title(blocks, source.path) : blocks[title].lines.front();
  std::vector<DroppedText> dropped = take_furniture(blocks, title);
  if (options.keep_dropped) article.dropped = std::move(dropped);
  article.sections = sections_of(blocks, title);
  ReadResult result;
  result.repaired = decoded->repaired ? 1 : 0;
  result.articles.push_back(std::move(article));
  return result;
}

}  // namespace medlar
