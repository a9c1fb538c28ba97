#include "corpus/analysis/known_words.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "corpus/analysis/packed_words.h"

// The file becomes a part of the program as it is: a string literal of three million bytes would
// take the compiler many seconds and much memory.
__asm__(
    ".section .rodata\n"
    ".balign 8\n"
    "medlar_known_words_begin:\n"
    ".incbin \"" MEDLAR_KNOWN_WORDS_FILE
    "\"\n"
    "medlar_known_words_end:\n"
    ".byte 0\n"
    ".text\n");
extern "C" const char medlar_known_words_begin[];
extern "C" const char medlar_known_words_end[];

namespace medlar {
namespace {

using namespace packed_words;

std::uint32_t number_at(std::size_t index) {
  std::uint32_t number = 0;
  std::memcpy(&number, medlar_known_words_begin + index * sizeof number, sizeof number);
  return number;
}

std::uint8_t byte_at(const char* at) { return static_cast<std::uint8_t>(*at); }

const char* block_begin(std::uint32_t block) {
  return medlar_known_words_begin + (std::size_t{number_at(0)} + 1) * sizeof(std::uint32_t) +
         number_at(block + std::size_t{1});
}

/// Reads a block's words one after the other.
class BlockReader {
 public:
  explicit BlockReader(std::uint32_t block) : at_(block_begin(block)) {}

  bool next() {
    if (count_++ == kBlockWords || at_ >= medlar_known_words_end) return false;
    const std::size_t shared = byte_at(at_);
    const std::size_t rest = byte_at(at_ + 1);
    std::memcpy(letters_ + shared, at_ + 2, rest);
    size_ = shared + rest;
    mark_ = byte_at(at_ + 2 + rest);
    at_ += 3 + rest;
    return true;
  }
  std::string_view word() const { return {letters_, size_}; }
  KnownWord known() const {
    return {(mark_ & kBandBits) * kBandUnit, (mark_ & kNameBit) != 0, (mark_ & kSpanishBit) != 0};
  }

 private:
  const char* at_;
  std::size_t count_ = 0;
  char letters_[kMaxWordBytes] = {};
  std::size_t size_ = 0;
  std::uint8_t mark_ = 0;
};

/// A block's first word stands in one piece.
std::string_view first_word(std::uint32_t block) {
  const char* at = block_begin(block);
  return {at + 2, byte_at(at + 1)};
}

}  // namespace

std::optional<KnownWord> find_known_word(std::string_view folded) {
  if (folded.size() < 2 || folded.size() > kMaxWordBytes) return std::nullopt;
  std::uint32_t low = 0;  // the last block whose first word is not past `folded`
  std::uint32_t high = number_at(0);
  while (high - low > 1) {
    const std::uint32_t middle = low + (high - low) / 2;
    (first_word(middle) <= folded ? low : high) = middle;
  }
  for (BlockReader words(low); words.next();) {
    if (words.word() == folded) return words.known();
    if (words.word() > folded) break;
  }
  return std::nullopt;
}

void each_known_word(const std::function<void(std::string_view, KnownWord)>& visit) {
  for (std::uint32_t block = 0; block < number_at(0); ++block) {
    for (BlockReader words(block); words.next();) visit(words.word(), words.known());
  }
}

bool is_known_word(std::string_view folded, int band) {
  const auto word = find_known_word(folded);
  return word.has_value() && word->band <= band;
}

}  // namespace medlar
