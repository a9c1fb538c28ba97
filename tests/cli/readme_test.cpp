// The documents are executed: what they show is what the program does.
//
//   ```console blocks   lines "$ command" run in order, each document in a folder of its own that
//                       holds `corpus`; below each stands what a terminal shows of it, stdout then
//                       stderr. A line "..." stands for any lines; kVarying for what never repeats.
//   | query | tree |    each row of QUERY_SYNTAX.md is parsed
//   | path | type |     each row of JSON_FORMAT.md is a key that the commands above it print
//
// MEDLAR_UPDATE_GOLDEN=1 writes what the program prints now into the documents instead.
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "corpus/reader.h"
#include "indexer/format/schema.h"
#include "query/query_parser.h"
#include "query/render/json_renderer.h"
#include "test_paths.h"
#include "tests/support/temp_dir.h"
#include "tests/support/understood_response.h"

namespace medlar {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Lines = std::vector<std::string>;

struct Varying {
  const char* pattern;
  const char* instead;
};
constexpr Varying kVarying[] = {
    {R"(\d+\.\d+ s\b)", "N s"},
    {R"(\d+\.\d+ ms\b)", "N ms"},
    {R"(\b\d+ a second\b)", "N a second"},
    {R"(\d+\.\d+ \(p(95|99)\))", "N (p$1)"},
    {R"(\d+\.\d+ MB\b)", "N MB"},
    {R"re("(took_ms|seconds|index_bytes)": [-+.\de]+)re", "\"$1\": N"},
    {R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)", "WHEN"},
    {R"(\b[0-9a-f]{16}\b)", "FINGERPRINT"},
};

std::string without_varying(std::string line) {
  for (const Varying& row : kVarying) {
    line = std::regex_replace(line, std::regex(row.pattern), row.instead);
  }
  return line;
}

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string joined(const Lines& parts, std::string_view between) {
  std::string all;
  for (const std::string& part : parts) {
    if (!all.empty()) all += between;
    all += part;
  }
  return all;
}

struct Step {
  std::string command;
  std::string section;
  std::size_t first = 0;  // line after the command, whose own lines go on with "> "
  std::size_t last = 0;   // one past the last line of what is shown
};

struct Table {
  std::string section;
  Lines header;
  std::vector<Lines> rows;
};

struct Page {
  Lines lines;
  std::vector<Step> steps;
  std::vector<Table> tables;
  Lines strays;  // commands with a prompt that no console block holds
};

/// What stands in a cell's backticks, or the cell as it is where it has none.
std::string unquoted(const std::string& cell) {
  const std::size_t begin = cell.find('`');
  const std::size_t end = cell.rfind('`');
  return begin == end ? cell : cell.substr(begin + 1, end - begin - 1);
}

Lines cells(const std::string& line) {
  Lines out;
  std::size_t at = 1;
  for (std::size_t bar = line.find('|', at); bar != std::string::npos; bar = line.find('|', at)) {
    std::string cell = line.substr(at, bar - at);
    cell.erase(0, cell.find_first_not_of(' '));
    cell.erase(cell.find_last_not_of(' ') + 1);
    out.push_back(cell);
    at = bar + 1;
  }
  return out;
}

Page read_page(const std::string& name) {
  Page page;
  page.lines = lines_of(read_file(fs::path(MEDLAR_SOURCE_DIR) / name));
  std::string fence;
  std::string section;
  bool in_table = false;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const std::string& line = page.lines[i];
    if (line.starts_with("```")) {
      fence = fence.empty() ? line : "";
      if (fence.empty() && !page.steps.empty() && page.steps.back().last == 0) {
        page.steps.back().last = i;
      }
    } else if (line.starts_with("$ ")) {
      if (fence != "```console") {
        page.strays.push_back(line);
        continue;
      }
      if (!page.steps.empty() && page.steps.back().last == 0) page.steps.back().last = i;
      page.steps.push_back({line.substr(2), section, i + 1, 0});
    } else if (line.starts_with("> ") && fence == "```console") {
      Step& step = page.steps.back();  // a command over several lines
      step.command += "\n" + line.substr(2);
      step.first = i + 1;
    } else if (fence.empty() && line.starts_with("## ")) {
      section = line.substr(3);
    }
    const bool is_row = fence.empty() && line.starts_with("| ");
    if (is_row && !in_table) {
      page.tables.push_back({section, cells(line), {}});
    } else if (is_row) {
      page.tables.back().rows.push_back(cells(line));
    }
    in_table = fence.empty() && line.starts_with("|");
  }
  return page;
}

