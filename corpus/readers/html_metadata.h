// What a web page says about itself: <meta>, <link>, JSON-LD, <time>, and labels that people read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/readers/page_facts.h"
#include "corpus/readers/xml_document.h"

namespace medlar {

struct HtmlMetadata {
  PageFacts facts;
  std::string page_title;             // <title>
  std::vector<std::string> headings;  // the first few <h1>
};

HtmlMetadata html_metadata(XmlNode root);

/// Offers what a JSON-LD script says; broken JSON offers nothing. (schema.org vocabulary.)
void offer_json_ld(std::string_view json, PageFacts& facts);

/// The article's title out of <title>, <h1> and og:title: <title> without the site's name, when a
/// heading says the same without it.
std::string chosen_title(const HtmlMetadata& metadata);

}  // namespace medlar
