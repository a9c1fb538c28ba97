// What HTML elements do to text, and which of them are the page's furniture: the tables.
#pragma once

#include <span>
#include <string_view>

#include "corpus/readers/block_walker.h"

namespace medlar {

/// How each HTML element breaks or joins text.
const BlockRules& html_block_rules();

/// Why an element of this name is left out of the main content, or empty. "header" is left out
/// only where it is the site's (see main_content.cpp).
std::string_view furniture_element(std::string_view element);

/// Why an element with this class attribute (or id) is left out, or empty.
std::string_view furniture_class(std::string_view class_attribute);
std::string_view furniture_id(std::string_view id);

/// True for elements whose content is no text at all, whoever looks.
bool holds_no_text(std::string_view element);

}  // namespace medlar
