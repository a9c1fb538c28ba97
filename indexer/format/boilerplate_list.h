// The file that lists the boilerplate of an index (corpus/cleaning/boilerplate.h): which sentences
// it is, in how many articles each stands, and what they are known by.
//
// A text file beside the database, commonest first:
//   MEDLBPL1 TAB fnv1a LF                        of all that follows
//   print TAB articles TAB source TAB text LF    for each sentence
// Prints and hash are 16 hexadecimal digits. The text is that of the first article that holds it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/article.h"
#include "corpus/cleaning/boilerplate.h"
#include "corpus/error.h"

namespace medlar {

struct ListedBoilerplate {
  std::uint64_t print = 0;
  std::uint64_t articles = 0;  // in which it stands
  std::string source;          // of them
  std::string text;            // at most kMaxListedBytes of it, on one line
};

inline constexpr std::size_t kMaxListedBytes = 1000;

/// An article's place in the corpus.
struct ArticlePlace {
  std::size_t shard = 0;
  std::uint64_t number = 0;
  auto operator<=>(const ArticlePlace&) const = default;
};

/// Lists what is found while an index is built. One for each thread; what is added in another
/// order gives the same list.
class BoilerplateTally {
 public:
  void add(const Article& article, std::span<const BoilerplateSentence> found, ArticlePlace place);
  void add(BoilerplateTally&& other);

  /// Commonest first, then by source and text.
  std::vector<ListedBoilerplate> list() const;
  std::size_t size() const { return sentences_.size(); }

 private:
  struct Sentence {
    ArticlePlace first;
    ListedBoilerplate listed;
  };
  std::unordered_map<std::uint64_t, Sentence> sentences_;  // by print
};

Result<void> write_boilerplate(const std::vector<ListedBoilerplate>& list,
                               const std::filesystem::path& file);

/// kIndexDamaged where the file is not as it was written.
Result<std::vector<ListedBoilerplate>> read_boilerplate(const std::filesystem::path& file);

/// The fingerprints of a list.
BoilerplateSet boilerplate_set(const std::vector<ListedBoilerplate>& list);

}  // namespace medlar
