// What the XML readers have in common: from a source's bytes to a document.
#pragma once

#include <string_view>

#include "corpus/reader.h"
#include "corpus/readers/xml_document.h"

namespace medlar {

struct XmlSource {
  XmlDocument document;
  ReadResult result;  // without articles: a count of repairs, a rejection when the XML is broken
};

/// Decodes and parses. Broken XML is read as far as it can be repaired, and named as a rejection
/// beside the articles, because what stood after the break may be missing.
Result<XmlSource> xml_source(const SourceBytes& source);

/// The error for an XML file of another kind than the reader's.
tl::unexpected<Error> unexpected_root(XmlNode root, std::string_view expected);

}  // namespace medlar
