#include "indexer/format/spelling_targets.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "corpus/analysis/folding.h"
#include "corpus/analysis/known_words.h"
#include "corpus/analysis/sound_key.h"
#include "corpus/analysis/vocabulary.h"
#include "corpus/ascii.h"
#include "corpus/fnv1a.h"
#include "corpus/little_endian.h"
#include "corpus/sorted_lines.h"
#include "indexer/format/write_file.h"

namespace medlar {
namespace {

using little_endian::number_at;
using little_endian::put;

constexpr std::string_view kMagic = "MEDLSPL1";
constexpr std::size_t kHashedFrom = 16;  // behind the magic and the hash
constexpr std::size_t kHeaderBytes = kHashedFrom + 24;
constexpr std::size_t kBegins = kMaxTargetBytes + 2;
constexpr std::size_t kSignatureBytes = 16;
constexpr std::size_t kRecordBytes = 12;

struct NewTarget {
  std::string folded;
  std::string key;
  std::string_view word;
  std::uint64_t count = 0;
  bool is_listed = false;
};

bool is_latin(std::string_view folded) { return std::ranges::all_of(folded, is_small); }

/// The words that may be meant, by their lengths.
std::vector<NewTarget> targets_among(const WordCounts& counts, const WordSplits& glued) {
  std::vector<NewTarget> targets;
  for (auto at = counts.begin(); at != counts.end();) {
    NewTarget target{{}, {}, at->first.first, 0, false};
    for (; at != counts.end() && at->first.first == target.word; ++at) target.count += at->second;
    if (target.word.size() < kMinTargetBytes || target.word.size() > kMaxTargetBytes) continue;
    target.folded = fold_diacritics(target.word);
    if (!is_latin(target.folded) || !glued.of(target.word).empty()) continue;
    const auto known = find_known_word(target.word);
    target.is_listed = known.has_value() && !known->is_name;  // nobody looks for names of people
    if (!target.is_listed && target.count < kMinTargetCount) continue;
    target.key = sound_key(target.folded);
    if (target.key.size() <= kMaxTargetBytes) targets.push_back(std::move(target));
  }
  std::ranges::stable_sort(targets, {}, [](const NewTarget& t) { return t.word.size(); });
  return targets;
}

/// True when the corpus has every word of the text.
bool has_all(const WordCounts& counts, std::string_view words) {
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    const auto known = counts.lower_bound({std::string(word), ""});
    if (known == counts.end() || known->first.first != word) return false;
    words.remove_prefix(std::min(words.size(), word.size() + 1));
  }
  return true;
}

/// Lines of misspellings, folded: imported ones, and ours of words that the corpus has.
std::string misspelling_lines(const SpellingSources& sources) {
  std::map<std::string, std::string> right;
  for (const auto& [wrong, meant] : sources.misspellings) {
    std::string folded = fold_word(wrong).folded;
    if (!folded.empty() && is_latin(folded)) {
      right.try_emplace(std::move(folded), fold_word(meant).exact);
    }
  }
  for (const auto& names : vocabulary_names(vocabulary_file("common_misspellings.txt"))) {
    if (!has_all(sources.counts, names.front())) continue;
    for (const std::string& wrong : std::span(names).subspan(1)) {
      right.try_emplace(wrong, names.front());
    }
  }
  std::string lines;
  for (const auto& [wrong, meant] : right) lines += fmt::format("{}\t{}\n", wrong, meant);
  return lines;
}

}  // namespace

std::uint64_t spelling_signature(std::string_view letters) {
  std::uint64_t once = 0;
  std::uint64_t twice = 0;
  for (const char c : letters) {
    if (!is_small(c)) continue;
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(c - 'a');
    twice |= once & bit;
    once |= bit;
  }
  return once | twice << 32U;
}

