// A request and its response as values, whatever carries them.
//
// Header names are compared without regard to case. Plain values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace medlar {

struct HttpHeader {
  std::string name;
  std::string value;
};

struct HttpRequest {
  std::string method = "GET";
  std::string target = "/";  // as sent: "/v1/search?q=heart%20attack"
  std::vector<HttpHeader> headers;
  std::string body;
  std::string client;  // the address it came from; empty for a local socket
};

/// The body of an answer to HEAD is there all the same: what carries the response leaves it out.
struct HttpResponse {
  int status = 200;
  std::vector<HttpHeader> headers;
  std::string body;
};

/// The value of the first header of this name; empty when there is none.
std::string_view header(const std::vector<HttpHeader>& headers, std::string_view name);

/// How many headers have this name.
std::size_t count_headers(const std::vector<HttpHeader>& headers, std::string_view name);

/// True where two ASCII texts differ in case only.
bool equals_ignoring_case(std::string_view a, std::string_view b);

}  // namespace medlar
