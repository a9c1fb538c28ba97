// Reduces a folded word to the term it is indexed under: rewrites, exceptions, then Snowball.
//
// Not thread-safe: use one per thread. Movable, not copyable.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "corpus/analysis/language.h"

namespace medlar {

class Stemmer {
 public:
  /// `language` may be null: words are then their own stems.
  explicit Stemmer(const Language* language);
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;
  ~Stemmer();

  /// The stem of a case- and diacritics-folded word. Words with digits and words of one or two
  /// letters are left alone: "b12" and "als" are names, not inflections.
  std::string stem(std::string_view folded) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace medlar
