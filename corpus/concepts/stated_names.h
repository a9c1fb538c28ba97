// What an article says its subject is called: a name that can be the first one, and others.
// Pure; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/article.h"

namespace medlar {

struct StatedNames {
  std::string preferred;  // never an abbreviation
  std::vector<std::string> others;
};

/// None where the article has no other names, or none that can be said in a sentence: it has
/// questions, lists, titles of papers, what has remarks in brackets.
std::optional<StatedNames> stated_names(const Article& article);

/// The title as a name; empty where it is none.
std::string title_as_name(const Article& article);

}  // namespace medlar
