// What sources call a language, to the tag that articles carry.
#pragma once

#include <string>
#include <string_view>

namespace medlar {

/// "en" for "English", "eng", "EN" and "en-GB"; empty when the name says no language we know of.
std::string language_tag(std::string_view name);

}  // namespace medlar
