#include "query/http/url.h"

#include <gtest/gtest.h>

#include <string>

namespace medlar {
namespace {

/// "path name=value name=value", or "-" where the target is refused.
std::string shown(std::string_view text) {
  const auto target = parse_target(text);
  if (!target) return "-";
  std::string all = target->path;
  for (const Parameter& p : target->parameters) all += " " + p.name + "=" + p.value;
  return all;
}

TEST(ParseTarget, TakesPathAndParametersApart) {
  struct Row {
    std::string_view target;
    std::string_view shown;
  };
  for (const Row& row : {
           Row{"/", "/"},
           Row{"/v1/search?q=asthma", "/v1/search q=asthma"},
           Row{"/v1/search?q=heart+attack&limit=5", "/v1/search q=heart attack limit=5"},
           Row{"/s?q=a%2Bb%26c%3Dd", "/s q=a+b&c=d"},
           Row{"/s?q=ni%C3%B1o", "/s q=ni\u00f1o"},
           Row{"/s?q=%f0%9f%98%80", "/s q=\U0001F600"},
           Row{"/s?q", "/s q="},
           Row{"/s?q=", "/s q="},
           Row{"/s?q=a=b", "/s q=a=b"},
           Row{"/s?=x", "/s =x"},
           Row{"/s?&&q=a&", "/s q=a"},
           Row{"/s?q=a&q=b", "/s q=a q=b"},
           Row{"/s?%71=a", "/s q=a"},
           Row{"/s?q=a?b", "/s q=a?b"},
           Row{"/s?q=a#part", "/s q=a"},
           Row{"/a%2Fb", "/a/b"},
           Row{"/a+b", "/a+b"},
           Row{"/a/../b", "/a/../b"},
           Row{"http://host.example/s?q=a", "/s q=a"},
           Row{"HTTPS://host.example", "/"},
           Row{"/s?q=a%0Ab", "/s q=a\nb"},
       }) {
    EXPECT_EQ(shown(row.target), row.shown) << row.target;
  }
}

TEST(ParseTarget, RefusesWhatIsNotClear) {
  for (const std::string_view target : {"",
                                        "*",
                                        "v1/search",
                                        "?q=a",
                                        "/%",
                                        "/%4",
                                        "/%zz",
                                        "/%00",
                                        "/a%0d%0ab",
                                        "/a%1fb",
                                        "/a%7f",
                                        "/s?q=%",
                                        "/s?q=%2",
                                        "/s?q=%g1",
                                        "/s?q=%00",
                                        "/s?q=a%00b",
                                        "/s?%00=a",
                                        "/s?q=%ff",
                                        "/s?q=%c0%af",
                                        "/s?q=%e0%80%af",
                                        "/s?q=%ed%a0%80",
                                        "/s?q=%f5%80%80%80",
                                        "/s?q=%c3",
                                        "/s?q=\xff",
                                        "/\xc3",
                                        "ftp://host/",
                                        "javascript:alert(1)"}) {
    EXPECT_EQ(shown(target), "-") << target;
  }
  EXPECT_EQ(shown(std::string_view("/a\0b", 4)), "-");
}

TEST(WebAddress, IsHttpAndNothingElse) {
  for (const std::string_view url :
       {"http://a.example", "https://a.example/b?c=d#e", "HTTPS://A.EXAMPLE/", "http://[::1]/",
        "https://a.example/ni\u00f1o", "https://a.example/it's", "https://a.example/?mail=a@b"}) {
    EXPECT_TRUE(is_web_address(url)) << url;
  }
  for (const std::string_view url : {"",
                                     "a.example",
                                     "//a.example",
                                     "/local",
                                     "javascript:alert(1)",
                                     "JavaScript:alert(1)",
                                     " https://a.example",
                                     "data:text/html,x",
                                     "vbscript:x",
                                     "file:///etc/passwd",
                                     "ftp://a.b/",
                                     "http:",
                                     "http://",
                                     "https:///a",
                                     "https://a b",
                                     "https://a.example/\"x",
                                     "https://a/<b>",
                                     "https://a.example/\n",
                                     "https://a.example/\x7f",
                                     "https://a.example\\b",
                                     "https://known.example@evil.example/",
                                     "https://a.example/\u202egnp",
                                     "https://a/\u2066",
                                     "mailto:a@b.example",
                                     "http\t://a.example",
                                     "\x01javascript:alert(1)",
                                     "blob:https://a"}) {
    EXPECT_FALSE(is_web_address(url)) << url;
  }
}

TEST(NearestName, IsTheOneThatWasMeant) {
  struct Row {
    std::string_view typed;
    std::string_view nearest;
  };
  for (const Row& row :
       {Row{"limt", "limit"}, Row{"Limit", "limit"}, Row{"query", "q"}, Row{"facet", "facets"},
        Row{"filters", "filter"}, Row{"of", "q"}, Row{"offest", "offset"}, Row{"", "q"}}) {
    EXPECT_EQ(nearest_name(row.typed, {"q", "limit", "offset", "filter", "facets"}), row.nearest)
        << row.typed;
  }
  EXPECT_EQ(nearest_name(std::string(1'000'000, 'x'), {"one"}), "one");
}

}  // namespace
}  // namespace medlar
