// What every subcommand has in common, and the ones about a whole index.
#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>

#include <xapian.h>

#include "indexer/format/index_metadata.h"
#include "indexer/format/manifest.h"
#include "tests/cli/tiny_corpus.h"

namespace medlar {
namespace fs = std::filesystem;
namespace {

using nlohmann::json;

constexpr const char* kSubcommands[] = {"index", "query", "suggest", "analyze",
                                        "cat",   "info",  "check",   "rollback"};

TEST(Command, HelpOfEverySubcommandOpensWithExamples) {
  for (const char* const name : kSubcommands) {
    const MedlarOutcome help = run_medlar({name, "--help"});
    EXPECT_EQ(help.status, 0) << name;
    EXPECT_TRUE(help.out.starts_with("Examples:\n  medlar " + std::string(name))) << help.out;
    EXPECT_EQ(help.err, "");
    EXPECT_EQ(run_medlar({name, "-h"}).out, help.out) << name;
  }
}

TEST(Command, HelpListsTheSubcommands) {
  const MedlarOutcome help = run_medlar({"--help"});
  EXPECT_EQ(help.status, 0);
  for (const char* const name : kSubcommands) {
    EXPECT_NE(help.out.find(name), std::string::npos) << name;
  }
}

TEST(Command, LooksUpByItselfAndNamesTheProgramThatItLacks) {
  const TempDir dir;
  const std::string feed = dir.file("feed.jsonl", kTinyCorpus);
  const std::string index = (dir / "index").string();
  ASSERT_EQ(run_medlar({"index", feed, "--index", index}).status, 0);
  const fs::path alone = dir / "alone/medlar";
  fs::create_directory(alone.parent_path());
  fs::copy_file(MEDLAR_PROGRAM, alone);
  const auto run = [&](std::vector<std::string> arguments) {
    return run_medlar(MedlarRun{.arguments = std::move(arguments), .program = alone.string()});
  };
  for (const std::vector<std::string>& look_up :
       {std::vector<std::string>{"query", "embolism"}, {"suggest", "pulm"}, {"info"}, {"check"}}) {
    std::vector<std::string> arguments = look_up;
    arguments.insert(arguments.end(), {"--index", index});
    EXPECT_EQ(run(arguments).status, 0) << look_up.front();
  }
  const MedlarOutcome outcome = run({"index", feed, "--index", index});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find(alone.string() + "-all"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("\nhint: "), std::string::npos) << outcome.err;
}

TEST(Command, VersionIsOneLine) {
  const MedlarOutcome version = run_medlar({"--version"});
  EXPECT_EQ(version.status, 0);
  EXPECT_TRUE(version.out.starts_with("medlar ")) << version.out;
  EXPECT_EQ(std::ranges::count(version.out, '\n'), 1);
}

TEST(Command, MistakesOnTheCommandLineAreNamedAndHinted) {
  struct Row {
    std::vector<std::string> arguments;
    std::string_view says;
  };
  const TempDir dir;
  const std::string feed = dir.file("feed.jsonl", kTinyCorpus);
  for (const Row& row : std::vector<Row>{
           {{}, "subcommand"},
           {{"frobnicate"}, "frobnicate"},
           {{"--frobnicate"}, "--frobnicate"},
           {{"query", "x", "--frobnicate"}, "--frobnicate"},
           {{"query"}, "QUERY"},
           {{"query", "x", "--format", "xml"}, "xml"},
           {{"query", "x", "--limit", "many"}, "--limit"},
           {{"query", "x", "--limit", "-1"}, "--limit"},
           {{"query", "x", "--sort", "shoesize"}, "shoesize"},
           {{"suggest"}, "PREFIX"},
           {{"suggest", "x", "--format", "xml"}, "xml"},
           {{"suggest", "x", "--limit", "101"}, "--limit"},
           {{"index"}, "PATH"},
           {{"index", feed, "--frobnicate"}, "--frobnicate"},
           {{"index", feed, "--format", "docx"}, "docx"},
           {{"index", feed, "--threads", "-3"}, "--threads"},
           {{"index", feed, "--map", "text"}, "text"},
           {{"index", feed, "--map", "txet=body"}, "txet"},
           {{"index", feed, "--weight", "title"}, "title"},
           {{"index", feed, "--weight", "title=big"}, "title=big"},
           {{"index", feed, "--weight", "title=51"}, "51"},
           {{"index", feed, "--weight", "title=nan"}, "nan"},
           {{"index", feed, "--weight", "text=2"}, "there are: title name section"},
           {{"index", feed, "--weight", "=2"}, "no field"},
           {{"index", (dir / "missing").string()}, "missing"},
           {{"analyze"}, "TEXT"},
           {{"analyze", "x", "--format", "xml"}, "xml"},
           {{"cat"}, "FILE"},
           {{"cat", (dir / "missing").string()}, "missing"},
           {{"cat", dir.path().string()}, "cannot read"},
           {{"cat", feed, "--reader", "docx"}, "reader"},
           {{"info", "--format", "xml"}, "xml"},
           {{"check", "too", "much"}, "too"},
           {{"rollback", "too"}, "too"},
       }) {
    SCOPED_TRACE(testing::PrintToString(row.arguments));
    const MedlarOutcome outcome = run_medlar(
        {.arguments = row.arguments, .environment = {{"MEDLAR_INDEX", (dir / "index").string()}}});
    expect_error(outcome, 2, row.says);
    EXPECT_EQ(outcome.out, "");
  }
  EXPECT_FALSE(fs::exists(dir / "index/current"));
}

TEST(Command, ADirectoryThatIsNoIndexIsNamedWithAHint) {
  const TempDir dir;
  dir.file("folder/notes.txt", "no index");
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"query", "x"}, {"suggest", "x"}, {"info"}, {"check"}, {"rollback"}}) {
    for (const char* const name : {"folder", "missing", "folder/notes.txt"}) {
      SCOPED_TRACE(arguments[0] + " " + name);
      std::vector<std::string> all = arguments;
      all.insert(all.end(), {"--index", (dir / name).string()});
      const MedlarOutcome outcome = run_medlar(all);
      expect_error(outcome, 2, "no index in " + (dir / name).string());
      EXPECT_NE(outcome.err.find("hint: build one: medlar index"), std::string::npos);
    }
  }
  EXPECT_FALSE(fs::exists(dir / "missing"));
  EXPECT_FALSE(fs::exists(dir / "folder/lock"));
}

