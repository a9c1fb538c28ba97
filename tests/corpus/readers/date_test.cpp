#include "corpus/date.h"

#include <gtest/gtest.h>

namespace medlar {
namespace {

using Rows = std::pair<std::string_view, std::string_view>;

TEST(Date, WhatPublishersWriteBecomesIso) {
  const Rows rows[] = {
      {"2008-11-21", "2008-11-21"},
      {"2008-11-21T10:20:30Z", "2008-11-21"},
      {"2008-11-21 10:20", "2008-11-21"},
      {"2008-11-21T10:20:30+02:00", "2008-11-21"},
      {"20081121", "2008-11-21"},
      {"2008-11", "2008-11"},
      {"2012", "2012"},
      {"2012/07/21", "2012-07-21"},
      {"November 21, 2008", "2008-11-21"},
      {"Nov. 21, 2008", "2008-11-21"},
      {"21 Nov 2008", "2008-11-21"},
      {"21st of November 2008", "2008-11-21"},
      {"Fri, 21 Nov 2008 10:20:30 GMT", "2008-11-21"},
      {"3 May 2021", "2021-05-03"},
      {"May 2019", "2019-05"},
      {"Sept 2019", "2019-09"},
      {"2018 May 17", "2018-05-17"},
      {"07/21/2012", "2012-07-21"},
      {"07/04/2012", "2012-07-04"},  // the fourth of July: month first
      {"21/07/2012", "2012-07-21"},  // no month 21: day first
      {"04.07.2012", "2012-07-04"},  // dots: day first
      {"3 de mayo de 2021", "2021-05-03"},
      {"12 de septiembre del 2020", "2020-09-12"},
      {"enero de 2020", "2020-01"},
      {"29 February 2020", "2020-02-29"},
      {"  2008-11-21  ", "2008-11-21"},
  };
  for (const auto& [text, iso] : rows) EXPECT_EQ(parse_date(text), iso) << text;
}

TEST(Date, WhatIsNoDateGivesNothing) {
  for (const std::string_view text :
       {"", "soon", "May", "21", "November 21", "2021-02-29", "2021-13-01", "31 April 2020",
        "00/10/2012", "2012-00-10", "11/21/08", "12345", "0021-01-01", "2008-11-21 and later",
        "13/13/2013", "version 2.10.2008", "ma 2019", "1-2-3-4"}) {
    EXPECT_EQ(parse_date(text), "") << text;
  }
}

TEST(Date, LeadingDateStopsWhereTheDateEnds) {
  const Rows rows[] = {
      {"12 March 2021 by A. Writer", "2021-03-12"},
      {"May 2019. Next review in May 2022", "2019-05"},
      {"November 21, 2008", "2008-11-21"},
      {"2019 Jan-Feb", "2019"},
      {"3 de mayo de 2021 por la Dra. Ruiz", "2021-05-03"},
      {"by A. Writer", ""},
  };
  for (const auto& [text, iso] : rows) EXPECT_EQ(leading_date(text), iso) << text;
}

TEST(Date, WhereTheOrderIsNotKnownTheYearIsCertain) {
  using enum NumericOrder;
  struct Row {
    std::string_view text;
    NumericOrder order;
    std::string_view iso;
  };
  for (const Row& row : {
           Row{"03/04/2020", kUnknown, "2020"},
           Row{"03/04/2020", kMonthFirst, "2020-03-04"},
           Row{"03/04/2020", kDayFirst, "2020-04-03"},
           Row{"4/4/2020", kUnknown, "2020-04-04"},
           Row{"25/04/2020", kUnknown, "2020-04-25"},
           Row{"04/25/2020", kDayFirst, "2020-04-25"},
           Row{"04.03.2020", kMonthFirst, "2020-03-04"},
           Row{"05/2020", kUnknown, "2020-05"},
       }) {
    EXPECT_EQ(parse_date(row.text, row.order), row.iso) << row.text;
  }
}

TEST(Date, OtherDatesTellTheOrder) {
  const std::pair<std::string_view, NumericOrder> rows[] = {
      {"Written 25/04/2019, reviewed 03/04/2020", NumericOrder::kDayFirst},
      {"Written 4/25/2019, reviewed 03/04/2020", NumericOrder::kMonthFirst},
      {"25/04/2019 and 04/25/2019", NumericOrder::kUnknown},
      {"03/04/2020", NumericOrder::kUnknown},
      {"120/80/2020 and 13/14 and 25/04/20", NumericOrder::kUnknown},
      {"", NumericOrder::kUnknown},
  };
  for (const auto& [text, order] : rows) EXPECT_EQ(numeric_order(text), order) << text;
}

}  // namespace
}  // namespace medlar
