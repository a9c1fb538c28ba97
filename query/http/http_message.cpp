#include "query/http/http_message.h"

#include <algorithm>

namespace medlar {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view header(const std::vector<HttpHeader>& headers, std::string_view name) {
  for (const HttpHeader& row : headers) {
    if (equals_ignoring_case(row.name, name)) return row.value;
  }
  return {};
}

std::size_t count_headers(const std::vector<HttpHeader>& headers, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count_if(
      headers, [name](const HttpHeader& row) { return equals_ignoring_case(row.name, name); }));
}

}  // namespace medlar
