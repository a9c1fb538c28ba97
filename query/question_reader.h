// Reads a question as people ask it: what it asks for ("how is ... treated", "side effects of"),
// and what in it is about the person and not about the subject (ages, durations, doses, readings).
//
// The reviewed tables are corpus/vocabulary/question_intents.*.txt and measures.*.txt. Pure
// functions; thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "query/query_tree.h"

namespace medlar {

/// The roles of the sections that answer, in the order of the question, each once, no more than
/// three; empty where the question says none.
std::vector<SectionRole> asked_roles(std::string_view question, std::string_view language);

/// Where measures stand, in order: "250 mg twice daily", "54 y/o", "for three weeks", "120/80",
/// "in his 40s". A number alone is none: "type 2 diabetes", "trisomy 13".
std::vector<QueryRange> measures_in(std::string_view question, std::string_view language);

}  // namespace medlar
