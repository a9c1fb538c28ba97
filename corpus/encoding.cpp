#include "corpus/encoding.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>

#include <fmt/format.h>
#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

namespace medlar {
namespace {

struct Magic {
  std::string_view bytes;
  std::string_view means;
};
using namespace std::string_view_literals;

constexpr Magic kByteOrderMarks[] = {
    {"\xEF\xBB\xBF"sv, "UTF-8"},
    {"\xFF\xFE\0\0"sv, "UTF-32LE"},  // before UTF-16LE, whose mark
                                     // begins it
    {"\0\0\xFE\xFF"sv, "UTF-32BE"},
    {"\xFF\xFE"sv, "UTF-16LE"},
    {"\xFE\xFF"sv, "UTF-16BE"},
};

constexpr Magic kBinaryMagic[] = {
    {"%PDF-"sv, "a PDF file"},
    {"\x89PNG"sv, "a PNG image"},
    {"GIF8"sv, "a GIF image"},
    {"\xFF\xD8\xFF"sv, "a JPEG image"},
    {"PK\x03\x04"sv, "a ZIP archive (or an office document)"},
    {"\x1F\x8B"sv, "a gzip archive"},
    {"\xFD"
     "7zXZ"sv,
     "an xz archive"},
    {"\x7F"
     "ELF"sv,
     "a program"},
    {"\xD0\xCF\x11\xE0"sv, "an old office document"},
};

/// What labels mean to browsers (encoding.spec.whatwg.org, "Names and labels"): the windows
/// supersets, because pages are written with those whatever they claim. Empty: a label that
/// browsers refuse, so that the bytes are looked at instead.
struct Label {
  std::string_view label;
  std::string_view encoding;
};
constexpr Label kLabels[] = {
    {"utf8", "UTF-8"},
    {"utf-8", "UTF-8"},
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"l1", "windows-1252"},
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"x-cp1252", "windows-1252"},
    {"cp819", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"latin5", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"x-gbk", "GB18030"},
    {"ks_c_5601-1987", "windows-949"},
    {"euc-kr", "windows-949"},
    {"shift-jis", "windows-31j"},
    {"shift_jis", "windows-31j"},
    {"sjis", "windows-31j"},
    {"utf-7", ""},
    {"scsu", ""},
    {"bocu-1", ""},
    {"cesu-8", ""},
    {"hz-gb-2312", ""},
};

constexpr std::string_view kC1[] = {
    "€", "",  "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",
    "",  "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ",
};

/// Detection by ICU is a guess from letter statistics; below this it is worse than windows-1252,
/// which most undeclared bytes of Western publishers are.
constexpr int kTrustedConfidence = 60;
constexpr std::size_t kDetectBytes = 64 * 1024;
constexpr std::size_t kDeclarationBytes = 4096;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) {
    return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
  });
  return out;
}

std::string encoding_of_label(std::string_view label) {
  std::string key = lower(label);
  std::erase_if(key, [](unsigned char c) { return c <= ' ' || c == '"' || c == '\''; });
  const auto* row = std::ranges::find(kLabels, std::string_view(key), &Label::label);
  return row == std::end(kLabels) ? key : std::string(row->encoding);
}

bool is_plain(std::string_view text) {
  // No early exit, so that the compiler makes vector code of it.
  unsigned bad = 0;
  for (const unsigned char c : text) {
    bad |= static_cast<unsigned>(c < 0x20) & static_cast<unsigned>(c != '\t') &
           static_cast<unsigned>(c != '\n') & static_cast<unsigned>(c != '\r');
  }
  if (bad != 0) return false;
  for (std::size_t at = text.find("\xEF\xBF"sv); at != text.npos && at + 2 < text.size();
       at = text.find("\xEF\xBF"sv, at + 2)) {
    if (static_cast<unsigned char>(text[at + 2]) >= 0xBE) return false;
  }
  return true;
}

struct Utf8Shape {
  std::size_t valid = 0;    // whole multi-byte characters
  std::size_t invalid = 0;  // bytes that belong to none
};