TEST(Command, ErrorsAreAlsoJsonWhereJsonWasAskedFor) {
  const TempDir dir;
  const MedlarOutcome outcome =
      run_medlar({"query", "x", "--format", "json", "--index", dir.path().string()});
  EXPECT_EQ(outcome.status, 2);
  const std::size_t at = outcome.err.find("\n{");
  ASSERT_NE(at, std::string::npos) << outcome.err;
  const json error = json::parse(outcome.err.substr(at + 1)).at("error");
  EXPECT_EQ(error.at("exit_status"), 2);
  EXPECT_FALSE(error.at("message").get<std::string>().empty());
  EXPECT_FALSE(error.at("hint").get<std::string>().empty());
}

TEST(Analyze, ShowsTokensWithOffsets) {
  const MedlarOutcome text = run_medlar({"analyze", "Crohn's", "diseases"});
  EXPECT_EQ(text.status, 0);
  EXPECT_NE(text.out.find("diseas"), std::string::npos);
  const MedlarOutcome outcome = run_medlar({"analyze", "the operations", "--format", "json"});
  const json result = json::parse(outcome.out);
  EXPECT_EQ(result.at("format_version"), 1);
  EXPECT_EQ(result.at("language"), "en");
  EXPECT_FALSE(result.at("fingerprint").get<std::string>().empty());
  ASSERT_EQ(result.at("tokens").size(), 2U);
  const json& token = result["tokens"][1];
  EXPECT_EQ(token.at("begin"), 4);
  EXPECT_EQ(token.at("end"), 14);
  EXPECT_EQ(token.at("position"), 1);
  EXPECT_EQ(token.at("text"), "operations");
  EXPECT_EQ(token.at("stop_word"), false);
  EXPECT_EQ(result["tokens"][0].at("stop_word"), true);
}

TEST(Analyze, TakesALanguageAndAnyBytes) {
  const auto term = [](const std::string& word) {
    return json::parse(run_medlar({"analyze", word, "--language=es", "--format=json"}).out)
        .at("tokens")[0]
        .at("term");
  };
  EXPECT_EQ(term("operaciones"), term("operaci\xC3\xB3n"));
  for (const char* const bytes : {"\xff\xfe", "\x01\x02", "", "..."}) {
    EXPECT_EQ(run_medlar({"analyze", bytes}).status, 0);
  }
}