struct Output {
  std::string out;
  std::string err;
  int status = -1;
  std::string shown() const { return out + err; }
};

/// An empty folder with the corpus in it, where commands run as in a new clone.
class Folder {
 public:
  Folder() {
    fs::create_directory(path_ / "clone");
    fs::create_directory_symlink(fs::path(MEDLAR_SOURCE_DIR) / "corpus", path_ / "clone/corpus");
    const std::string programs = fs::path(MEDLAR_PROGRAM).parent_path().string();
    environment_ = "unset MEDLAR_INDEX; PATH='" + programs + "':\"$PATH\"; export PATH; ";
  }
  Output run(const std::string& command) {
    if (command == "echo $?") return {std::to_string(status_) + "\n", "", 0};
    const std::string shell = "cd '" + (path_ / "clone").string() + "' && " + environment_ + "( " +
                              command + "\n) >../out 2>../err </dev/null";
    const int status = std::system(shell.c_str());
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return {read_file(path_ / "out"), read_file(path_ / "err"), status_};
  }

 private:
  TempDir dir_;
  fs::path path_ = dir_.path();
  std::string environment_;
  int status_ = 0;
};

/// True when the lines are as shown, where "..." stands for any lines, also none.
bool matches(std::span<const std::string> shown, std::span<const std::string> printed) {
  if (shown.empty()) return printed.empty();
  if (shown.front() == "...") {
    for (std::size_t skip = 0; skip <= printed.size(); ++skip) {
      if (matches(shown.subspan(1), printed.subspan(skip))) return true;
    }
    return false;
  }
  return !printed.empty() && without_varying(shown.front()) == without_varying(printed.front()) &&
         matches(shown.subspan(1), printed.subspan(1));
}

/// What to show of the output: as many lines before and after "..." as are shown now.
Lines refreshed(const Lines& shown, const Lines& printed) {
  const auto gap = std::ranges::find(shown, "...");
  if (gap == shown.end()) return printed;
  const auto before = static_cast<std::size_t>(gap - shown.begin());
  const auto after = static_cast<std::size_t>(shown.end() - gap) - 1;
  if (std::find(gap + 1, shown.end(), "...") != shown.end() || before + after > printed.size()) {
    return shown;  // by hand: the comparison says where
  }
  Lines fresh(printed.begin(), printed.begin() + static_cast<std::ptrdiff_t>(before));
  fresh.emplace_back("...");
  fresh.insert(fresh.end(), printed.end() - static_cast<std::ptrdiff_t>(after), printed.end());
  return fresh;
}

constexpr const char* kBuildIndex = "medlar index corpus/sample/articles --quiet";

struct Session {
  const char* page;
  std::size_t fewest_commands;  // so that a block that got lost is noticed
  bool builds_index;            // the document's own first command does
};

void PrintTo(const Session& session, std::ostream* out) { *out << session.page; }

class Sessions : public testing::TestWithParam<Session> {};

TEST_P(Sessions, ShowWhatTheProgramPrints) {
  const Session& session = GetParam();
  Page page = read_page(session.page);
  ASSERT_GE(page.steps.size(), session.fewest_commands);
  EXPECT_THAT(page.strays, testing::IsEmpty()) << "only ```console blocks are run";
  Folder folder;
  if (!session.builds_index) {
    ASSERT_EQ(folder.run(kBuildIndex).status, 0);
  }
  const bool refresh = std::getenv("MEDLAR_UPDATE_GOLDEN") != nullptr;
  std::vector<Lines> fresh;
  for (const Step& step : page.steps) {
    const Lines shown(page.lines.begin() + static_cast<std::ptrdiff_t>(step.first),
                      page.lines.begin() + static_cast<std::ptrdiff_t>(step.last));
    const Output output = folder.run(step.command);
    // A blank line in a block sets commands apart.
    Lines printed = lines_of(output.shown());
    Lines expected = shown;
    if (!expected.empty() && expected.back().empty()) expected.pop_back();
    const bool is_as_shown = matches(expected, printed);
    fresh.push_back(is_as_shown ? shown : refreshed(expected, printed));
    if (!is_as_shown && shown.size() > expected.size()) fresh.back().emplace_back();
    if (!refresh) {
      EXPECT_TRUE(is_as_shown) << session.page << ":" << step.first << ": $ " << step.command
                               << "\nprints, with exit status " << output.status << ":\n"
                               << output.shown();
    }
  }
  if (!refresh) return;
  for (std::size_t i = page.steps.size(); i-- > 0;) {
    const auto at = page.lines.begin() + static_cast<std::ptrdiff_t>(page.steps[i].first);
    const auto end = page.lines.begin() + static_cast<std::ptrdiff_t>(page.steps[i].last);
    page.lines.insert(page.lines.erase(at, end), fresh[i].begin(), fresh[i].end());
  }
  std::ofstream(fs::path(MEDLAR_SOURCE_DIR) / session.page) << joined(page.lines, "\n") << "\n";
}

