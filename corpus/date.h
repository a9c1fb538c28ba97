// Dates as publishers write them, to ISO 8601.
#pragma once

#include <string>
#include <string_view>

namespace medlar {

/// The ISO date ("2008-11-21", "2019-05" or "2012") that the whole text says, or empty. A time of
/// day after the date is ignored. English and Spanish month names. "07/04/2012" is read month
/// first, as the feeds of the US publishers that write dates so mean it; with 13 or more in the
/// first place, or dots between ("21.11.2008"), day first. Impossible dates give empty.
std::string parse_date(std::string_view text);

/// The date at the start of a longer text ("12 March 2021 by A. Writer"), or empty.
std::string leading_date(std::string_view text);

}  // namespace medlar