std::size_t character_length(std::string_view rest) {
  const auto lead = static_cast<unsigned char>(rest[0]);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || rest.size() < length) return 0;
  return simdjson::validate_utf8(rest.data(), length) ? length : 0;
}

Utf8Shape shape_of(std::string_view bytes) {
  Utf8Shape shape;
  for (std::size_t i = 0; i < bytes.size();) {
    if (static_cast<unsigned char>(bytes[i]) < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = character_length(bytes.substr(i));
    shape.valid += length > 0 ? 1 : 0;
    shape.invalid += length == 0 ? 1 : 0;
    i += length > 0 ? length : 1;
  }
  return shape;
}

/// UTF-16 without a mark: Latin text has a NUL in every other byte, always on the same side.
std::string_view unmarked_utf16(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  if (head.size() < 4) return {};
  std::size_t zero[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) zero[i % 2] += head[i] == '\0' ? 1 : 0;
  const std::size_t half = head.size() / 2;
  if (zero[1] * 10 >= half * 7 && zero[0] * 10 <= half) return "UTF-16LE";
  if (zero[0] * 10 >= half * 7 && zero[1] * 10 <= half) return "UTF-16BE";
  return {};
}

std::string detected(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            &ucsdet_close);
  if (U_FAILURE(status)) return "windows-1252";
  // Tags are ASCII and say nothing about the encoding of the words between them.
  ucsdet_enableInputFilter(detector.get(), 1);
  const std::string_view head = bytes.substr(0, kDetectBytes);
  ucsdet_setText(detector.get(), head.data(), static_cast<int32_t>(head.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return "windows-1252";
  const std::string name = encoding_of_label(ucsdet_getName(match, &status));
  const int32_t confidence = ucsdet_getConfidence(match, &status);
  // IBM and UTF-8 guesses are wrong here: mainframe code pages are not published, and bytes that
  // reach this point are not UTF-8.
  const bool trusted = U_SUCCESS(status) && confidence >= kTrustedConfidence &&
                       !name.starts_with("ibm") && name != "UTF-8";
  return trusted ? name : "windows-1252";
}

std::string utf8_with_replacements(std::string_view bytes) {
  std::string out;
  icu::UnicodeString::fromUTF8(icu::StringPiece(bytes.data(), static_cast<int32_t>(bytes.size())))
      .toUTF8String(out);
  return out;
}

/// False when ICU does not know the encoding.
bool convert(std::string_view bytes, const std::string& encoding, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(encoding.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) return false;
  const icu::UnicodeString wide(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(),
                                status);
  if (U_FAILURE(status)) return false;
  out.clear();
  wide.toUTF8String(out);
  return true;
}

DecodedText owned(std::string text, std::string encoding, bool repaired) {
  DecodedText decoded;
  decoded.is_converted = true;
  decoded.encoding = std::move(encoding);
  const bool cleaned = remove_controls(text);
  decoded.repaired = repaired || cleaned;
  decoded.converted = std::move(text);
  return decoded;
}

DecodedText from_utf8(std::string_view bytes) {
  if (!simdjson::validate_utf8(bytes.data(), bytes.size())) {
    return owned(utf8_with_replacements(bytes), "UTF-8", true);
  }
  if (!is_plain(bytes)) return owned(std::string(bytes), "UTF-8", true);
  DecodedText decoded;
  decoded.original = bytes;
  decoded.encoding = "UTF-8";
  return decoded;
}

DecodedText from_encoding(std::string_view bytes, const std::string& encoding, bool repaired) {
  std::string text;
  std::string used = encoding;
  if (!convert(bytes, used, text)) {
    used = detected(bytes);
    if (!convert(bytes, used, text)) return from_utf8(bytes);
    repaired = true;
  }
  const bool replaced = text.find("\xEF\xBF\xBD"sv) != std::string::npos;
  return owned(std::move(text), used, repaired || replaced);
}

bool is_seven_bit_encoding(std::string_view encoding) { return encoding.starts_with("iso-2022"); }

}  // namespace

std::string_view windows_1252_at(unsigned char byte) {
  return byte >= 0x80 && byte <= 0x9F ? kC1[byte - 0x80] : std::string_view();
}

bool remove_controls(std::string& text) {
  if (is_plain(text)) return false;
  std::size_t out = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\f' || c == '\v') {
      text[out++] = '\n';
    } else if (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') {
      text[out++] = text[i];
      // U+FFFE and U+FFFF become U+FFFD, which differs in the last byte only.
      if (c >= 0xBE && out >= 3 && std::string_view(text).substr(out - 3, 2) == "\xEF\xBF"sv) {
        text[out - 1] = '\xBD';
      }
    }
  }
  text.resize(out);
  return true;
}

