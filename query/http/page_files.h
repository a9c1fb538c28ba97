// The files of the page, compiled in from page/: its template, its style, its scripts.
//
// Constant; thread-safe.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace medlar {

struct PageFile {
  std::string_view name;  // "medlar.css", below /assets/
  std::string_view type;
  std::string_view text;
  std::string_view version;  // differs where the text does
};

std::span<const PageFile> page_files();

/// "/assets/medlar.css?v=1f0c..." for one of the names.
std::string page_file_address(std::string_view name);

/// page/page.html, with "{{title}}" and the like to be filled in.
std::string_view page_template();

}  // namespace medlar
