// What is done with every article between its reader and the index: the one order of the steps of
// cleaning that need no markup.
//
// Pure function; thread-safe.
#pragma once

#include "corpus/article.h"

namespace medlar {

/// Raises citation marks, puts blanks between sentences that lost them, makes sections of the end
/// matter, gives every section its role, and takes from the credits what the source has not said
/// otherwise: dates, authors, reviewers.
void understand(Article& article);

}  // namespace medlar
