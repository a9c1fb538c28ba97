#include "corpus/readers/xml_source.h"

#include <fmt/format.h>

#include "corpus/encoding.h"

namespace medlar {

Result<XmlSource> xml_source(const SourceBytes& source) {
  const Result<DecodedText> decoded = decode_to_utf8(source.bytes, declared_encoding(source.bytes));
  if (!decoded) return tl::unexpected(decoded.error());
  Result<XmlDocument> document = XmlDocument::parse_xml(decoded->text());
  if (!document) return tl::unexpected(document.error());
  ReadResult result;
  result.repaired = decoded->repaired ? 1 : 0;
  if (document->was_broken()) {
    result.rejections.push_back(
        {source.path, "broken_xml", "the XML is not well-formed; what could be read was read"});
  }
  return XmlSource{std::move(*document), std::move(result)};
}

tl::unexpected<Error> unexpected_root(XmlNode root, std::string_view expected) {
  return failure(ErrorCode::kBadInput,
                 fmt::format("the root element is <{}>, not {}", root.name(), expected),
                 "name the right format with --format");
}

}  // namespace medlar
