// Dates as publishers write them, to ISO 8601.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace medlar {

/// What "03/04/2020" means where both numbers may be a month.
enum class NumericOrder {
  kMonthFirst,
  kDayFirst,
  kUnknown,  // the year is all that is certain
};

/// The ISO date ("2008-11-21", "2019-05" or "2012") that the whole text says, or empty. A time of
/// day after the date is ignored. English and Spanish month names. "07/04/2012" is read month
/// first unless told otherwise, as the feeds of the US publishers that write dates so mean it; with
/// 13 or more in the first place, or dots between ("21.11.2008"), day first. Impossible dates give
/// empty.
std::string parse_date(std::string_view text, NumericOrder order = NumericOrder::kMonthFirst);

/// The date at the start of a longer text ("12 March 2021 by A. Writer"), or empty.
std::string leading_date(std::string_view text, NumericOrder order = NumericOrder::kMonthFirst);

/// The same, with the bytes of the text up to the date's end; 0 and empty without a date.
struct DateAtBeginning {
  std::string date;
  std::size_t length = 0;
};
DateAtBeginning date_at_beginning(std::string_view text, NumericOrder order);

/// The order of a text's numeric dates, where one of them can be read in one order only
/// ("25/04/2020") and no other contradicts it.
NumericOrder numeric_order(std::string_view text);

}  // namespace medlar
