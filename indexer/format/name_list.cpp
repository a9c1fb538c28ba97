#include "indexer/format/name_list.h"

#include <algorithm>

#include "corpus/fnv1a.h"

namespace medlar {
namespace {

constexpr std::size_t kChecksumEnd = 16;  // behind the magic and the checksum
constexpr std::size_t kHeaderBytes = kChecksumEnd + 8 * 8;
constexpr std::size_t kArticleFields = 5;
constexpr std::size_t kConceptFields = 2;

std::uint64_t number_at(std::string_view bytes, std::size_t at) {
  const NameNumbers halves(bytes.substr(at, 8));
  return halves[0] | std::uint64_t{halves[1]} << 32U;
}

/// True when the numbers rise from 0 to `end`, or stay.
bool are_begins(const NameNumbers& begins, std::uint64_t end) {
  std::uint32_t last = 0;
  bool rise = begins[0] == 0;
  for (std::size_t i = 0; i < begins.size(); ++i) {
    rise &= last <= begins[i];
    last = begins[i];
  }
  return rise && last == end;
}

bool are_below(const NameNumbers& numbers, std::uint64_t end) {
  bool below = true;
  for (std::size_t i = 0; i < numbers.size(); ++i) below &= (numbers[i] & ~kNameFlag) < end;
  return below;
}

}  // namespace

Result<NameList> NameList::open(const std::filesystem::path& file) {
  auto mapped = MappedFile::open(file);
  if (!mapped) return tl::unexpected<Error>(mapped.error());
  NameList list(std::move(*mapped));
  if (list.has_sound_header() && list.has_sound_numbers()) return list;
  return failure(ErrorCode::kIndexDamaged, "the index's list of names cannot be read",
                 "run: medlar rollback, or rebuild it: medlar index");
}

/// Cuts the file into its parts; false where they are not just as long as it.
bool NameList::has_sound_header() {
  const std::string_view bytes = file_.bytes();
  if (bytes.size() < kHeaderBytes || !bytes.starts_with(kNameListMagic)) return false;
  std::size_t at = kChecksumEnd;
  for (std::uint64_t* count :
       {&counts_.names, &counts_.words, &counts_.articles, &counts_.concepts, &counts_.occurrences,
        &counts_.text_bytes, &counts_.word_bytes, &counts_.left_out}) {
    *count = number_at(bytes, at);
    at += 8;
    if (count != &counts_.left_out && *count > bytes.size()) return false;  // sums stay small
  }
  if (counts_.names >= kNameFlag || counts_.words >= kNameFlag) return false;
  const auto take = [&](std::uint64_t size) {
    const std::string_view part = bytes.substr(std::min(at, bytes.size()), size);
    at += size;
    return part;
  };
  const auto numbers = [&](std::uint64_t count) { return NameNumbers(take(count * 4)); };
  names_ = numbers(counts_.names * kNameFields);
  name_begins_ = numbers(counts_.names + 1);
  name_words_ = numbers(counts_.occurrences);
  articles_ = numbers(counts_.articles * kArticleFields);
  concepts_ = numbers(counts_.concepts * kConceptFields);
  word_begins_ = numbers(counts_.words + 1);
  word_name_begins_ = numbers(counts_.words + 1);
  word_names_ = numbers(counts_.occurrences);
  texts_ = take(counts_.text_bytes);
  words_ = take(counts_.word_bytes);
  return at == bytes.size();
}

/// Everything that is used to look something up lies where it must.
bool NameList::has_sound_numbers() const {
  const auto is_text = [&](std::uint32_t begin, std::uint32_t size) {
    return std::uint64_t{begin} + size <= texts_.size();
  };
  bool sound = true;
  for (std::size_t at = 0; at < names_.size(); at += kNameFields) {
    sound &= is_text(names_[at], names_[at + 1]) && names_[at + 2] <= counts_.articles &&
             names_[at + 3] <= counts_.concepts;
  }
  for (std::size_t at = 0; at < concepts_.size(); at += kConceptFields) {
    sound &= is_text(concepts_[at], concepts_[at + 1]);
  }
  for (std::size_t at = 0; at < articles_.size(); at += kArticleFields) {
    sound &= is_text(articles_[at + 1], articles_[at + 2]) &&
             is_text(articles_[at + 3], articles_[at + 4]);
  }
  return sound && are_begins(name_begins_, counts_.occurrences) &&
         are_begins(word_begins_, counts_.word_bytes) &&
         are_begins(word_name_begins_, counts_.occurrences) &&
         are_below(name_words_, counts_.words) && are_below(word_names_, counts_.names);
}

NameList::Name NameList::name(std::uint32_t number) const {
  const std::size_t at = std::size_t{number} * kNameFields;
  const std::uint32_t weight = names_[at + 4];
  return {.text = texts_.substr(names_[at], names_[at + 1]),
          .kind = static_cast<NameKind>(weight & 3U),
          .articles = weight >> 2U,
          .article = names_[at + 2] - 1,
          .subject = names_[at + 3] - 1};
}

NameList::Owner NameList::article(std::uint32_t index) const {
  const std::size_t at = std::size_t{index} * kArticleFields;
  return {.number = articles_[at],
          .id = texts_.substr(articles_[at + 1], articles_[at + 2]),
          .title = texts_.substr(articles_[at + 3], articles_[at + 4])};
}

std::string_view NameList::preferred_name(std::uint32_t subject) const {
  const std::size_t at = std::size_t{subject} * kConceptFields;
  return texts_.substr(concepts_[at], concepts_[at + 1]);
}

std::string_view NameList::word(std::uint32_t number) const {
  const std::uint32_t begin = word_begins_[number];
  return words_.substr(begin, word_begins_[number + 1] - begin);
}

WordRange NameList::words_with(std::string_view rest, std::size_t at, WordRange among) const {
  const auto tail = [&](std::uint32_t number) {
    const std::string_view whole = word(number);
    return whole.substr(std::min(at, whole.size()), rest.size());
  };
  // The first word in `from` for which `is_past` holds, where it holds for all behind it.
  const auto first = [](WordRange from, auto is_past) {
    while (from.begin < from.end) {
      const std::uint32_t middle = from.begin + (from.end - from.begin) / 2;
      if (is_past(middle)) {
        from.end = middle;
      } else {
        from.begin = middle + 1;
      }
    }
    return from.begin;
  };
  const std::uint32_t begin = first(among, [&](std::uint32_t i) { return tail(i) >= rest; });
  return {begin, first({begin, among.end}, [&](std::uint32_t i) { return tail(i) > rest; })};
}

NameNumbers NameList::words_of(std::uint32_t name) const {
  return name_words_.part(name_begins_[name], name_begins_[name + 1]);
}

NameNumbers NameList::names_with(WordRange words) const {
  return word_names_.part(word_name_begins_[words.begin], word_name_begins_[words.end]);
}

bool NameList::is_as_written() const {
  const std::string_view bytes = file_.bytes();
  return number_at(bytes, kNameListMagic.size()) == fnv1a(bytes.substr(kChecksumEnd));
}

}  // namespace medlar
