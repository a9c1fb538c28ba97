// Articles and JSON Lines for tests that only need some.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "corpus/article.h"

namespace medlar {

/// An article with every field filled in, different for each number.
inline Article full_article(int number) {
  Article article;
  article.id = fmt::format("id-{}", number);
  article.url = fmt::format("https://a.example/{}", number);
  article.title = fmt::format("Title {}", number);
  article.source = "NIDDK";
  article.language = "en";
  article.audience = "Patient";
  article.reviewed = "2019-05";
  article.updated = "2020-01-02";
  article.names = {"one name", "another name"};
  article.authors = {"A. Author"};
  article.reviewers = {"B. Reviewer", "C. Reviewer"};
  article.sections = {{"", 0, "", fmt::format("Opening text {}.", number), SectionRole::kSummary},
                      {"Causes", 2, "causes", "Caused by \xC3\xB1 things.\n\nNext paragraph.",
                       SectionRole::kCauses}};
  return article;
}

inline bool same(const Article& a, const Article& b) {
  const auto sections = [](const Article& article) {
    std::string all;
    for (const Section& s : article.sections) {
      all += fmt::format("{}|{}|{}|{}|{}\n", s.heading, s.level, s.anchor, s.text,
                         static_cast<int>(s.role));
    }
    return all;
  };
  return a.id == b.id && a.url == b.url && a.title == b.title && a.source == b.source &&
         a.language == b.language && a.audience == b.audience && a.reviewed == b.reviewed &&
         a.updated == b.updated && a.names == b.names && a.authors == b.authors &&
         a.reviewers == b.reviewers && sections(a) == sections(b);
}

/// A line of JSON Lines; the values must need no escapes.
inline std::string json_line(std::string_view id, std::string_view title, std::string_view text) {
  return fmt::format("{{\"id\": \"{}\", \"title\": \"{}\", \"text\": \"{}\"}}\n", id, title, text);
}

}  // namespace medlar
