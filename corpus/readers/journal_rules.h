// What the elements of journal XML (JATS and PubMed) do to text, and who wrote an article.
#pragma once

#include <string>

#include "corpus/readers/block_walker.h"

namespace medlar {

const BlockRules& journal_block_rules();

/// The ISO date of an element with <year>, <month> and <day> children, in either vocabulary's case;
/// months are numbers or names.
std::string date_of_parts(XmlNode element);

/// Text of an element on one line, with citation marks kept apart from words.
std::string journal_line(XmlNode element);

}  // namespace medlar
