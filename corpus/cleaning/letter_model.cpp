#include "corpus/cleaning/letter_model.h"

#include <cmath>
#include <cstddef>

namespace medlar {
namespace {

// 26 letters, the edge of a word, and all other letters in one.
constexpr std::size_t kSymbols = 28;
constexpr std::size_t kEdge = 26;
constexpr std::size_t kOther = 27;

// How much the shorter context counts against the longer one, in occurrences of the latter. Between
// 1 and 20 it made no difference worth the name.
constexpr double kBackoff = 5;

/// Calls `visit` with each symbol of a word and its closing edge.
template <class Visit>
void each_symbol(std::string_view word, Visit&& visit) {
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') {
      visit(static_cast<std::size_t>(c - 'a'));
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      visit(kOther);
    }
  }
  visit(kEdge);
}

/// The three symbols before the next one.
struct Context {
  std::size_t third = kEdge;
  std::size_t second = kEdge;
  std::size_t first = kEdge;

  void advance(std::size_t symbol) {
    third = second;
    second = first;
    first = symbol;
  }
};

}  // namespace

LetterModel::LetterModel()
    : ones_(kSymbols),
      twos_(kSymbols * kSymbols),
      threes_(kSymbols * kSymbols * kSymbols),
      fours_(kSymbols * kSymbols * kSymbols * kSymbols) {}

void LetterModel::learn(std::string_view folded) {
  Context context;
  each_symbol(folded, [&](std::size_t symbol) {
    std::size_t index = context.third * kSymbols + context.second;
    index = index * kSymbols + context.first;
    ++fours_[index * kSymbols + symbol];
    ++threes_[(context.second * kSymbols + context.first) * kSymbols + symbol];
    ++twos_[context.first * kSymbols + symbol];
    ++ones_[symbol];
    context.advance(symbol);
  });
}

double LetterModel::log10_chance(std::string_view folded) const {
  const auto mixed = [](const std::uint32_t* row, std::size_t symbol, double shorter) {
    double sum = 0;
    for (std::size_t i = 0; i < kSymbols; ++i) sum += row[i];
    return (row[symbol] + kBackoff * shorter) / (sum + kBackoff);
  };
  double chance = 0;
  Context context;
  each_symbol(folded, [&](std::size_t symbol) {
    const std::size_t two = context.second * kSymbols + context.first;
    const std::size_t three = context.third * kSymbols * kSymbols + two;
    double next = 1.0 / kSymbols;
    next = mixed(ones_.data(), symbol, next);
    next = mixed(&twos_[context.first * kSymbols], symbol, next);
    next = mixed(&threes_[two * kSymbols], symbol, next);
    next = mixed(&fours_[three * kSymbols], symbol, next);
    chance += std::log10(next);
    context.advance(symbol);
  });
  return chance;
}

}  // namespace medlar
