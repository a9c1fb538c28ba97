// Topics: the questions of a test collection, read from the forms that collections come in.
//
//   TSV          qid TAB text                                        wording: text
//   TREC         <top> <num> ... <title> ... <desc> ... <narr>       wordings: title, desc, narr
//   XML          <topic number="1"> <query> ... <question> ...       wordings: the elements' names,
//                                                                    text where there are none
//   BEIR         {"_id": "1", "text": "..."} lines                   wording: text
//   LiveQA-Med   <NLM-QUESTION qid="TQ1"> (Ben Abacha et al., TREC 2017)
//                wordings: original (subject and message), paraphrase, summary; "TQ1" is topic 1,
//                as the judgments number it
//
// The form is told by the content. A topic's text may be empty: it then finds nothing. Qids are
// written as in a run (run_word).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"

namespace medlar {

struct Topic {
  std::string qid;
  std::string text;
};

/// The topics of a file ("-": stdin) in its order, in the wording that is asked for; empty: the
/// first that the form above lists. kBadInput, naming file and line, for a line that is none, a
/// repeated qid, a wording that no topic has, and a file without topics.
Result<std::vector<Topic>> read_topics(const std::filesystem::path& file,
                                       std::string_view wording = {});

/// As read_topics, for text at hand; `name` is what errors call it.
Result<std::vector<Topic>> parse_topics(std::string_view text, const std::filesystem::path& name,
                                        std::string_view wording = {});

}  // namespace medlar
