#include "corpus/readers/page_facts.h"

#include <algorithm>

#include "corpus/date.h"
#include "corpus/readers/block_walker.h"
#include "corpus/readers/language_names.h"
#include "corpus/readers/text_builder.h"

namespace medlar {
namespace {

constexpr std::size_t kLongestFact = 500;
constexpr std::size_t kMostListed = 64;

std::string absolute_url(const std::string& url) {
  return url.starts_with("https://") || url.starts_with("http://") ? url : std::string();
}

std::string same(const std::string& value) { return value; }

/// How the values of a fact are read, and whether it is a list.
struct FactForm {
  Fact fact;
  std::string (*read)(const std::string&);
  bool is_list;
};
const FactForm kForms[] = {
    {Fact::kTitle, same, false},
    {Fact::kUrl, absolute_url, false},
    {Fact::kLanguage, [](const std::string& v) { return language_tag(v); }, false},
    {Fact::kSource, same, false},
    {Fact::kAudience, same, false},
    {Fact::kReviewed, [](const std::string& v) { return leading_date(v); }, false},
    {Fact::kUpdated, [](const std::string& v) { return leading_date(v); }, false},
    {Fact::kAuthor, same, true},
    {Fact::kReviewer, same, true},
    {Fact::kName, same, true},
};
static_assert(std::size(kForms) == kFactCount);

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" .\t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" .,\t\r\n") - begin + 1);
}

}  // namespace

void PageFacts::offer(Fact fact, int rank, std::string_view value) {
  Kept& kept = kept_[static_cast<std::size_t>(fact)];
  if (rank > kept.rank || value.empty() || value.size() > kLongestFact) return;
  const FactForm& form = kForms[static_cast<std::size_t>(fact)];
  std::string read = form.read(one_line(value));
  if (read.empty()) return;
  if (rank < kept.rank) {
    kept.values.clear();
  } else if (!form.is_list || kept.values.size() >= kMostListed) {
    return;  // of equals the first
  }
  kept.rank = rank;
  if (std::ranges::find(kept.values, read) == kept.values.end()) {
    kept.values.push_back(std::move(read));
  }
}

std::string PageFacts::first(Fact fact) const {
  return of(fact).values.empty() ? std::string() : of(fact).values.front();
}

void PageFacts::fill(Article& article) const {
  const std::pair<Fact, std::string*> single[] = {
      {Fact::kUrl, &article.url},           {Fact::kLanguage, &article.language},
      {Fact::kSource, &article.source},     {Fact::kAudience, &article.audience},
      {Fact::kReviewed, &article.reviewed}, {Fact::kUpdated, &article.updated},
  };
  for (const auto& [fact, field] : single) {
    if (field->empty()) *field = first(fact);
  }
  const std::pair<Fact, std::vector<std::string>*> lists[] = {
      {Fact::kAuthor, &article.authors},
      {Fact::kReviewer, &article.reviewers},
      {Fact::kName, &article.names},
  };
  for (const auto& [fact, field] : lists) {
    if (field->empty()) *field = all(fact);
  }
  if (article.source.empty()) article.source = host_of(article.url);
}

std::vector<std::string> listed_names(std::string_view text) {
  std::vector<std::string> names;
  constexpr std::string_view kConnectives[] = {"and ", "or ", "y ", "o ", "e "};
  const char separator = text.find_first_of(";|") != std::string_view::npos ? ';' : ',';
  while (!text.empty()) {
    std::size_t end = 0;
    // A comma inside brackets belongs to the name.
    for (int depth = 0; end < text.size(); ++end) {
      const char c = text[end];
      if (c == '(') ++depth;
      if (c == ')') --depth;
      if (depth <= 0 && (c == separator || (separator == ';' && c == '|'))) break;
    }
    std::string_view part = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool last = text.empty();
    for (const std::string_view word : kConnectives) {
      if (part.starts_with(word)) part = trimmed(part.substr(word.size()));
    }
    // Only the last part may hold the "and" of the list itself.
    if (last && separator == ',') {
      for (const std::string_view word : {" and ", " or ", " y ", " o "}) {
        const std::size_t at = part.find(word);
        if (at == std::string_view::npos) continue;
        names.emplace_back(trimmed(part.substr(0, at)));
        part = trimmed(part.substr(at + word.size()));
        break;
      }
    }
    if (!part.empty()) names.emplace_back(part);
  }
  return names;
}

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t user = url.rfind('@'); user != std::string_view::npos) {
    url.remove_prefix(user + 1);
  }
  url = url.substr(0, url.find(':'));
  if (url.starts_with("www.")) url.remove_prefix(4);
  return std::string(url);
}

}  // namespace medlar
