// From a tree of elements to sections of text, as a reader of the page would see them.
//
// What an element does is a row in a table of rules, one table per vocabulary (HTML, JATS), so the
// walker knows no element by name.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/article.h"
#include "corpus/readers/xml_document.h"

namespace medlar {

enum class BlockKind {
  kInline,        // joins as it stands: <b>osteo</b>porosis is one word
  kBlock,         // a paragraph of its own
  kLine,          // a line of its own: list item, term, definition
  kList,          // holds lines
  kTable,         // holds rows, unless it only lays out the page
  kRow,           // one line
  kCell,          // ends in "; " towards the next cell
  kBreak,         // <br>
  kPreformatted,  // spaces and line ends mean something
  kHeading,       // starts a section; `level` says how deep
  kSummary,       // the heading of a kDetails, one level deeper than where it stands
  kDetails,       // after it the section around it goes on
  kSection,       // nests: its kSectionTitle is a heading as deep as the nesting
  kSectionTitle,  // a heading directly in a kSection, elsewhere a block
  kLabel,         // the number of a kSection is left out; elsewhere a field
  kSuperscript,   // joins; its figures are raised: citation marks and exponents
  kNote,          // a citation mark: raised behind a word, else a space keeps it off
  kField,         // a value beside others without a space between: <year>1996</year><volume>
  kSkip,          // no text
};

struct BlockRule {
  std::string_view element;
  BlockKind kind = BlockKind::kInline;
  int level = 0;  // of a kHeading
};

using BlockRules = std::unordered_map<std::string_view, BlockRule>;

struct BlockWalk {
  XmlNode root;
  const BlockRules& rules;
  std::string_view title = {};  // the first heading that says the same opens no section of its own
  std::function<bool(XmlNode)> leave_out = {};  // elements and texts to pass over; may be empty
};

std::vector<Section> sections_below(const BlockWalk& request);

/// The rule of an element; elements without one are inline.
BlockRule rule_of(const BlockRules& rules, XmlNode element);

/// True when both say the same but for case (of ASCII) and white space.
bool says_the_same(std::string_view a, std::string_view b);

}  // namespace medlar
