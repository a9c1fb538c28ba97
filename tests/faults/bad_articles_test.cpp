// Many good articles of all formats and bad ones of 20 kinds in one folder: the good ones are
// indexed, and each bad one is named with its code.
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <functional>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/faults/index_under_test.h"

namespace medlar {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMebibyte = std::uintmax_t{1} << 20U;

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

/// A format, and an article in it; `{0}` is its number.
struct Format {
  std::string_view name;  // of its file
  std::string_view bytes;
};

constexpr Format kFormats[] = {
    {"{}.html", "<html><head><title>Page {0}</title></head><body><p>Cough {0}.</p></body></html>"},
    {"{}.md", "---\ntitle: Note {0}\n---\n# Causes\n\nCough *{0}*.\n"},
    {"{}.txt", "Text {0}\n\nCough {0}, with a fi\xe8vre.\n"},
    {"{}.jsonl", "{{\"id\": \"line-{0}\", \"title\": \"Line {0}\", \"text\": \"Cough {0}.\"}}\n"},
    {"medquad-{}.xml",
     "<Document id='q{0}'><Focus>Focus {0}</Focus><QAPairs><QAPair pid='1'><Question>What is {0}?"
     "</Question><Answer>Cough {0}.</Answer></QAPair></QAPairs></Document>"},
    {"pubmed-{}.xml",
     "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>{0}</PMID><Article><ArticleTitle>"
     "Study {0}</ArticleTitle><Abstract><AbstractText>Cough "
     "{0}.</AbstractText></Abstract></Article>"
     "</MedlineCitation></PubmedArticle></PubmedArticleSet>"},
    {"jats-{}.xml",
     "<article><front><article-meta><article-id pub-id-type='pmc'>{0}</article-id><title-group>"
     "<article-title>Paper {0}</article-title></title-group></article-meta></front><body><sec>"
     "<title>Causes</title><p>Cough {0}.</p></sec></body></article>"},
    {"topic-{}.xml",
     "<health-topics><health-topic id='{0}' title='Topic {0}' language='English' "
     "url='http://a/{0}'>"
     "<full-summary>Cough {0}.</full-summary></health-topic></health-topics>"}};

/// Pages that are hard to read, and good all the same.
std::vector<std::pair<std::string, std::string>> hard_pages() {
  return {{"nested.html", "<p>findable" + repeated("<div><table><tr><td>", 25'000)},
          {"attributes.html", "<p " + repeated("a=b ", 1'500'000) + ">findable"},
          {"unclosed.html", "<html><body><div><p><b>findable <i>text<table><td"},
          {"nul.html", std::string("\0<p>findable \0text\0", 20)},
          {"charset.html", "<meta charset=utf-16><p>findable caf\xe9"},
          {"brackets.md", "findable " + repeated("[", 100'000)},
          {"surrogate.jsonl", "{\"id\": \"s\", \"text\": \"findable \\ud800\"}\n"}};
}

/// What has no text, which is no fault.
std::vector<std::pair<std::string, std::string>> skips() {
  return {{"empty.html", ""},
          {"blank.txt", "\n \n"},
          {"script.html", "<html><body><script>a()</script></body></html>"},
          {"no-text.jsonl", "{\"id\": \"none\"}\n"},
          {"photo.png", "\x89PNG\r\n\x1a\n"}};
}

struct Kind {
  std::string_view name;  // of its files, which follow a number
  std::string_view code;
  std::function<void(const std::string& path)> make;
};

std::function<void(const std::string&)> bytes(const std::string& content) {
  return [content](const std::string& path) { std::ofstream(path, std::ios::binary) << content; };
}

/// A file of that size that takes no room.
std::function<void(const std::string&)> large(const std::string& head, std::uintmax_t size) {
  return [head, size](const std::string& path) {
    std::ofstream(path, std::ios::binary) << head;
    fs::resize_file(path, size);
  };
}

void make_socket(const std::string& path) {
  // A path of a socket is short: made where one is, then moved.
  sockaddr_un name{.sun_family = AF_UNIX, .sun_path = {}};
  const TempDir dir;
  const std::string place = (dir / "s").string();
  place.copy(name.sun_path, sizeof name.sun_path - 1);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  EXPECT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&name), sizeof name), 0);
  ::close(socket);
  fs::rename(place, path);
}

std::vector<Kind> kinds() {
  const std::string binary = "\x89PNG\r\n\x1a\n" + std::string("\0\0\0\rIHDR\0\0\1\0\0\0\1\0", 16) +
                             std::string(3000, '\1') + std::string(100, '\0');
  const auto link_to = [](std::string target) {
    return [target](const std::string& path) { fs::create_symlink(target, path); };
  };
  return {
      {"medquad.xml", "broken_xml", bytes("<Document id='1'><Focus>x</Focus><QAPairs><QAPair")},
      {"pubmed.xml", "broken_xml",
       bytes("<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>9</PMID><Art")},
      {"jats.xml", "broken_xml", bytes("<article><front><article-meta><article-id")},
      {"topics.xml", "broken_xml", bytes("<health-topics><health-topic id='1' ti")},
      {"no-pmid.xml", "no_pmid",
       bytes("<PubmedArticleSet><PubmedArticle><MedlineCitation/></PubmedArticle>"
             "</PubmedArticleSet>")},
      {"broken.jsonl", "broken_json", bytes("{\"id\": \"b\", \"text\": \"cut\n")},
      {"list.jsonl", "not_an_object", bytes("[1, 2]\n")},
      {"types.jsonl", "wrong_type", bytes("{\"id\": \"t\", \"text\": [1]}\n")},
      {"line.jsonl", "too_large", large("{", 20 * kMebibyte)},
      {"image.html", "unreadable", bytes(binary)},
      {"image.jsonl", "unreadable", bytes(binary)},
      {"image.txt", "unreadable", bytes(binary)},
      {"tags.html", "too_many_tags", bytes("<html><body>" + repeated("<p>x", 250'001))},
      {"text.txt", "too_much_text",
       bytes(repeated("A line of nine words about the common cold.\n", 100'000))},
      {"page.html", "too_large", large("<html>", 200 * kMebibyte)},
      {"note.md", "too_large", large("# Note", 3 * kMebibyte)},
      {"paper.xml", "too_large", large("<article><front>", 17 * kMebibyte)},
      {"link.html", "symbolic_link", link_to("/etc/hostname")},
      {"pipe.html", "not_a_file",
       [](const std::string& path) { EXPECT_EQ(::mkfifo(path.c_str(), 0600), 0); }},
      {"socket.html", "not_a_file", make_socket},
  };
}

/// What a list of the report names: names of files, and codes.
std::map<std::string, std::string> named(const nlohmann::json& list) {
  std::map<std::string, std::string> codes;
  for (const nlohmann::json& entry : list) {
    std::string name = fs::path(entry.at("where").get<std::string>()).filename().string();
    name.resize(std::min(name.find(':'), name.size()));
    codes[name] += (codes[name].empty() ? "" : ", ") + entry.at("code").get<std::string>();
  }
  return codes;
}

TEST(BadArticles, AreNamedAndTheGoodOnesIndexed) {
  const TempDir dir;
  // 20 among 200 would be more than the 5 % that are tolerated.
  const int good = is_long_run() ? 10'000 : 400;
  const int of_each_kind = is_long_run() ? 5 : 1;
  int articles = 0;
  for (const auto& [name, content] : hard_pages()) {
    dir.file("in/" + name, content);
    ++articles;
  }
  for (; articles < good; ++articles) {
    const Format& format = kFormats[articles % std::size(kFormats)];
    dir.file("in/" + fmt::format(fmt::runtime(format.name), articles),
             fmt::format(fmt::runtime(format.bytes), articles));
  }
  for (const auto& [name, content] : skips()) dir.file("in/" + name, content);
  std::map<std::string, std::string> bad;
  for (const Kind& kind : kinds()) {
    for (int i = 0; i < of_each_kind; ++i) {
      const std::string name = fmt::format("bad-{}-{}", i, kind.name);
      kind.make((dir / "in" / name).string());
      bad[name] = kind.code;
    }
  }
  const std::string index = (dir / "index").string();
  const MedlarOutcome built =
      run_medlar({"index", (dir / "in").string(), "--index", index, "--json"});
  EXPECT_EQ(built.status, 1) << built.err;
  const auto report = nlohmann::json::parse(built.out);
  EXPECT_EQ(report["published"], true);
  EXPECT_EQ(report["articles"], good);
  EXPECT_EQ(named(report["rejected"]), bad);
  EXPECT_EQ(report["skipped"].size(), skips().size()) << report["skipped"].dump(1);
  EXPECT_EQ(check_index(index)->faults, std::vector<std::string>());
  const auto searcher = Searcher::open(index);
  ASSERT_TRUE(searcher);
  EXPECT_EQ(searcher->metadata().articles, static_cast<std::uint64_t>(good));
  const auto found =
      run_medlar({"query", "findable", "--index", index, "--format=jsonl", "--duplicates=show"});
  EXPECT_EQ(std::ranges::count(found.out, '\n'), static_cast<long>(hard_pages().size()))
      << found.out;

  rusage used{};
  ::getrusage(RUSAGE_CHILDREN, &used);
#ifndef MEDLAR_SANITIZED
  constexpr long kMostKibibytes = 600 * 1024;  // what the indexer may need
  EXPECT_LT(used.ru_maxrss, kMostKibibytes);
#endif
  std::fprintf(stderr, "%d good, %zu bad, %ld KiB at most\n", articles, bad.size(), used.ru_maxrss);
}

}  // namespace
}  // namespace medlar
