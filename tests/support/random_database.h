// Databases of random articles, and what the engine reads of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace Xapian {
class Database;
}  // namespace Xapian

namespace medlar {

struct TestArticle {
  std::vector<std::pair<std::string, std::uint32_t>> terms;  // with what they weigh
  std::map<unsigned, std::string> values;
};

/// Rare terms and common ones, with weights of one byte to four; values of many sizes.
std::vector<TestArticle> random_articles(std::size_t count, unsigned seed);

/// As a build does: a file for each so many articles, merged.
void write_database(const std::vector<TestArticle>& articles, std::size_t articles_of_file,
                    const std::string& about, const std::filesystem::path& scratch,
                    const std::filesystem::path& target);

using Entries = std::vector<std::pair<std::uint32_t, std::uint64_t>>;  // article, number
using Values = std::vector<std::pair<std::uint32_t, std::string>>;

/// What a term weighs; of no term, the lengths.
Entries entries_of(const Xapian::Database& database, const std::string& term);
Values values_of(const Xapian::Database& database, unsigned slot);

}  // namespace medlar
