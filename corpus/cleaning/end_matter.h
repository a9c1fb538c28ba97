// What stands at the ends of an article and is not about its subject: references, credits,
// disclaimers. Told by the words of each line, where no heading says it.
//
// Pure functions; thread-safe.
#pragma once

#include <string_view>

#include "corpus/article.h"

namespace medlar {

/// What one line is by its own words: kReferences, kCredits, kDisclaimer, or kOther for text.
SectionRole role_of_line(std::string_view line);

/// Makes sections of their own of what stands at a section's end, and of the credits before an
/// article's first words. Text in the middle stays where it is, and no word is lost.
void split_end_matter(Article& article);

}  // namespace medlar
