#include "query/http/api_error.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "query/http/api_json.h"

namespace medlar {

const ApiErrorInfo& api_error_info(ApiErrorCode code) {
  return *std::ranges::find(kApiErrors, code, &ApiErrorInfo::code);
}

HttpResponse error_response(const ApiError& error, std::string_view request_id) {
  const ApiErrorInfo& info = api_error_info(error.code);
  const nlohmann::ordered_json json{
      {"error",
       {{"message", error.message.empty() ? std::string(info.text) : error.message},
        {"code", info.name},
        {"type", info.type},
        {"link", fmt::format("/openapi.json#/x-error-codes/{}", info.name)},
        {"request_id", request_id}}}};
  HttpResponse response{info.status, {{"Cache-Control", "no-store"}}, {}};
  if (info.status == 503) response.headers.push_back({"Retry-After", "1"});
  set_json(response, json);
  return response;
}

}  // namespace medlar