TEST(Info, DescribesTheIndex) {
  const TinyCorpus tiny;
  const MedlarOutcome text = run_medlar({"info", "--index", tiny.index()});
  EXPECT_EQ(text.status, 0);
  for (const char* const part : {"generation  1", "schema      ", "articles    5", " to suggest",
                                 "CDC 2", "en 4, es 1", "title", "keyword"}) {
    EXPECT_NE(text.out.find(part), std::string::npos) << part << "\n" << text.out;
  }
  const MedlarOutcome outcome = run_medlar({"info", "--index", tiny.index(), "--format=json"});
  const json info = json::parse(outcome.out);
  for (const char* const key :
       {"format_version", "index",           "generation",     "generations",
        "built",          "program_version", "schema_version", "analyzer_fingerprint",
        "articles",       "sections",        "tokens",         "text_bytes",
        "names",          "names_bytes",     "names_left_out", "concepts",
        "concept_names",  "vocabularies",    "languages",      "sources",
        "fields",         "digest",          "files"}) {
    EXPECT_TRUE(info.contains(key)) << key;
  }
  EXPECT_EQ(info.at("articles"), 5);
  EXPECT_EQ(info.at("sections"), 7);
  EXPECT_GE(info.at("names"), 5);
  EXPECT_EQ(info.at("vocabularies").at(0).at("source"), "Medlar");
  EXPECT_GE(info.at("concepts"), 1500);
  EXPECT_EQ(info.at("names_left_out"), 0);
  for (const json& file : info.at("files")) {
    const fs::path path = fs::path(tiny.index()) / "current" / std::string(file.at("name"));
    EXPECT_EQ(file.at("bytes"), fs::file_size(path)) << path;
    EXPECT_NE(file.at("purpose"), "") << path;
  }
}

TEST(Cat, ShowsWhatAReaderMakesOfAFile) {
  const TempDir dir;
  const std::string page =
      dir.file("page.html",
               "<html><head><title>Gout</title></head><body><nav>Home</nav><h1>Gout</h1>"
               "<p>Uric acid crystals hurt.</p><h2 id='c'>Causes</h2><p>Too much.</p></body>");
  const MedlarOutcome text = run_medlar({"cat", page});
  EXPECT_EQ(text.status, 0);
  EXPECT_NE(text.out.find("title      Gout"), std::string::npos) << text.out;
  EXPECT_NE(text.out.find("## Causes  [#c]"), std::string::npos) << text.out;
  const MedlarOutcome outcome = run_medlar({"cat", page, "--format", "json"});
  const json article = json::parse(outcome.out);
  for (const char* const key :
       {"format_version", "id", "url", "title", "source", "language", "audience", "reviewed",
        "updated", "names", "authors", "reviewers", "sections", "text", "dropped"}) {
    EXPECT_TRUE(article.contains(key)) << key;
  }
  EXPECT_NE(article["text"].get<std::string>().find("Uric acid"), std::string::npos);
  EXPECT_EQ(article["text"].get<std::string>().find("Home"), std::string::npos);
}

TEST(Cat, ReadsStandardInput) {
  const MedlarOutcome outcome = run_medlar(
      {.arguments = {"cat", "-", "--format", "json"}, .input = std::string(kTinyCorpus)});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(std::ranges::count(outcome.out, '\n'), 5);
}

TEST(Cat, NamesRejectedRecords) {
  const TempDir dir;
  const MedlarOutcome outcome =
      run_medlar({"cat", dir.file("feed.jsonl", "{\"text\": \"a\"}\n[1]\n")});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_NE(outcome.err.find("feed.jsonl:2: not_an_object"), std::string::npos) << outcome.err;
}

TEST(Check, ASoundIndexHasNoFaults) {
  const TinyCorpus tiny;
  const MedlarOutcome text = run_medlar({"check", "--index", tiny.index()});
  EXPECT_EQ(text.status, 0);
  EXPECT_EQ(text.out, "generation 1: 5 articles, 0 faults\n");
  const json report =
      json::parse(run_medlar({"check", "--index", tiny.index(), "--format=json"}).out);
  EXPECT_EQ(report.at("format_version"), 1);
  EXPECT_EQ(report.at("articles"), 5);
  EXPECT_TRUE(report.at("faults").empty());
  EXPECT_EQ(run_medlar({"check", "--index", tiny.index(), "--quiet"}).out, "");
}