INSTANTIATE_TEST_SUITE_P(Documents, Sessions,
                         testing::Values(Session{"README.md", 23, true},
                                         Session{"ARCHITECTURE.md", 2, false},
                                         Session{"query/QUERY_SYNTAX.md", 2, false},
                                         Session{"query/render/JSON_FORMAT.md", 22, false}),
                         [](const auto& test) {
                           return fs::path(test.param.page).stem().string();
                         });

/// The tables of a page whose header begins so.
std::vector<Table> tables(const std::string& page, const std::string& first,
                          const std::string& second) {
  std::vector<Table> found;
  for (Table& table : read_page(page).tables) {
    if (table.header.size() >= 2 && table.header[0] == first && table.header[1] == second) {
      found.push_back(std::move(table));
    }
  }
  return found;
}

TEST(QuerySyntax, EveryExampleIsUnderstoodAsSaid) {
  AnalyzerSet analyzers;
  std::size_t examples = 0;
  for (const Table& table : tables("query/QUERY_SYNTAX.md", "query", "tree")) {
    ASSERT_EQ(table.header.size(), 3U);
    for (const Lines& row : table.rows) {
      ASSERT_EQ(row.size(), 3U) << joined(row, " | ");
      ++examples;
      const QueryTree tree = parse_query(unquoted(row[0]), {"", {"en", "es"}}, analyzers);
      EXPECT_EQ(to_string(tree.root), unquoted(row[1])) << row[0];
      Lines messages;
      for (const Diagnostic& d : tree.diagnostics) messages.push_back(d.message);
      if (table.header[2] == "what is said of it") {
        EXPECT_EQ(joined(messages, "; "), row[2]) << row[0];
      } else {
        EXPECT_THAT(messages, testing::IsEmpty()) << row[0];
      }
      if (table.header[2] == "left out") {
        EXPECT_EQ(joined(tree.dropped, " "), unquoted(row[2])) << row[0];
      }
    }
  }
  EXPECT_GE(examples, 60U);
}

TEST(QuerySyntax, NamesEveryField) {
  const auto found = tables("query/QUERY_SYNTAX.md", "field", "kind");
  ASSERT_EQ(found.size(), 1U);
  const std::map<FieldKind, std::string> kinds{{FieldKind::kText, "words"},
                                               {FieldKind::kKeyword, "value"},
                                               {FieldKind::kKeywords, "value"},
                                               {FieldKind::kIdentifier, "value"},
                                               {FieldKind::kDate, "date"}};
  Lines documented;
  for (const Lines& row : found[0].rows) documented.push_back(unquoted(row[0]) + " " + row[1]);
  Lines fields;
  for (const FieldInfo& info : kFields) {
    fields.push_back(std::string(info.name) + ": " + kinds.at(info.kind));
  }
  EXPECT_EQ(documented, fields);
}

TEST(Readme, NamesEveryFormat) {
  const auto found = tables("README.md", "format", "files");
  ASSERT_EQ(found.size(), 1U);
  Lines documented;
  for (const Lines& row : found[0].rows) {
    documented.push_back(unquoted(row[0]) + " " + row[1] + " " + row.back());
  }
  Lines formats;
  for (const ReaderInfo& reader : readers()) {
    Lines endings;
    for (const std::string_view ending : reader.extensions) {
      endings.push_back("`." + std::string(ending) + "`");
    }
    formats.push_back(std::string(reader.name) + " " + joined(endings, ", ") + " " +
                      std::to_string(reader.max_bytes >> 20) +
                      (reader.line_records ? " MiB a line" : " MiB"));
  }
  EXPECT_THAT(documented, testing::UnorderedElementsAreArray(formats));
}

