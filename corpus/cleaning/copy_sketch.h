// What a build keeps in memory of each article to find its copies: a hash of all it says, and
// the bands of a MinHash signature (Broder, "On the resemblance and containment of documents",
// 1997) for what is nearly the same.
//
// Two texts that share the part J of their shingles agree in a value of the signature with
// probability J, in a band of two values with J^2, in one of twelve bands with 1 - (1 - J^2)^12:
// 0.97 for J = 0.5. All values come from one hash of each shingle (one permutation hashing: Li,
// Owen and Zhang, NIPS 2012), and values that a short text leaves empty are borrowed as Shrivastava
// does it ("Optimal densification for fast and accurate minwise hashing", ICML 2017).
//
// Candidates are compared by more values first, of which four bits each are kept (P. Li and A. C.
// König, "b-Bit minwise hashing", WWW 2010): of two that differ, these are the same in one of 15.
//
// 128 bytes an article. Pure functions and plain values; thread-safe.
#pragma once

#include <array>
#include <cstdint>

#include "corpus/cleaning/compared_text.h"

namespace medlar {

inline constexpr std::size_t kBands = 12;
inline constexpr std::size_t kBandValues = 2;

// Of a shorter text the half may be a notice that stands below many; such are copies only when
// they are the same word for word.
inline constexpr std::size_t kMinNearWords = 50;

inline constexpr std::size_t kComparedValues = 128;

struct CopySketch {
  std::uint64_t exact = 0;                  // of the title and all words
  std::uint32_t title = 0;                  // 0: the title says nothing
  std::array<std::uint32_t, kBands> bands;  // each with the title; all 0 for a short text
  std::array<std::uint8_t, kComparedValues / 2> values;  // two in each; 0: no shingle has such
};

CopySketch copy_sketch(const ComparedText& text);

/// About the part of their shingles that two texts share; 0 of a short text.
double resemblance(const CopySketch& a, const CopySketch& b);

}  // namespace medlar