Result<void> write_spelling_targets(const SpellingSources& sources,
                                    const std::filesystem::path& file) {
  const std::vector<NewTarget> targets = targets_among(sources.counts, sources.glued);
  std::string begins;
  for (std::size_t length = 0; length < kBegins; ++length) {
    const auto first = std::ranges::lower_bound(
        targets, length, {}, [](const NewTarget& target) { return target.word.size(); });
    put(begins, static_cast<std::uint32_t>(static_cast<std::uint64_t>(first - targets.begin())));
  }
  std::string signatures;
  std::string records;
  std::string texts;
  for (const NewTarget& target : targets) {
    put(signatures, spelling_signature(target.folded));
    put(signatures, spelling_signature(target.key));
    put(records, static_cast<std::uint32_t>(texts.size()));
    put(records, static_cast<std::uint32_t>(std::min<std::uint64_t>(
                     target.count, std::numeric_limits<std::uint32_t>::max())));
    put(records, static_cast<std::uint8_t>(target.key.size()));
    put(records, static_cast<std::uint8_t>(target.word.size()));
    put(records, static_cast<std::uint16_t>(target.is_listed ? 1 : 0));
    texts.append(target.key).append(target.word);
  }
  const std::string misspellings = misspelling_lines(sources);
  std::string counted;
  put(counted, std::uint64_t{targets.size()});
  put(counted, std::uint64_t{texts.size()});
  put(counted, std::uint64_t{misspellings.size()});
  const std::array<std::string_view, 6> parts{counted, begins, signatures,
                                              records, texts,  misspellings};
  std::uint64_t hash = kFnv1aBegin;
  for (const std::string_view part : parts) hash = fnv1a(part, hash);
  std::string head(kMagic);
  put(head, hash);
  return write_file(file, {head, counted, begins, signatures, records, texts, misspellings});
}

Result<SpellingTargets> SpellingTargets::open(const std::filesystem::path& file) {
  auto mapped = MappedFile::open(file);
  if (!mapped) return tl::unexpected<Error>(mapped.error());
  SpellingTargets targets(std::move(*mapped));
  if (targets.has_sound_numbers()) return targets;
  return failure(ErrorCode::kIndexDamaged, "the index's list of spellings cannot be read",
                 "run: medlar rollback, or rebuild it: medlar index");
}

bool SpellingTargets::has_sound_numbers() {
  std::string_view bytes = file_.bytes();
  if (bytes.size() < kHeaderBytes || !bytes.starts_with(kMagic)) return false;
  const std::uint64_t targets = number_at<std::uint64_t>(bytes, kHashedFrom);
  const std::uint64_t text_bytes = number_at<std::uint64_t>(bytes, kHashedFrom + 8);
  const std::uint64_t misspelling_bytes = number_at<std::uint64_t>(bytes, kHashedFrom + 16);
  bytes.remove_prefix(kHeaderBytes);
  if (misspelling_bytes > bytes.size()) return false;
  misspellings_ = bytes.substr(bytes.size() - misspelling_bytes);
  if (!misspellings_.empty() && !misspellings_.ends_with('\n')) return false;
  bytes.remove_suffix(misspelling_bytes);
  constexpr std::size_t kTargetBytes = kSignatureBytes + kRecordBytes;
  if (targets > std::numeric_limits<std::uint32_t>::max() || text_bytes > bytes.size() ||
      bytes.size() - text_bytes != kBegins * 4 + targets * kTargetBytes) {
    return false;
  }
  size_ = static_cast<std::uint32_t>(targets);
  begins_ = bytes.substr(0, kBegins * 4);
  signatures_ = bytes.substr(begins_.size(), targets * kSignatureBytes);
  records_ = bytes.substr(begins_.size() + signatures_.size(), targets * kRecordBytes);
  texts_ = bytes.substr(bytes.size() - text_bytes);
  std::uint64_t before = 0;
  for (std::size_t length = 0; length < kBegins; ++length) {
    const std::uint64_t begin = number_at<std::uint32_t>(begins_, length * 4);
    if (begin < before || begin > targets) return false;
    before = begin;
  }
  return true;
}

SpellingTargets::Target SpellingTargets::target(std::uint32_t number) const {
  const std::size_t at = std::size_t{number} * kRecordBytes;
  const auto part = [this](std::size_t begin, std::size_t bytes) {
    return texts_.substr(std::min(begin, texts_.size()), bytes);
  };
  const std::size_t begin = number_at<std::uint32_t>(records_, at);
  const std::size_t key_bytes = number_at<std::uint8_t>(records_, at + 8);
  const std::size_t word_bytes = number_at<std::uint8_t>(records_, at + 9);
  return {part(begin + key_bytes, word_bytes), part(begin, key_bytes),
          number_at<std::uint32_t>(records_, at + 4),
          number_at<std::uint8_t>(records_, at + 10) != 0};
}

std::uint32_t SpellingTargets::first_of_length(std::size_t bytes) const {
  return number_at<std::uint32_t>(begins_, std::min(bytes, kBegins - 1) * 4);
}

std::string_view SpellingTargets::meant_by(std::string_view folded) const {
  const std::string_view line = find_line(misspellings_, folded, '\t');
  return line.substr(std::min(line.size(), folded.size() + 1));
}

bool SpellingTargets::is_as_written() const {
  const std::string_view bytes = file_.bytes();
  return number_at<std::uint64_t>(bytes, kMagic.size()) == fnv1a(bytes.substr(kHashedFrom));
}

}  // namespace medlar
