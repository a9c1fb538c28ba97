#include "corpus/readers/language_names.h"

#include <algorithm>
#include <cctype>

namespace medlar {
namespace {

/// ISO 639-1 tag, ISO 639-2 codes (bibliographic and terminological: PubMed uses the first),
/// names in English and in the language itself (MedlinePlus uses English).
struct LanguageNames {
  std::string_view tag;
  std::string_view names[5];
};
constexpr LanguageNames kLanguages[] = {
    {"en", {"eng", "english"}},
    {"es", {"spa", "spanish", "español", "espanol", "castellano"}},
    {"fr", {"fre", "fra", "french", "français"}},
    {"de", {"ger", "deu", "german", "deutsch"}},
    {"it", {"ita", "italian", "italiano"}},
    {"pt", {"por", "portuguese", "português"}},
    {"nl", {"dut", "nld", "dutch", "nederlands"}},
    {"ru", {"rus", "russian"}},
    {"zh", {"chi", "zho", "chinese"}},
    {"ja", {"jpn", "japanese"}},
    {"ko", {"kor", "korean"}},
    {"ar", {"ara", "arabic"}},
    {"vi", {"vie", "vietnamese"}},
    {"pl", {"pol", "polish"}},
    {"tr", {"tur", "turkish"}},
    {"sv", {"swe", "swedish"}},
    {"da", {"dan", "danish"}},
    {"no", {"nor", "norwegian"}},
    {"fi", {"fin", "finnish"}},
    {"cs", {"cze", "ces", "czech"}},
    {"hu", {"hun", "hungarian"}},
    {"el", {"gre", "ell", "greek"}},
    {"he", {"heb", "hebrew"}},
    {"hi", {"hin", "hindi"}},
    {"uk", {"ukr", "ukrainian"}},
};

}  // namespace

std::string language_tag(std::string_view name) {
  std::string key(name);
  std::ranges::transform(key, key.begin(), [](unsigned char c) {
    return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
  });
  key.erase(0, std::min(key.find_first_not_of(" \t\r\n"), key.size()));
  key.erase(std::min(key.find_first_of(" \t\r\n-_,;"), key.size()));
  for (const LanguageNames& row : kLanguages) {
    if (std::ranges::find(row.names, std::string_view(key)) != std::end(row.names) &&
        !key.empty()) {
      return std::string(row.tag);
    }
  }
  // Any other two letters are taken for a tag: the list above is of names, not of languages.
  const bool tag = key.size() == 2 &&
                   std::ranges::all_of(key, [](unsigned char c) { return c >= 'a' && c <= 'z'; });
  return tag ? key : std::string();
}

}  // namespace medlar
