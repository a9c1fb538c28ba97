// What names are like, as articles and vocabularies write them. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace medlar {

/// True for "MI", "HbA1c", "5-HT", "MEN 1": capitals, or more of them than small letters, in one
/// word and perhaps a number.
bool is_written_as_abbreviation(std::string_view name);

/// The words of an inverted name in the order they are said in: "infarction, myocardial" is
/// "myocardial infarction", "tibia, absence of" is "absence of tibia". What is a list, or chemistry
/// ("1,4-dioxane"), stays as it is.
std::string in_spoken_order(std::string_view name);

/// What is left of a name when case, plurals, possessives, hyphens and punctuation say nothing.
/// English and Spanish plurals of the regular kind; for telling names apart, not for searching.
std::string name_key(std::string_view name);

/// Blanks at both ends taken off, those within made single.
std::string with_single_blanks(std::string_view text);

std::size_t count_blanks(std::string_view text);

}  // namespace medlar