/// "string", "integer", ..., or several with " or " between.
bool has_type(const Json& value, const std::string& type) {
  if (const std::size_t at = type.find(" or "); at != std::string::npos) {
    return has_type(value, type.substr(0, at)) || has_type(value, type.substr(at + 4));
  }
  const auto all = [&value](auto is) { return std::ranges::all_of(value, is); };
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.is_boolean();
  if (type == "null") return value.is_null();
  if (type == "object") return value.is_object();
  if (type == "object of numbers") {
    return value.is_object() && all([](const Json& v) { return v.is_number(); });
  }
  if (type == "object of objects") {
    return value.is_object() && all([](const Json& v) { return v.is_object(); });
  }
  if (type == "object of integers") {
    return value.is_object() && all([](const Json& v) { return v.is_number_integer(); });
  }
  if (!value.is_array()) return false;
  if (type == "array of objects") return all([](const Json& v) { return v.is_object(); });
  if (type == "array of strings") return all([](const Json& v) { return v.is_string(); });
  if (type == "array of integers") return all([](const Json& v) { return v.is_number_integer(); });
  if (type == "array of pairs") {
    return all([](const Json& v) {
      return v.is_array() && v.size() == 2 && v[0].is_number_integer() && v[1].is_number_integer();
    });
  }
  ADD_FAILURE() << "the documents use an unknown type: " << type;
  return false;
}

/// Paths of an object to their documented types; "optional" ones may be absent.
using Grammar = std::map<std::string, std::string>;
constexpr std::string_view kOptional = "optional ";

void expect_grammar(const Json& object, const std::string& below, const Grammar& grammar,
                    std::set<std::string>& seen) {
  for (const auto& [key, value] : object.items()) {
    const std::string path = below + key;
    const auto row = grammar.find(path);
    if (row == grammar.end()) {
      ADD_FAILURE() << "not documented: " << path;
      continue;
    }
    std::string type = row->second;
    if (type.starts_with(kOptional)) type.erase(0, kOptional.size());
    EXPECT_TRUE(has_type(value, type)) << path << " is no " << type << ": " << value;
    seen.insert(path);
    if (type.find("array of objects") != type.npos && value.is_array()) {
      for (const Json& item : value) expect_grammar(item, path + "[].", grammar, seen);
    } else if (type.starts_with("object") && !type.starts_with("object of") && value.is_object()) {
      expect_grammar(value, path + ".", grammar, seen);
    }
  }
  for (const auto& [path, type] : grammar) {
    const bool is_here =
        path.starts_with(below) && path.find_first_of(".[", below.size()) == std::string::npos;
    if (is_here && !type.starts_with(kOptional)) {
      EXPECT_TRUE(object.contains(path.substr(below.size())))
          << "documented, not printed: " << path;
    }
  }
}

/// The objects printed: one over several lines, or one a line; errors are on stderr.
std::vector<Json> objects(const Output& output) {
  if (const Json whole = Json::parse(output.out, nullptr, false); whole.is_object()) return {whole};
  std::vector<Json> found;
  for (const std::string& line : lines_of(output.out.empty() ? output.err : output.out)) {
    if (line.starts_with('{')) found.push_back(Json::parse(line));
  }
  return found;
}

constexpr std::string_view kQueryAsJson = "query --format json";

TEST(JsonFormat, DocumentsEveryKey) {
  const Page page = read_page("query/render/JSON_FORMAT.md");
  Folder folder;
  ASSERT_EQ(folder.run(kBuildIndex).status, 0);
  std::size_t grammars = 0;
  for (const Table& table : page.tables) {
    if (table.header.size() < 2 || table.header[0] != "path" || table.header[1] != "type") continue;
    SCOPED_TRACE(table.section);
    ++grammars;
    Grammar grammar;
    for (const Lines& row : table.rows) grammar[unquoted(row.at(0))] = row.at(1);
    std::set<std::string> seen;
    std::size_t printed = 0;
    for (const Step& step : page.steps) {
      if (step.section != table.section) continue;
      SCOPED_TRACE(step.command);
      for (const Json& object : objects(folder.run(step.command))) {
        expect_grammar(object, "", grammar, seen);
        ++printed;
      }
    }
    EXPECT_GT(printed, 0U) << "no command of this section prints JSON";
    if (table.section == kQueryAsJson) {  // what no one query has together
      const Json everything = Json::parse(render_json(understood_response()));
      expect_grammar(everything, "", grammar, seen);
    }
    for (const auto& [path, type] : grammar) {
      EXPECT_TRUE(seen.contains(path)) << "no command shows the documented " << path;
    }
  }
  EXPECT_EQ(grammars, 13U);
}

}  // namespace
}  // namespace medlar
