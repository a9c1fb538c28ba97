// The frame of every page: page/page.html around its content, and the headers that go with it.
// Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "query/http/api_error.h"
#include "query/http/http_message.h"
#include "query/http/service_options.h"
#include "query/render/page_text.h"

namespace medlar {

struct PageFrame {
  enum class Kind { kStart, kResults, kArticle, kError } kind = Kind::kResults;
  std::string_view query = {};     // what stands in the search box
  std::string_view language = {};  // that the box goes on asking for
};

/// Sets body, Content-Type and the policy under which nothing runs but our own files.
void set_page(HttpResponse& response, const PageContent& content, const PageFrame& frame,
              const ServiceOptions& options);

/// An error of the API as a page. Nothing of the request is in it.
HttpResponse error_page(const ApiError& error, const ServiceOptions& options);

}  // namespace medlar
