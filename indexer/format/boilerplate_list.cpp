#include "indexer/format/boilerplate_list.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "corpus/fnv1a.h"
#include "indexer/format/mapped_file.h"
#include "indexer/format/write_file.h"

namespace medlar {
namespace {

constexpr std::string_view kMagic = "MEDLBPL1\t";

/// A text as it stands in a line: without the characters that end fields, and not endlessly long.
std::string one_field(std::string_view text) {
  std::size_t size = std::min(text.size(), kMaxListedBytes);
  while (size < text.size() && size > 0 &&
         (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) {
    --size;
  }
  std::string field(text.substr(0, size));
  std::ranges::replace_if(
      field, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  return field;
}

/// Takes the text up to `end` off the front.
std::string_view take_field(std::string_view& text, char end) {
  const std::size_t size = std::min(text.find(end), text.size());
  const std::string_view field = text.substr(0, size);
  text.remove_prefix(std::min(size + 1, text.size()));
  return field;
}

bool read_number(std::string_view digits, int base, std::uint64_t& number) {
  const char* const end = digits.data() + digits.size();
  return std::from_chars(digits.data(), end, number, base).ptr == end && !digits.empty();
}

}  // namespace

void BoilerplateTally::add(const Article& article, std::span<const BoilerplateSentence> found,
                           ArticlePlace place) {
  std::set<std::uint64_t> counted;
  for (const BoilerplateSentence& sentence : found) {
    if (sentence.print == 0 || !counted.insert(sentence.print).second) continue;
    const auto [known, is_new] = sentences_.try_emplace(sentence.print);
    ListedBoilerplate& listed = known->second.listed;
    ++listed.articles;
    if (!is_new && known->second.first < place) continue;
    const std::string_view text = article.sections.at(sentence.section).text;
    known->second.first = place;
    listed.print = sentence.print;
    listed.source = one_field(article.source);
    listed.text = one_field(text.substr(sentence.begin, sentence.end - sentence.begin));
  }
}

void BoilerplateTally::add(BoilerplateTally&& other) {
  for (auto& [print, sentence] : other.sentences_) {
    const auto [known, is_new] = sentences_.try_emplace(print, std::move(sentence));
    if (is_new) continue;
    const std::uint64_t articles = known->second.listed.articles + sentence.listed.articles;
    if (sentence.first < known->second.first) known->second = std::move(sentence);
    known->second.listed.articles = articles;
  }
}

std::vector<ListedBoilerplate> BoilerplateTally::list() const {
  std::vector<ListedBoilerplate> list;
  list.reserve(sentences_.size());
  for (const auto& [print, sentence] : sentences_) list.push_back(sentence.listed);
  std::ranges::sort(list, [](const ListedBoilerplate& a, const ListedBoilerplate& b) {
    return std::tie(b.articles, a.source, a.text, a.print) <
           std::tie(a.articles, b.source, b.text, b.print);
  });
  return list;
}

Result<void> write_boilerplate(const std::vector<ListedBoilerplate>& list,
                               const std::filesystem::path& file) {
  std::string lines;
  for (const ListedBoilerplate& sentence : list) {
    lines += fmt::format("{:016x}\t{}\t{}\t{}\n", sentence.print, sentence.articles,
                         sentence.source, sentence.text);
  }
  return write_file(file, {kMagic, fmt::format("{:016x}\n", fnv1a(lines)), lines});
}

Result<std::vector<ListedBoilerplate>> read_boilerplate(const std::filesystem::path& file) {
  const auto damaged = [] {
    return failure(ErrorCode::kIndexDamaged, "the index's list of boilerplate is damaged",
                   "run: medlar rollback, or rebuild it: medlar index");
  };
  const auto mapped = MappedFile::open(file);
  if (!mapped) return tl::unexpected<Error>(mapped.error());
  if (!mapped->bytes().starts_with(kMagic)) return damaged();
  std::string_view text = mapped->bytes().substr(kMagic.size());
  std::uint64_t hash = 0;
  if (!read_number(take_field(text, '\n'), 16, hash) || hash != fnv1a(text)) return damaged();
  std::vector<ListedBoilerplate> list;
  while (!text.empty()) {
    std::string_view line = take_field(text, '\n');
    ListedBoilerplate sentence;
    if (!read_number(take_field(line, '\t'), 16, sentence.print) ||
        !read_number(take_field(line, '\t'), 10, sentence.articles)) {
      return damaged();
    }
    sentence.source = take_field(line, '\t');
    sentence.text = line;
    list.push_back(std::move(sentence));
  }
  return list;
}

BoilerplateSet boilerplate_set(const std::vector<ListedBoilerplate>& list) {
  std::vector<std::uint64_t> prints;
  prints.reserve(list.size());
  for (const ListedBoilerplate& sentence : list) prints.push_back(sentence.print);
  return BoilerplateSet(std::move(prints));
}

}  // namespace medlar