TEST(Check, FindsDamageInEveryFileOfAnIndex) {
  struct Row {
    std::string_view file;
    std::string_view damage;
  };
  for (const Row& row :
       {Row{"articles", "cut"}, Row{"articles", "flipped"}, Row{"articles", "gone"},
        Row{"words", "gone"}, Row{"names", "cut"}, Row{"names", "flipped"}, Row{"names", "gone"},
        Row{"db/postlist.glass", "cut"}, Row{"db/postlist.glass", "flipped"},
        Row{"db/postlist.glass", "gone"}, Row{"db/iamglass", "cut"}, Row{"db/iamglass", "gone"},
        Row{"forward", "cut"}, Row{"forward", "flipped"}, Row{"forward", "gone"}}) {
    SCOPED_TRACE(std::string(row.file) + " " + std::string(row.damage));
    const TinyCorpus tiny;
    const fs::path file = fs::path(tiny.index()) / "gen-000001" / row.file;
    std::string bytes = medlar::read_file(file);
    fs::remove(file);
    if (row.damage != "gone") {
      if (row.damage == "cut") bytes.resize(bytes.size() / 3);
      if (row.damage == "flipped") {
        for (std::size_t at = 20; at < bytes.size(); at += 97) {
          bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
        }
      }
      tiny.dir().file("index/gen-000001/" + std::string(row.file), bytes);
    }
    const MedlarOutcome check = run_medlar({"check", "--index", tiny.index()});
    EXPECT_EQ(check.status, 3) << check.out << check.err;
    EXPECT_NE(check.err.find("hint: run: medlar rollback"), std::string::npos) << check.err;
    EXPECT_NE(check.out.find(row.file), std::string::npos) << check.out;
    EXPECT_EQ(tiny.query({"embolism", "\"blood clot\""}).status, 3);
    EXPECT_EQ(run_medlar({"suggest", "embolism", "--index", tiny.index()}).status, 3);
  }
}

TEST(Check, AnIndexOfAnotherVersionIsIncompatible) {
  for (const char* const what : {"schema", "analyzer"}) {
    SCOPED_TRACE(what);
    const TinyCorpus tiny;
    {
      const std::string path = tiny.index() + "/gen-000001/db";
      const std::string key(kMetadataKey);
      IndexMetadata metadata = *decode_metadata(Xapian::Database(path).get_metadata(key));
      if (std::string_view(what) == "schema") {
        metadata.schema_version += 1;
      } else {
        metadata.analyzer_fingerprint = "0123456789abcdef";
      }
      Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OVERWRITE);
      database.set_metadata(key, encode_metadata(metadata));
      database.commit();
    }
    const fs::path generation = fs::path(tiny.index()) / "gen-000001";
    ASSERT_TRUE(write_manifest(generation, *read_manifest(generation)));
    for (const std::string_view command : {"check", "info", "query", "suggest"}) {
      std::vector<std::string> arguments{std::string(command), "--index", tiny.index()};
      if (command == "query" || command == "suggest") arguments.push_back("cement");
      const MedlarOutcome outcome = run_medlar(arguments);
      expect_error(outcome, 3, what);
      EXPECT_NE(outcome.err.find("hint: rebuild it"), std::string::npos);
      EXPECT_EQ(outcome.out, "");
    }
    EXPECT_EQ(
        run_medlar({"index", (tiny.dir() / "tiny.jsonl").string(), "--index", tiny.index()}).status,
        0);
    EXPECT_EQ(tiny.query({"cement"}).status, 0);
  }
}

TEST(Rollback, GoesBackOneGeneration) {
  const TinyCorpus tiny;
  expect_error(run_medlar({"rollback", "--index", tiny.index()}), 2, "no earlier generation");
  const std::string other =
      tiny.dir().file("other.jsonl", "{\"id\": \"new\", \"text\": \"fresh\"}");
  ASSERT_EQ(run_medlar({"index", other, "--index", tiny.index(), "--allow-shrink"}).status, 0);
  EXPECT_EQ(tiny.found({"fresh"}), "new");
  const MedlarOutcome back = run_medlar({"rollback", "--index", tiny.index()});
  EXPECT_EQ(back.status, 0);
  EXPECT_EQ(back.out, "published " + tiny.index() + ", generation 1\n");
  EXPECT_EQ(tiny.found({"fresh"}), "");
  EXPECT_EQ(tiny.found({"cement"}), "cement");
  expect_error(run_medlar({"rollback", "--index", tiny.index()}), 2, "no earlier generation");
}

TEST(Command, AnIndexThatAnotherWriterHoldsIsReadButNotWritten) {
  const TinyCorpus tiny;
  const int lock = ::open((tiny.index() + "/lock").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(::flock(lock, LOCK_EX | LOCK_NB), 0);
  const std::string feed = (tiny.dir() / "tiny.jsonl").string();
  expect_error(run_medlar({"index", feed, "--index", tiny.index()}), 5, "another writer");
  expect_error(run_medlar({"rollback", "--index", tiny.index()}), 5, "another writer");
  EXPECT_EQ(tiny.found({"cement"}), "cement");
  EXPECT_EQ(run_medlar({"check", "--index", tiny.index()}).status, 0);
  ::close(lock);
  EXPECT_EQ(run_medlar({"index", feed, "--index", tiny.index()}).status, 0);
}

}  // namespace
}  // namespace medlar
