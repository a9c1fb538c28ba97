#include "indexer/format/forward_index.h"

#include <algorithm>
#include <utility>

#include "corpus/little_endian.h"
#include "indexer/format/forward_index_format.h"

namespace medlar {
namespace {

using namespace forward_format;

tl::unexpected<Error> damaged() {
  return failure(ErrorCode::kIndexDamaged, "the index's words in their order are not whole",
                 "run: medlar rollback, or rebuild it: medlar index");
}

/// Reads the landmarks of a section after the other.
class LandmarkReader {
 public:
  explicit LandmarkReader(RecordCursor cursor) : cursor_(cursor) {}

  void begin_section() {
    left_ = cursor_.number();
    next_ = {};
    move_on();
  }

  /// The landmark that comes next; none behind the section's last.
  const Landmark* next() const { return has_next_ ? &next_ : nullptr; }

  void move_on() {
    has_next_ = left_ > 0 && cursor_.ok;
    if (!has_next_) return;
    --left_;
    next_.position += static_cast<std::uint32_t>(cursor_.number());
    next_.begin += static_cast<std::uint32_t>(cursor_.number());
  }

  bool is_ok() const { return cursor_.ok; }
  bool is_at_end() const { return cursor_.ok && cursor_.rest.empty() && !has_next_; }

 private:
  RecordCursor cursor_;
  std::uint64_t left_ = 0;  // of the section, without next_
  Landmark next_;
  bool has_next_ = false;
};

/// Reads the texts of a record: `on_text(field number, place)` where one begins, `on_word(word,
/// place)` for each word, until it returns false. False where the record is damaged.
template <typename OnText, typename OnWord>
bool read_texts(std::string_view record, const OnText& on_text, const OnWord& on_word) {
  RecordCursor at = parts_of(record).texts;
  std::uint64_t next = 0;  // place
  while (at.ok && !at.rest.empty()) {
    const std::uint64_t code = at.number();
    if (code >= kFirstWord) {
      if (!on_word(code - kFirstWord, static_cast<std::uint32_t>(next))) return true;
      ++next;
    } else if (code == kText) {
      const std::uint64_t field = at.number();
      if (field >= kFields.size()) return false;
      next += kTextGap;
      on_text(field, static_cast<std::uint32_t>(next));
    } else if (code == kSamePlace) {
      if (next == 0) return false;
      --next;
    } else {
      next += at.number();
    }
  }
  return at.ok;
}

/// The words that are looked for in a record.
class SoughtWords {
 public:
  explicit SoughtWords(std::span<const std::uint32_t> words) : words_(words) {
    for (const std::uint32_t word : words) bits_ |= bit(word);
  }

  /// The first place among them.
  std::optional<std::size_t> find(std::uint64_t word) const {
    // Most words of an article are none of these, which a bit tells.
    if ((bits_ & bit(word)) == 0) return std::nullopt;
    const auto found = std::ranges::find(words_, word);
    if (found == words_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - words_.begin());
  }

 private:
  static std::uint64_t bit(std::uint64_t word) { return std::uint64_t{1} << (word % 64); }

  std::span<const std::uint32_t> words_;
  std::uint64_t bits_ = 0;
};

}  // namespace

Result<ForwardIndex> ForwardIndex::open(const std::filesystem::path& file) {
  auto mapped = MappedFile::open(file);
  if (!mapped) return tl::unexpected<Error>(mapped.error());
  ForwardIndex index(std::move(*mapped));
  const std::string_view bytes = index.file_.bytes();
  if (bytes.size() < kTrailerBytes || !bytes.ends_with(kMagic)) return damaged();
  const std::size_t trailer = bytes.size() - kTrailerBytes;
  index.articles_ = little_endian::number_at<std::uint64_t>(bytes, trailer);
  for (std::size_t i = 0; i < 3; ++i) {
    index.class_ends_[i] = little_endian::number_at<std::uint32_t>(bytes, trailer + 8 + 4 * i);
  }
  const std::uint64_t stem_bytes = little_endian::number_at<std::uint32_t>(bytes, trailer + 8 + 12);
  // From the end to the beginning; a damaged size must not lead before it.
  const std::uint64_t words = index.class_ends_.back();
  const std::uint64_t behind_begins = stem_bytes + (words + 1) * kStemNumberBytes;
  if (!std::ranges::is_sorted(index.class_ends_) || behind_begins > trailer ||
      index.articles_ >= (trailer - behind_begins) / kRecordNumberBytes) {
    return damaged();
  }
  index.stems_ = trailer - stem_bytes;
  index.stem_begins_ = trailer - behind_begins;
  index.record_begins_ = index.stem_begins_ - (index.articles_ + 1) * kRecordNumberBytes;
  return index;
}

std::string_view ForwardIndex::record(std::uint64_t article) const {
  if (article == 0 || article > articles_) return {};
  const auto begin_of = [this](std::uint64_t index) {
    return little_endian::number_at<std::uint64_t>(file_.bytes(),
                                                   record_begins_ + index * kRecordNumberBytes);
  };
  const std::uint64_t begin = begin_of(article - 1);
  const std::uint64_t end = begin_of(article);
  if (begin > end || end > record_begins_) return {};
  return file_.bytes().substr(begin, end - begin);
}

std::string_view ForwardIndex::stem(std::uint32_t word) const {
  if (word >= words()) return {};
  const auto begin_of = [this](std::size_t index) {
    return little_endian::number_at<std::uint32_t>(file_.bytes(),
                                                   stem_begins_ + index * kStemNumberBytes);
  };
  const std::size_t begin = begin_of(word);
  const std::size_t end = begin_of(std::size_t{word} + 1);
  if (begin > end || stems_ + end > file_.bytes().size() - kTrailerBytes) return {};
  return file_.bytes().substr(stems_ + begin, end - begin);
}

std::optional<std::uint32_t> ForwardIndex::find(std::string_view stem) const {
  std::uint32_t class_begin = 0;
  for (const std::uint32_t class_end : class_ends_) {
    std::uint32_t low = class_begin;
    std::uint32_t high = class_end;
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      if (this->stem(middle) < stem) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low < class_end && this->stem(low) == stem) return low;
    class_begin = class_end;
  }
  return std::nullopt;
}

