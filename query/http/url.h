// The target of a request, taken apart: path and parameters, decoded (RFC 3986; "+" in the query
// stands for a blank, as forms send it).
//
// Strict: what is not decoded without doubt is refused whole, never guessed at. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace medlar {

struct Parameter {
  std::string name;
  std::string value;
};

struct Target {
  std::string path;                   // begins with "/"; "." and ".." mean nothing here
  std::vector<Parameter> parameters;  // in their order; names may repeat
};

/// None where the target is no path, or holds a "%" without two hex digits, bytes that are not
/// UTF-8, or NUL; in the path also where it holds another control character.
std::optional<Target> parse_target(std::string_view target);

/// True for an address that a hit may link to: http or https, with nothing in it that could end an
/// attribute or hide where it leads.
bool is_web_address(std::string_view url);

/// The name in `known` that is most like what was typed. `known` must not be empty.
std::string_view nearest_name(std::string_view typed, const std::vector<std::string_view>& known);

}  // namespace medlar
