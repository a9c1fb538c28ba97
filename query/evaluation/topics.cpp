#include "query/evaluation/topics.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "corpus/readers/markup_guard.h"
#include "corpus/readers/xml_document.h"
#include "query/evaluation/text_lines.h"

namespace medlar {
namespace {

/// A topic with all its wordings, by name, in the file's order.
struct WordedTopic {
  std::string qid;
  std::size_t line = 0;  // 0: not known
  std::vector<std::pair<std::string, std::string>> wordings;
};

using WordedTopics = Result<std::vector<WordedTopic>>;

/// One line, its runs of white space made one space.
std::string joined_line(std::string_view text) {
  std::string joined;
  for (const char c : trim_blanks(text)) {
    const bool is_blank = std::string_view(" \t\r\n\f\v").find(c) != std::string_view::npos;
    if (!is_blank) {
      joined += c;
    } else if (!joined.empty() && joined.back() != ' ') {
      joined += ' ';
    }
  }
  return joined;
}

WordedTopics parse_tsv(std::string_view text, const std::filesystem::path& name) {
  std::vector<WordedTopic> topics;
  for (const TextLine& line : content_lines(text)) {
    const std::size_t tab = line.text.find('\t');
    const std::string qid(trim_blanks(line.text.substr(0, tab)));
    if (tab == std::string_view::npos || qid.empty() ||
        qid.find_first_of(" \t") != std::string::npos) {
      return bad_line(name, line.number, "not a topic", "a line is: qid TAB text");
    }
    topics.push_back({qid, line.number, {{"text", joined_line(line.text.substr(tab + 1))}}});
  }
  return topics;
}

WordedTopics parse_json_lines(std::string_view text, const std::filesystem::path& name) {
  std::vector<WordedTopic> topics;
  for (const TextLine& line : content_lines(text)) {
    const auto json = nlohmann::json::parse(line.text, nullptr, false);
    const auto value = [&json](std::initializer_list<const char*> keys) -> std::string {
      for (const char* key : keys) {
        if (!json.contains(key)) continue;
        if (json[key].is_string()) return json[key].get<std::string>();
        if (json[key].is_number_integer()) return json[key].dump();
      }
      return {};
    };
    if (!json.is_object() || value({"_id", "id", "qid", "query_id"}).empty() ||
        (!json.contains("text") && !json.contains("query"))) {
      return bad_line(name, line.number, "not a topic",
                      R"(a line is: {"_id": "qid", "text": "the question"})");
    }
    topics.push_back({value({"_id", "id", "qid", "query_id"}),
                      line.number,
                      {{"text", joined_line(value({"text", "query"}))}}});
  }
  return topics;
}

/// A tag of a <top> at `at` ("<num>", "</title>"), or empty.
std::string_view tag_at(std::string_view text, std::size_t at) {
  if (text[at] != '<') return {};
  const std::size_t first = at + 1 < text.size() && text[at + 1] == '/' ? at + 2 : at + 1;
  const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz", first);
  if (end == std::string_view::npos || end == first || text[end] != '>') return {};
  return text.substr(at, end + 1 - at);
}

/// A field's text, without the label that TREC writes before it ("Number:", "Description:").
std::string without_label(std::string_view field, std::string_view text) {
  static const std::map<std::string_view, std::string_view> kLabels{
      {"num", "Number:"}, {"title", "Topic:"}, {"desc", "Description:"}, {"narr", "Narrative:"}};
  text = trim_blanks(text);
  const auto label = kLabels.find(field);
  if (label != kLabels.end() && text.starts_with(label->second)) {
    text.remove_prefix(label->second.size());
  }
  return joined_line(text);
}

/// TREC's topics are no XML: most tags are never closed.
WordedTopics parse_trec(std::string_view text, const std::filesystem::path& name) {
  std::vector<WordedTopic> topics;
  std::string field;
  std::size_t field_begin = 0;
  std::size_t line = 1;
  bool inside = false;
  const auto end_field = [&](std::size_t end) {
    if (!inside || field.empty()) return;
    std::string value = without_label(field, text.substr(field_begin, end - field_begin));
    if (field == "num") {
      topics.back().qid = std::move(value);
    } else {
      topics.back().wordings.emplace_back(field, std::move(value));
    }
    field.clear();
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') ++line;
    const std::string_view tag = tag_at(text, at);
    if (tag.empty()) continue;
    end_field(at);
    if (tag == "<top>") {
      inside = true;
      topics.push_back({"", line, {}});
    } else if (tag == "</top>") {
      inside = false;
    } else if (inside && tag[1] != '/') {
      field = tag.substr(1, tag.size() - 2);
      field_begin = at + tag.size();
    }
  }
  end_field(text.size());
  for (const WordedTopic& topic : topics) {
    if (topic.qid.empty() || topic.qid.find(' ') != std::string::npos || topic.wordings.empty()) {
      return bad_line(name, topic.line, "a <top> without <num> or without text",
                      "a topic has <num>, and <title> or <desc>");
    }
  }
  return topics;
}

WordedTopic live_qa_topic(XmlNode question) {
  WordedTopic topic;
  topic.qid = question.attribute("qid");
  topic.qid.erase(0, std::min(topic.qid.find_first_of("0123456789"), topic.qid.size()));
  const auto text_of = [&](std::string_view name) {
    const XmlNode element = question.descendant(name);
    return element ? element.text() : std::string();
  };
  topic.wordings = {{"original", joined_line(text_of("SUBJECT") + " " + text_of("MESSAGE"))},
                    {"paraphrase", joined_line(text_of("NIST-PARAPHRASE"))},
                    {"summary", joined_line(text_of("NLM-Summary") + text_of("NLM-SUMMARY"))}};
  return topic;
}

WordedTopic xml_topic(XmlNode element) {
  WordedTopic topic;
  for (const std::string_view key : {"number", "id", "qid"}) {
    if (topic.qid.empty()) topic.qid = joined_line(element.attribute(key));
  }
  for (XmlNode child = element.first_child(); child; child = child.next()) {
    if (child.is_element()) {
      topic.wordings.emplace_back(std::string(child.name()), joined_line(child.text()));
    }
  }
  if (topic.wordings.empty()) topic.wordings.emplace_back("text", joined_line(element.text()));
  return topic;
}

WordedTopics parse_xml(std::string_view text, const std::filesystem::path& name) {
  const auto guarded = guarded_xml(text);
  if (!guarded) return tl::unexpected<Error>(guarded.error());
  const auto document = XmlDocument::parse_xml(*guarded);
  if (!document || document->was_broken()) {
    return failure(ErrorCode::kBadInput, fmt::format("{} is not well-formed XML", name.string()),
                   "xmllint --noout names the place");
  }
  std::vector<WordedTopic> topics;
  walk(
      document->root(),
      [&](XmlNode node) {
        const bool is_live_qa = node.is_element() && node.name() == "NLM-QUESTION";
        if (!is_live_qa && !(node.is_element() && node.name() == "topic")) return Visit::kDescend;
        topics.push_back(is_live_qa ? live_qa_topic(node) : xml_topic(node));
        return Visit::kSkip;
      },
      [](XmlNode) {});
  for (const WordedTopic& topic : topics) {
    if (topic.qid.empty() || topic.qid.find(' ') != std::string::npos) {
      return failure(ErrorCode::kBadInput, fmt::format("{}: a topic without number", name.string()),
                     "each has a number, as in <topic number=\"1\"> or <NLM-QUESTION qid=\"TQ1\">");
    }
  }
  return topics;
}

WordedTopics parse_any(std::string_view text, const std::filesystem::path& name) {
  const std::vector<TextLine> lines = content_lines(text);
  const std::string_view first = lines.empty() ? "" : trim_blanks(lines.front().text);
  if (first.starts_with('{')) return parse_json_lines(text, name);
  if (!first.starts_with('<')) return parse_tsv(text, name);
  return text.find("<top>") != std::string_view::npos ? parse_trec(text, name)
                                                      : parse_xml(text, name);
}

}  // namespace

Result<std::vector<Topic>> parse_topics(std::string_view text, const std::filesystem::path& name,
                                        std::string_view wording) {
  auto worded = parse_any(text, name);
  if (!worded) return tl::unexpected<Error>(worded.error());
  if (worded->empty()) {
    return failure(ErrorCode::kBadInput, fmt::format("{} holds no topics", name.string()),
                   "topics are TSV (qid TAB text), TREC <top>, BEIR JSON Lines or LiveQA-Med XML");
  }
  std::vector<Topic> topics;
  std::set<std::string> seen;
  std::vector<std::string> known;
  bool has_wording = false;
  for (WordedTopic& topic : *worded) {
    topic.qid = run_word(topic.qid);
    if (!seen.insert(topic.qid).second) {
      const std::string what = fmt::format("topic {} comes twice", topic.qid);
      if (topic.line > 0) return bad_line(name, topic.line, what, "give each topic its own qid");
      return failure(ErrorCode::kBadInput, fmt::format("{}: {}", name.string(), what),
                     "give each topic its own qid");
    }
    topics.push_back({topic.qid, {}});
    for (auto& [its_name, its_text] : topic.wordings) {
      if (std::ranges::find(known, its_name) == known.end()) known.push_back(its_name);
      if (its_name != (wording.empty() ? known.front() : wording)) continue;
      topics.back().text = std::move(its_text);
      has_wording = true;
    }
  }
  if (!has_wording) {
    return failure(ErrorCode::kUsage, fmt::format("{} has no wording {}", name.string(), wording),
                   fmt::format("it has: {}", fmt::join(known, ", ")));
  }
  return topics;
}

Result<std::vector<Topic>> read_topics(const std::filesystem::path& file,
                                       std::string_view wording) {
  const auto text = read_text(file);
  if (!text) return tl::unexpected<Error>(text.error());
  return parse_topics(*text, file, wording);
}

}  // namespace medlar
