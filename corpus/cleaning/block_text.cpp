#include "corpus/cleaning/block_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <initializer_list>

#include "corpus/ascii.h"

namespace medlar {
namespace {

struct TextFacts {
  float words = 0;
  float letters = 0;
  float capitals = 0;
  float digits = 0;
  float capitalized = 0;
  float stops = 0;
  float commas = 0;
  float bytes = 0;
};

TextFacts facts_of(std::string_view text) {
  TextFacts facts;
  bool in_word = false;
  float wide = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (is_blank(static_cast<char>(c))) {
      in_word = false;
      continue;
    }
    ++facts.bytes;
    const bool letter = (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z';
    const bool digit = c >= '0' && c <= '9';
    if (c >= 0xE3 && c < 0xF0) wide += 0.5F;  // ideographs and kana: words without spaces
    if (letter || digit || c >= 0xC0) {
      if (!in_word) {
        ++facts.words;
        if (c >= 'A' && c <= 'Z') ++facts.capitalized;
      }
      in_word = true;
    }
    if (letter || c >= 0xC0) ++facts.letters;
    if (c >= 'A' && c <= 'Z') ++facts.capitals;
    if (digit) ++facts.digits;
    if (c == '.' || c == '!' || c == '?' || c == ';') {
      if (i + 1 == text.size() || is_blank(text[i + 1]) || text[i + 1] == '"') ++facts.stops;
    }
    if (c == ',') ++facts.commas;
    if (c == 0xE3 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0x80) {
      const auto last = static_cast<unsigned char>(text[i + 2]);
      if (last == 0x82) ++facts.stops;   // 。
      if (last == 0x81) ++facts.commas;  // 、
    }
  }
  facts.words += wide;
  return facts;
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::ranges::any_of(ends, [text](std::string_view end) { return text.ends_with(end); });
}
bool holds_any(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::ranges::any_of(
      parts, [text](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

/// How headings above what is not the article begin, in English, Spanish and Portuguese.
constexpr std::string_view kFurnitureHeadings[] = {
    "related",     "comments",       "comment",     "leaveareply",  "leaveacomment", "postacomment",
    "addacomment", "more",           "mostpopular", "mostread",     "popular",       "trending",
    "latest",      "recommended",    "youmayalso",  "youmightalso", "readmore",      "readnext",
    "readalso",    "seealso",        "share",       "follow",       "newsletter",    "subscribe",
    "signup",      "abouttheauthor", "tags",        "categories",   "archives",      "recent",
    "topstories",  "sponsored",      "advertis",    "dontmiss",     "nextup",        "upnext",
    "similar",     "alsoon",         "contact",     "search",       "login",         "breakingnews",
    "toptrending", "editorspicks",   "featured",    "promoted",     "joinourconv",   "joinour",
    "getour",      "articulosrelac", "relacionad",  "comentarios",  "temasrelac",    "masleid",
    "compart",     "siguenos",       "suscr",       "lomas",        "deixe",         "comentários",
};

/// Words of what a page says about itself rather than about its subject, in lower case.
constexpr std::string_view kPrompts[] = {
    "subscribe",
    "sign up",
    "newsletter",
    "your inbox",
    "follow us",
    "follow me",
    "click here",
    "download",
    "log in",
    "logged in",
    "register",
    "share this",
    "share your",
    "like this",
    "join the",
    "join our",
    "read more",
    "find out more",
    "learn more",
    "have a tip",
    "contributed to this",
    "advertisement",
    "leave a comment",
    "email address",
    "privacy policy",
    "terms of use",
    "terms of service",
    "support us",
    "all rights",
    "suscr",
    "bolet\u00edn",
    "s\u00edguenos",
    "comp\u00e1rt",
    "m\u00e1s informaci\u00f3n",
};
constexpr std::string_view kCookieNotices[] = {"cookie", "gdpr", "consent to"};
constexpr std::string_view kPictureCredits[] = {
    "getty",         "reuters",     "(ap",          "ap photo",   "photo:",   "image:",
    "credit:",       "afp",         "shutterstock", "istock",     "alamy",    "(photo",
    "photo by",      "photograph:", "(image",       "file photo", "courtesy", "image copyright",
    "image caption", "foto:",       "epa",
};
constexpr std::string_view kBylines[] = {
    "by ",        "posted ",      "published", "updated",     "last updated", "author",
    "written by", "por ",         "publicado", "actualizado", "filed under",  "tags:",
    "tag:",       "topics:",      "categor",   "via ",        "source:",      "fuente:",
    "from ",      "reporting by", "image ",
};

/// Finds which tables have a phrase in a text, in one pass over it.
class PhraseFinder {
 public:
  PhraseFinder() {
    add(kPrompts, Feature::kPrompt);
    add(kCookieNotices, Feature::kCookieNotice);
    add(kPictureCredits, Feature::kPictureCredit);
  }
  void find(std::string_view text, BlockFeatures& features) const {
    for (std::size_t i = 0; i < text.size(); ++i) {
      for (const Phrase& phrase : by_first_[static_cast<unsigned char>(text[i])]) {
        if (text.substr(i).starts_with(phrase.text)) {
          features[static_cast<std::size_t>(phrase.feature)] = 1;
        }
      }
    }
  }

 private:
  struct Phrase {
    std::string_view text;
    Feature feature;
  };
  template <std::size_t N>
  void add(const std::string_view (&phrases)[N], Feature feature) {
    for (const std::string_view phrase : phrases) {
      by_first_[static_cast<unsigned char>(phrase.front())].push_back({phrase, feature});
    }
  }
  std::array<std::vector<Phrase>, 256> by_first_;
};

template <std::size_t N>
bool begins_with_one(const std::string_view (&phrases)[N], std::string_view text) {
  return std::ranges::any_of(phrases,
                             [text](std::string_view phrase) { return text.starts_with(phrase); });
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

/// Longer texts hold such phrases without being made of them.
constexpr float kLongestPrompt = 80;
constexpr float kLongestByline = 25;

}  // namespace

std::string bare_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte)) out += static_cast<char>(std::tolower(byte));
  }
  return out;
}

float add_text_features(std::string_view text, BlockFeatures& features) {
  const TextFacts facts = facts_of(text);
  const float words = std::max(facts.words, 1.0F);
  const auto set = [&features](Feature feature, float value) {
    features[static_cast<std::size_t>(feature)] = value;
  };
  const auto claim = [&set](Feature feature, bool holds) { set(feature, holds ? 1 : 0); };
  set(Feature::kLength, std::log(1 + facts.words) / 3);
  claim(Feature::kOneToThreeWords, facts.words < 4);
  claim(Feature::kFourToNine, facts.words >= 4 && facts.words < 10);
  claim(Feature::kTenTo24, facts.words >= 10 && facts.words < 25);
  claim(Feature::kTo59, facts.words >= 25 && facts.words < 60);
  claim(Feature::kLonger, facts.words >= 60);
  claim(Feature::kEndsSentence,
        ends_with_any(text, {".", "!", "?", "\"", "\u201d", "\u2019", ".)", "\u3002"}));
  claim(Feature::kEndsColon, text.ends_with(":"));
  claim(Feature::kEndsEllipsis, ends_with_any(text, {"...", "\u2026"}));
  set(Feature::kStops, std::min(facts.stops * 10 / words, 1.0F));
  set(Feature::kCommas, std::min(facts.commas * 10 / words, 1.0F));
  set(Feature::kDigits, facts.digits / std::max(facts.bytes, 1.0F));
  set(Feature::kCapitalized, facts.capitalized / words);
  claim(Feature::kAllCapitals, facts.capitals > facts.letters * 0.6F);
  claim(Feature::kCopyright, holds_any(text, {"\u00a9", "opyright", "ights reserved"}));
  claim(Feature::kSeparators,
        holds_any(text, {"|", "\u00bb", "\u203a", " \u00b7 ", " \u2022 ", " / "}));
  claim(Feature::kAddress, holds_any(text, {"http:", "https:", "@", "www."}));
  claim(Feature::kQuestion, text.ends_with("?"));
  claim(Feature::kDateLike,
        facts.words < 20 && facts.digits >= 3 && holds_any(text, {"20", "19", ":"}));
  claim(Feature::kStartsLower, !text.empty() && text.front() >= 'a' && text.front() <= 'z');
  claim(Feature::kStartsQuote,
        text.starts_with("\"") || text.starts_with("\u201c") || text.starts_with("\u2018"));
  if (facts.words >= kLongestPrompt) return facts.words;
  const std::string low = ascii_lower(text);
  static const PhraseFinder kFinder;
  kFinder.find(low, features);
  claim(Feature::kByline, facts.words < kLongestByline && begins_with_one(kBylines, low));
  return facts.words;
}

bool is_furniture_heading(std::string_view bare_heading) {
  return begins_with_one(kFurnitureHeadings, bare_heading);
}

std::vector<std::uint32_t> shingles_of(std::string_view text) {
  std::vector<std::uint32_t> words;
  std::uint32_t hash = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte)) {
      hash = (hash ^ byte) * 16777619U + 1;
    } else if (hash != 0) {
      words.push_back(hash);
      hash = 0;
    }
  }
  if (hash != 0) words.push_back(hash);
  for (std::size_t i = 0; i + 4 <= words.size(); ++i) {
    words[i] = ((words[i] * 31 + words[i + 1]) * 31 + words[i + 2]) * 31 + words[i + 3];
  }
  words.resize(words.size() < 4 ? 0 : words.size() - 3);
  return words;
}

}  // namespace medlar