std::string_view binary_reason(std::string_view bytes) {
  for (const Magic& magic : kBinaryMagic) {
    if (bytes.starts_with(magic.bytes)) return magic.means;
  }
  const std::string_view head = bytes.substr(0, 8192);
  const auto controls = static_cast<std::size_t>(std::ranges::count_if(head, [](char ch) {
    const auto c = static_cast<unsigned char>(ch);
    return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1B;
  }));
  // A stray NUL is damage, one byte in twenty is not text.
  return controls > 8 && controls * 20 > head.size() ? "control characters throughout"
                                                     : std::string_view();
}

std::string declared_encoding(std::string_view bytes) {
  const std::string head = lower(bytes.substr(0, kDeclarationBytes));
  std::size_t at = std::string::npos;
  if (head.starts_with("<?xml")) {
    at = head.substr(0, head.find("?>")).find("encoding");
  }
  for (std::size_t meta = head.find("<meta"); at == std::string::npos && meta != std::string::npos;
       meta = head.find("<meta", meta + 1)) {
    const std::size_t charset = head.find("charset", meta);
    if (charset < head.find('>', meta)) at = charset;
  }
  if (at == std::string::npos) return {};
  at = head.find('=', at);
  if (at == std::string::npos) return {};
  at = head.find_first_not_of(" \t\r\n\"'", at + 1);
  if (at == std::string::npos) return {};
  return head.substr(at, std::min(head.find_first_of(" \t\r\n\"';>/?", at), head.size()) - at);
}

Result<DecodedText> decode_to_utf8(std::string_view bytes, std::string_view declared) {
  for (const Magic& mark : kByteOrderMarks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    const std::string_view rest = bytes.substr(mark.bytes.size());
    if (mark.means == "UTF-8") return from_utf8(rest);
    return from_encoding(rest, std::string(mark.means), false);
  }
  if (const std::string_view utf16 = unmarked_utf16(bytes); !utf16.empty()) {
    return from_encoding(bytes, std::string(utf16), false);
  }
  if (const std::string_view reason = binary_reason(bytes); !reason.empty()) {
    return failure(ErrorCode::kBadInput, fmt::format("not text but {}", reason),
                   "convert it to HTML or plain text first, or leave it out");
  }
  std::string encoding = encoding_of_label(declared);
  // An ASCII-readable declaration of UTF-16 contradicts itself; browsers read UTF-8 then.
  if (encoding.starts_with("utf-16") || encoding.starts_with("utf-32")) encoding = "UTF-8";
  if (is_seven_bit_encoding(encoding)) return from_encoding(bytes, encoding, false);
  // Text of another encoding is next to never valid UTF-8 by chance, whatever it claims to be.
  if (simdjson::validate_utf8(bytes.data(), bytes.size())) return from_utf8(bytes);
  if (!encoding.empty() && encoding != "UTF-8") return from_encoding(bytes, encoding, false);
  const Utf8Shape shape = shape_of(bytes);
  if (shape.valid > shape.invalid) return from_utf8(bytes);
  return from_encoding(bytes, detected(bytes), encoding == "UTF-8");
}

}  // namespace medlar