void ForwardIndex::visit_places(std::uint32_t article, const FieldInfo& field,
                                std::span<const std::uint32_t> words,
                                const VisitPlace& visit) const {
  const SoughtWords sought(words);
  bool is_sought = false;
  read_texts(
      record(article),
      [&](std::uint64_t number, std::uint32_t /*place*/) {
        const FieldInfo& of_text = kFields[number];
        is_sought = field.prefix.empty() ? of_text.weight > 0 : &of_text == &field;
      },
      [&](std::uint64_t word, std::uint32_t place) {
        if (!is_sought) return true;
        const auto i = sought.find(word);
        return !i || visit(*i, place);
      });
}

void ForwardIndex::find_places(std::uint32_t article, const FieldInfo& field,
                               std::span<const std::uint32_t> words, WordPlaces& places) const {
  places.resize(words.size());
  for (std::vector<std::uint32_t>& of_word : places) of_word.clear();
  visit_places(article, field, words, [&](std::size_t i, std::uint32_t place) {
    for (std::size_t same = i; same < words.size(); ++same) {
      if (words[same] != words[i] || (!places[same].empty() && places[same].back() == place))
        continue;
      places[same].push_back(place);
    }
    return true;
  });
}

bool ForwardIndex::visit_stretches(std::uint32_t article, std::span<const std::uint32_t> words,
                                   const VisitStretch& visit) const {
  const SoughtWords sought(words);
  LandmarkReader landmarks(parts_of(record(article)).landmarks);
  std::size_t sections = 0;  // that have begun
  bool is_in_section = false;
  std::uint32_t section_place = 0;
  WordsOfStretch stretch;
  const auto end_stretch = [&](std::optional<std::uint32_t> end) {
    stretch.end = end;
    if (stretch.words != 0) visit(stretch);
    stretch.words = 0;
  };
  const bool is_whole = read_texts(
      record(article),
      [&](std::uint64_t number, std::uint32_t place) {
        end_stretch(std::nullopt);
        is_in_section = is_section(kFields[number]);
        if (!is_in_section) return;
        landmarks.begin_section();
        stretch = {.section = sections++};
        section_place = place;
      },
      [&](std::uint64_t word, std::uint32_t place) {
        if (!is_in_section) return true;
        for (const Landmark* next = landmarks.next();
             next != nullptr && place - section_place >= next->position; next = landmarks.next()) {
          end_stretch(next->begin);
          stretch.from = *next;
          landmarks.move_on();
        }
        if (const auto i = sought.find(word)) stretch.words |= std::uint64_t{1} << *i;
        return true;
      });
  end_stretch(std::nullopt);
  return is_whole && landmarks.is_ok();
}

bool ForwardIndex::is_sound() const {
  for (std::uint64_t article = 1; article <= articles_; ++article) {
    LandmarkReader landmarks(parts_of(record(article)).landmarks);
    while (!landmarks.is_at_end()) {
      landmarks.begin_section();
      while (landmarks.next() != nullptr) landmarks.move_on();
      if (!landmarks.is_ok()) return false;
    }
    bool has_all = true;
    const bool is_whole = read_texts(
        record(article), [](std::uint64_t /*field*/, std::uint32_t /*place*/) {},
        [&](std::uint64_t word, std::uint32_t /*place*/) { return has_all = word < words(); });
    if (!is_whole || !has_all) return false;
  }
  return true;
}

}  // namespace medlar
