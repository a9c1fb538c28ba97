#include "corpus/encoding.h"

#include <gtest/gtest.h>

namespace medlar {
namespace {

using namespace std::string_view_literals;

struct Row {
  std::string_view bytes;
  std::string_view declared;
  std::string_view text;
  std::string_view encoding;
  bool repaired;
};

TEST(Encoding, DecodesWhatPublishersWrite) {
  const Row rows[] = {
      {"plain", "", "plain", "UTF-8", false},
      {"", "", "", "UTF-8", false},
      {"caf\xC3\xA9", "", "café", "UTF-8", false},
      {"\xEF\xBB\xBF"
       "caf\xC3\xA9",
       "", "café", "UTF-8", false},
      // Labels mean what they mean to browsers.
      {"caf\xE9 \x93q\x94", "iso-8859-1", "café “q”", "windows-1252", false},
      {"caf\xE9", "latin1", "café", "windows-1252", false},
      {"caf\xE9", "US-ASCII", "café", "windows-1252", false},
      // Valid UTF-8 is UTF-8, whatever it claims to be.
      {"caf\xC3\xA9", "iso-8859-1", "café", "UTF-8", false},
      // Declared UTF-8 and wrong: one bad byte among good ones is repaired, all bad is another one.
      {"\xC3\xA9\xC3\xA9\xC3\xA9 \xFF", "utf-8", "ééé \xEF\xBF\xBD", "UTF-8", true},
      {"it\x92s caf\xE9", "utf-8", "it’s café", "windows-1252", true},
      {"it\x92s caf\xE9", "", "it’s café", "windows-1252", false},
      {"\xCF\xF0\xE8\xE2\xE5\xF2", "windows-1251", "Привет", "windows-1251", false},
      {"a", "no-such-encoding", "a", "UTF-8", false},
      {"\xFF\xFE"
       "h\0i\0"sv,
       "", "hi", "UTF-16LE", false},
      {"\xFE\xFF"
       "\0h\0i"sv,
       "", "hi", "UTF-16BE", false},
      {"h\0e\0l\0l\0o\0"sv, "", "hello", "UTF-16LE", false},
      {"\0h\0e\0l\0l\0o"sv, "utf-8", "hello", "UTF-16BE", false},
      {"a\0b"sv, "", "ab", "UTF-8", true},
      {"a\x01\x1F"
       "b\tc\r\n",
       "", "ab\tc\r\n", "UTF-8", true},
      {"page one\fpage two", "", "page one\npage two", "UTF-8", true},
      {"a\xEF\xBF\xBF"
       "b\xEF\xBF\xBE",
       "",
       "a\xEF\xBF\xBD"
       "b\xEF\xBF\xBD",
       "UTF-8", true},
      {"\xED\xA0\x80 \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", "utf-8",
       "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD éééé", "UTF-8", true},
  };
  for (const Row& row : rows) {
    const Result<DecodedText> decoded = decode_to_utf8(row.bytes, row.declared);
    ASSERT_TRUE(decoded) << row.text;
    EXPECT_EQ(decoded->text(), row.text);
    EXPECT_EQ(decoded->encoding, row.encoding) << row.text;
    EXPECT_EQ(decoded->repaired, row.repaired) << row.text;
  }
}

TEST(Encoding, CleanTextIsNotCopied) {
  constexpr std::string_view kText = "already clean";
  const Result<DecodedText> decoded = decode_to_utf8(kText);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text().data(), kText.data());
}

TEST(Encoding, DetectsWhatIsNotDeclared) {
  const Result<DecodedText> decoded = decode_to_utf8(
      "\xCE\xF1\xF2\xE5\xEE\xEF\xEE\xF0\xEE\xE7 - \xFD\xF2\xEE \xE7\xE0\xE1\xEE\xEB\xE5\xE2\xE0\xED"
      "\xE8\xE5, \xEF\xF0\xE8 \xEA\xEE\xF2\xEE\xF0\xEE\xEC \xEA\xEE\xF1\xF2\xE8 "
      "\xF1\xF2\xE0\xED\xEE"
      "\xE2\xFF\xF2\xF1\xFF \xF5\xF0\xF3\xEF\xEA\xE8\xEC\xE8.");
  ASSERT_TRUE(decoded);
  EXPECT_TRUE(decoded->text().starts_with("Остеопороз")) << decoded->encoding;
}

TEST(Encoding, BinaryIsRefusedWithItsName) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"%PDF-1.7 ...", "a PDF file"},
      {"\x89PNG\r\n\x1A\n", "a PNG image"},
      {"PK\x03\x04rest", "a ZIP archive (or an office document)"},
      {"\x7F"
       "ELF\x02\x01",
       "a program"},
      {"\x01\x02\x03\x04\x05\x06\x0E\x0F\x10\x11\x12 text", "control characters throughout"},
  };
  for (const auto& [bytes, reason] : rows) {
    EXPECT_EQ(binary_reason(bytes), reason);
    const Result<DecodedText> decoded = decode_to_utf8(bytes);
    ASSERT_FALSE(decoded) << reason;
    EXPECT_EQ(decoded.error().code, ErrorCode::kBadInput);
    EXPECT_NE(decoded.error().message.find(reason), std::string::npos);
  }
}

TEST(Encoding, FindsTheDeclaration) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", "iso-8859-1"},
      {"<?xml version='1.0' encoding='utf-8'?>", "utf-8"},
      {"<html><head><META charset=Windows-1252>", "windows-1252"},
      {"<meta name=a content=b><meta charset=\"utf-8\">", "utf-8"},
      {"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=latin1\">", "latin1"},
      {"<p>charset=utf-8</p>", ""},
      {"<meta charset", ""},
      {"plain", ""},
  };
  for (const auto& [bytes, declared] : rows) EXPECT_EQ(declared_encoding(bytes), declared) << bytes;
}

}  // namespace
}  // namespace medlar
