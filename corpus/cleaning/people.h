// Names of people (and of teams) as lines of credits write them. Pure functions; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace medlar {

/// "Ana Ruiz, MD, and Leo Roe (imaginary), PhD - Radiology" -> {"Ana Ruiz, MD", "Leo Roe, PhD"}.
/// Degrees stay with their name; brackets, specialties, posts and places do not. Empty where the
/// text is anything but names: words of a name begin with capitals.
std::vector<std::string> names_of_people(std::string_view text);

}  // namespace medlar
