// What must not reach the markup parser, taken away by one scan over the source.
//
// Measured with libxml2 2.9.14: one tag with 100,000 attributes takes 20 s, because each is
// compared with all others; text after an unclosed comment is lost. The scan itself is linear.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "corpus/error.h"

namespace medlar {

inline constexpr std::size_t kMostTagBytes = 64 * 1024;
inline constexpr std::size_t kMostAttributes = 400;  // as other careful users of libxml2 do

/// Of a whole page; tags beyond lose theirs. Each attribute takes the parser some 270 bytes.
inline constexpr std::size_t kMostPageAttributes = 500'000;

/// A page of nothing but "<p>x" costs the parser and its readers some kilobytes and microseconds an
/// element; the longest real pages known to us have some ten thousand.
inline constexpr std::size_t kMostTags = 250'000;

/// True when the source has more than kMostTags tags, opening or closing.
bool has_too_many_tags(std::string_view html);

/// HTML in which every oversized tag has lost its attributes (an image inside a data: address is
/// the usual case), and every tag after kMostPageAttributes of them, and an unclosed comment or
/// title cannot swallow the page. Views `html` itself where nothing had to change, else `storage`.
std::string_view guarded_html(std::string_view html, std::string& storage);

/// XML without its DOCTYPE, so that there are no entity definitions to expand or to fetch. The
/// entities of HTML, which JATS and others take from their DTD, become characters; of any other
/// the name stays as text, so that no word is lost. An oversized tag is kBadInput.
Result<std::string> guarded_xml(std::string_view xml);

}  // namespace medlar
