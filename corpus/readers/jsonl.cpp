// JSON Lines: one article a line, the form that any other tool can write.
#include <algorithm>
#include <new>
#include <optional>

#include <fmt/format.h>
#include <simdjson.h>

#include "corpus/encoding.h"
#include "corpus/readers/formats.h"
#include "corpus/readers/json_record.h"

namespace medlar {
namespace {

// The DOM interface and not "ondemand": it picks the widest vector instructions when the program
// runs instead of when it is compiled, and it checks the whole line, members we skip included.
namespace json = simdjson::dom;

constexpr std::size_t kMostLineBytes = std::size_t{8} << 20;

struct MappedKey {
  std::string key;
  Field field;
};

Refusal broken(simdjson::error_code error) {
  return {"broken_json", fmt::format("not valid JSON: {}", simdjson::error_message(error))};
}

class LineReader {
 public:
  explicit LineReader(std::vector<MappedKey> mapped) : mapped_(std::move(mapped)) {}

  /// `line` must be followed by SIMDJSON_PADDING readable bytes.
  std::optional<Refusal> read(std::string_view line, JsonRecord& record) {
    json::element root;
    if (const auto error = parser_.parse(line.data(), line.size(), false).get(root)) {
      if (error == simdjson::MEMALLOC) throw std::bad_alloc();
      return broken(error);
    }
    json::object object;
    if (root.get(object)) return Refusal{"not_an_object", "a line must hold one JSON object"};
    for (const auto [key, value] : object) {
      if (auto refusal = take(key, value, record)) return refusal;
    }
    return {};
  }

 private:
  std::optional<Refusal> take(std::string_view key, json::element value, JsonRecord& record) {
    const auto mapped = std::ranges::find(mapped_, key, &MappedKey::key);
    if (mapped != mapped_.end()) return record.take(mapped->field, -1, key, value);
    const std::span<const KeyRow> keys = json_keys();
    const auto row = std::ranges::find(keys, key, &KeyRow::key);
    if (row != keys.end()) {
      return record.take(row->field, static_cast<int>(row - keys.begin()), key, value);
    }
    record.leave_unused(key);
    return {};
  }

  json::parser parser_;
  std::vector<MappedKey> mapped_;
};

Result<std::vector<MappedKey>> mapped_keys(const std::map<std::string, std::string>& field_keys) {
  std::vector<MappedKey> mapped;
  for (const auto& [field, key] : field_keys) {
    const std::span<const KeyRow> keys = json_keys();
    const auto row = std::ranges::find(keys, std::string_view(field), &KeyRow::key);
    if (row == keys.end()) {
      std::string known;
      for (const KeyRow& k : keys) known += fmt::format("{}{}", known.empty() ? "" : ", ", k.key);
      return failure(ErrorCode::kUsage, fmt::format("no field is called \"{}\"", field),
                     fmt::format("fields: {}", known));
    }
    mapped.push_back({key, row->field});
  }
  return mapped;
}

/// Escapes of half a surrogate pair, which some writers leave behind when they cut a string, become
/// the replacement character; the parser would refuse the whole line for one of them.
void repair_surrogates(std::string& line) {
  const auto hex_class = [&line](std::size_t at) {
    if (at + 5 >= line.size() || line[at] != '\\' || (line[at + 1] | 0x20) != 'u' ||
        (line[at + 2] | 0x20) != 'd') {
      return 0;
    }
    const char c = static_cast<char>(line[at + 3] | 0x20);
    return c == '8' || c == '9' || c == 'a' || c == 'b' ? 1 : c >= 'c' && c <= 'f' ? 2 : 0;
  };
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    if (line[i] != '\\') continue;
    const int half = hex_class(i);
    if (half == 1 && hex_class(i + 6) == 2) {
      i += 11;
    } else if (half != 0) {
      line.replace(i, 6, "\\ufffd");
      i += 5;
    } else {
      ++i;
    }
  }
}

}  // namespace

Result<ReadResult> read_json_lines(const SourceBytes& source, const ReadOptions& options) {
  Result<std::vector<MappedKey>> mapped = mapped_keys(options.field_keys);
  if (!mapped) return tl::unexpected(mapped.error());
  std::string_view bytes = source.bytes;
  std::string converted;
  const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (utf16 || !binary_reason(bytes).empty()) {
    Result<DecodedText> decoded = decode_to_utf8(bytes);
    if (!decoded) return tl::unexpected(decoded.error());
    converted = std::string(decoded->text());
    bytes = converted;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);

  ReadResult result;
  LineReader reader(std::move(*mapped));
  std::string scratch;
  std::size_t number = source.first_line;
  for (std::size_t begin = 0; begin < bytes.size(); ++number) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    std::string_view line = bytes.substr(begin, end - begin);
    const std::size_t readable = bytes.size() - begin;
    begin = end + 1;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const std::string where = fmt::format("{}:{}", source.path, number);
    if (line.size() > kMostLineBytes) {
      result.rejections.push_back({where, "too_large", "a line of more than 8 MiB"});
      continue;
    }
    // The parser reads some bytes beyond the line; at the end of the input it gets a copy.
    std::string_view padded = line;
    if (readable < line.size() + simdjson::SIMDJSON_PADDING) {
      scratch.assign(line);
      scratch.reserve(line.size() + simdjson::SIMDJSON_PADDING);
      padded = scratch;
    }
    auto record = std::make_optional<JsonRecord>();
    auto refusal = reader.read(padded, *record);
    if (refusal && refusal->code == "broken_json") {
      // Bytes that are not UTF-8, raw controls in strings or cut surrogates: repaired, then again.
      const Result<DecodedText> decoded = decode_to_utf8(line);
      scratch = decoded ? std::string(decoded->text()) : std::string(line);
      std::ranges::replace(scratch, '\t', ' ');
      repair_surrogates(scratch);
      if (scratch != line) {
        scratch.reserve(scratch.size() + simdjson::SIMDJSON_PADDING);
        record.emplace();
        refusal = reader.read(scratch, *record);
        result.repaired += refusal ? 0 : 1;
      }
    }
    if (refusal) {
      result.rejections.push_back({where, refusal->code, refusal->detail});
      continue;
    }
    for (const std::string& key : record->unused()) ++result.unused_keys[key];
    Article article = record->finish();
    if (article.id.empty()) article.id = where;
    if (article.language.empty()) article.language = options.language;
    result.articles.push_back(std::move(article));
  }
  return result;
}

}  // namespace medlar
