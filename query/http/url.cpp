#include "query/http/url.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "corpus/analysis/utf8.h"
#include "query/http/hidden_characters.h"
#include "query/http/http_message.h"

namespace medlar {
namespace {

// Names are short; of a longer text only so much is compared.
constexpr std::size_t kMaxComparedBytes = 40;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

enum class Plus { kIsPlus, kIsBlank };

std::optional<std::string> decoded(std::string_view text, Plus plus) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::kIsBlank) {
      bytes += ' ';
    } else if (text[i] != '%') {
      bytes += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      bytes += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (bytes.find('\0') != std::string::npos || valid_utf8(bytes) != bytes) return std::nullopt;
  return bytes;
}

/// The path and query of a target in absolute form, which proxies may send.
std::string_view without_origin(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equals_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
    const std::size_t slash = target.find('/', scheme.size());
    return slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  return target;
}

}  // namespace

std::optional<Target> parse_target(std::string_view text) {
  text = without_origin(text);
  text = text.substr(0, text.find('#'));
  if (!text.starts_with('/')) return std::nullopt;
  const std::size_t question = text.find('?');
  auto path = decoded(text.substr(0, question), Plus::kIsPlus);
  if (!path || std::ranges::any_of(*path, is_control)) return std::nullopt;
  Target target{std::move(*path), {}};
  std::string_view rest =
      question == std::string_view::npos ? std::string_view() : text.substr(question + 1);
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    if (pair.empty()) continue;
    const std::size_t equal = pair.find('=');
    auto name = decoded(pair.substr(0, equal), Plus::kIsBlank);
    auto value =
        decoded(equal == std::string_view::npos ? "" : pair.substr(equal + 1), Plus::kIsBlank);
    if (!name || !value) return std::nullopt;
    target.parameters.push_back({std::move(*name), std::move(*value)});
  }
  return target;
}

bool is_web_address(std::string_view url) {
  std::string_view rest = url;
  if (equals_ignoring_case(url.substr(0, 7), "http://")) {
    rest.remove_prefix(7);
  } else if (equals_ignoring_case(url.substr(0, 8), "https://")) {
    rest.remove_prefix(8);
  } else {
    return false;
  }
  if (rest.empty() || rest.front() == '/') return false;
  // Nobody's name stands before the host: "https://known.example@other.example/".
  if (rest.substr(0, rest.find_first_of("/?#")).find('@') != std::string_view::npos) return false;
  return std::ranges::none_of(rest,
                              [](char c) {
                                return is_control(c) || std::string_view(" \"<>\\`").find(c) !=
                                                            std::string_view::npos;
                              }) &&
         !has_hidden_characters(rest);
}

std::string_view nearest_name(std::string_view typed, const std::vector<std::string_view>& known) {
  typed = typed.substr(0, kMaxComparedBytes);
  // Levenshtein's distance, a row at a time.
  const auto distance = [typed](std::string_view name) {
    std::vector<std::size_t> row(name.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i < typed.size(); ++i) {
      std::size_t diagonal = std::exchange(row[0], i + 1);
      for (std::size_t j = 0; j < name.size(); ++j) {
        const std::size_t change = diagonal + (typed[i] == name[j] ? 0 : 1);
        diagonal = row[j + 1];
        row[j + 1] = std::min({change, row[j] + 1, diagonal + 1});
      }
    }
    return row.back();
  };
  return *std::ranges::min_element(known, {}, distance);
}

}  // namespace medlar
