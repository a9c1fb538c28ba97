// A forward index of texts whose words are their stems, for tests.
#pragma once

#include <cstdint>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/format/forward_index.h"
#include "indexer/format/forward_index_writer.h"

namespace medlar {

struct ForwardText {
  std::string_view field;
  std::string words;  // with blanks between; "+word" stands at the place of the word before
  std::vector<Landmark> landmarks = {};
};

using ForwardArticle = std::vector<ForwardText>;

inline void expect_done(const Result<void>& done) {
  if (!done) throw std::runtime_error(done.error().message);
}

/// Writes the articles as one shard.
inline void write_forward_shard(const std::vector<ForwardArticle>& articles,
                                const std::filesystem::path& file) {
  auto writer = ForwardIndexWriter::create(file).value();
  for (const ForwardArticle& article : articles) {
    for (const ForwardText& text : article) {
      std::vector<std::string> words;
      std::istringstream all(text.words);
      for (std::string word; all >> word;) words.push_back(word);
      std::vector<Token> tokens;
      std::uint32_t next = 0;
      for (std::string_view word : words) {
        Token token;
        if (word.starts_with('+')) {
          word.remove_prefix(1);
          --next;
        }
        token.term = word;
        token.position = next++;
        tokens.push_back(token);
      }
      const FieldInfo* const field = find_field(text.field);
      if (field == nullptr) throw std::logic_error("no such field");
      writer.add_text(*field, tokens, text.landmarks);
    }
    expect_done(writer.end_article());
  }
  expect_done(writer.finish());
}

/// The articles' forward index, in `folder`.
inline ForwardIndex forward_index_of(const std::vector<ForwardArticle>& articles,
                                     const std::filesystem::path& folder) {
  write_forward_shard(articles, folder / "forward-shard");
  expect_done(merge_forward_indexes({folder / "forward-shard"}, folder / "forward"));
  return ForwardIndex::open(folder / "forward").value();
}

}  // namespace medlar
