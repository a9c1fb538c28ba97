// Packs lists of words for known_words.cpp. Runs while the program is being built:
//   pack_words OUT SCOWL_FOLDER SPANISH_LIST SPANISH_BAND
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analysis/packed_words.h"

namespace {

using namespace medlar::packed_words;

bool is_letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/// Small letters: ASCII's, and those of Latin-1 ("Ñ" is "ñ"), which is all the lists need.
std::string folded(std::string word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto c = static_cast<unsigned char>(word[i]);
    if (c >= 'A' && c <= 'Z') word[i] = static_cast<char>(c | 0x20);
    const auto before = static_cast<unsigned char>(i == 0 ? 0 : word[i - 1]);
    if (before == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97)
      word[i] = static_cast<char>(c + 0x20);
  }
  return word;
}

/// Which of two marks a word gets: the smaller band, of equal ones that of a word, not a name; but
/// the largest list of English knows what Spanish does not.
int order_of(std::uint8_t mark) {
  constexpr int kBehindSensibleLists = 85 / kBandUnit;
  const int band = (mark & kSpanishBit) != 0 ? kBehindSensibleLists : mark & kBandBits;
  return band * 2 + ((mark & kNameBit) != 0 ? 1 : 0);
}

/// Each word with its mark.
using Words = std::map<std::string, std::uint8_t>;

void read(const std::filesystem::path& list, std::uint8_t mark, Words& words) {
  std::ifstream in(list);
  for (std::string line; std::getline(in, line);) {
    if (line.size() < 2 || line.size() > kMaxWordBytes) continue;
    if (!std::ranges::all_of(line,
                             [](char c) { return is_letter(static_cast<unsigned char>(c)); })) {
      continue;
    }
    const auto [entry, is_new] = words.try_emplace(folded(line), mark);
    if (!is_new && order_of(mark) < order_of(entry->second)) entry->second = mark;
  }
}

std::uint8_t mark_of(const char* band) {
  return static_cast<std::uint8_t>(std::atoi(band) / kBandUnit);
}

void put(std::ofstream& out, std::uint32_t number) {
  out.write(reinterpret_cast<const char*>(&number), sizeof number);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return EXIT_FAILURE;
  Words words;
  for (const auto& file : std::filesystem::directory_iterator(argv[2])) {
    // "british-words.60": abbreviations and contractions are no words; variants of level 2 and 3
    // are spellings that are hardly ever right.
    const std::string name = file.path().filename();
    const std::string kind = name.substr(0, name.find('.'));
    if (kind.find("variant_2") != std::string::npos ||
        kind.find("variant_3") != std::string::npos) {
      continue;
    }
    const std::uint8_t band = mark_of(file.path().extension().c_str() + 1);
    if (kind.ends_with("-words")) read(file.path(), band, words);
    if (kind.ends_with("-upper") || kind.ends_with("-proper-names")) {
      read(file.path(), band | kNameBit, words);
    }
  }
  read(argv[3], mark_of(argv[4]) | kSpanishBit, words);
  if (words.size() < 100'000) {
    std::cerr << "pack_words: too few words in " << argv[2] << " and " << argv[3] << '\n';
    return EXIT_FAILURE;
  }
  std::string blocks;
  std::vector<std::uint32_t> offsets;
  std::string_view previous;
  std::size_t number = 0;
  for (const auto& [word, mark] : words) {
    if (number++ % kBlockWords == 0) {
      offsets.push_back(static_cast<std::uint32_t>(blocks.size()));
      previous = {};
    }
    const auto shared =
        static_cast<std::size_t>(std::ranges::mismatch(word, previous).in1 - word.begin());
    blocks += static_cast<char>(shared);
    blocks += static_cast<char>(word.size() - shared);
    blocks += word.substr(shared);
    blocks += static_cast<char>(mark);
    previous = word;
  }
  std::ofstream out(argv[1], std::ios::binary);
  put(out, static_cast<std::uint32_t>(offsets.size()));
  for (const std::uint32_t offset : offsets) put(out, offset);
  out.write(blocks.data(), static_cast<std::streamsize>(blocks.size()));
  return out.good() ? EXIT_SUCCESS : EXIT_FAILURE;
}
