#include "tests/fuzz/entries.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "corpus/analysis/analyzer_set.h"
#include "corpus/analysis/sentences.h"
#include "corpus/analysis/utf8.h"
#include "corpus/cleaning/understanding.h"
#include "corpus/concepts/abbreviation_definitions.h"
#include "corpus/concepts/concept_lines.h"
#include "corpus/concepts/concept_matcher.h"
#include "corpus/concepts/concept_table.h"
#include "corpus/concepts/corpus_concepts.h"
#include "corpus/concepts/vocabulary_reader.h"
#include "corpus/encoding.h"
#include "corpus/reader.h"
#include "corpus/readers/html.h"
#include "corpus/readers/xml_document.h"
#include "query/evaluation/gate.h"
#include "query/evaluation/topics.h"
#include "query/query_parser.h"
#include "query/ranking_parameters.h"
#include "query/render/evaluation_renderer.h"
#include "query/render/html_marks.h"
#include "query/snippet.h"
#include "query/suggester.h"
#include "tests/fuzz/flips.h"
#include "tests/support/letters.h"
#include "tests/support/names.h"
#include "tests/support/temp_dir.h"

namespace medlar::fuzz {
namespace {

void require(bool holds, const char* promise) {
  if (!holds) throw std::logic_error(promise);
}

Article fixed_article() {
  Article article;
  article.id = "fixed";
  article.language = "en";
  article.title = "Bone cement";
  article.sections = {
      {"", 0, "",
       "Bone cement fixes implants, e.g. hips. Dr. Smith saw it in J. Vasc. Surg. 2004.\n\n"
       "Vitamin A\n5-HT3 blockers\nCD4+ cells, 2.5mg\nEl ni\u00f1o \u2014 \u03b2-blockers"},
      {"Risks of cement", 2, "risks",
       "A pulmonary embolism may follow. The lungs are at risk for the whole of the operation and "
       "for days after it, the more so the older the patient, the worse the heart and the longer "
       "the cement was left to harden before it was put in place under pressure by the surgeon, "
       "who may not have known about all of these. X-ray the chest! \u7cd6\u5c3f\u75c5"}};
  return article;
}

SnippetTerms sought(const QueryTree& tree) {
  SnippetTerms terms;
  for (const QueryNode* leaf : sought_leaves(tree.root)) {
    switch (leaf->kind) {
      case QueryNode::Kind::kPhrase: {
        SnippetTerms::Phrase phrase;
        for (const QueryTerm& part : leaf->parts) phrase.stems.push_back(part.stems.front());
        terms.phrases.push_back(std::move(phrase));
        break;
      }
      case QueryNode::Kind::kPrefix:
        terms.prefixes.push_back(leaf->parts.front().stems.front());
        break;
      default:
        for (const auto* forms : {&leaf->wholes, &leaf->parts}) {
          for (const QueryTerm& term : *forms) terms.words.push_back({term.stems.front()});
        }
    }
  }
  return terms;
}

void check(std::string_view text, const std::vector<TextRange>& matches) {
  std::size_t reached = 0;
  for (const TextRange match : matches) {
    require(reached <= match.begin && match.begin < match.end && match.end <= text.size(),
            "matches lie in the text, in order and apart");
    require(character_begin(text, match.begin) == match.begin &&
                character_begin(text, match.end) == match.end,
            "matches begin and end between characters");
    reached = match.end;
  }
}

void check(const Snippet& snippet, std::size_t room) {
  require(count_characters(snippet.text) <= room, "a snippet is no longer than asked for");
  check(snippet.text, snippet.matches);
}

void check(std::string_view text) {
  require(valid_utf8(text) == text, "articles are valid UTF-8");
  require(text.find('\0') == std::string_view::npos, "articles have no NUL");
}

void check(const Article& article) {
  for (const std::string* text :
       {&article.id, &article.url, &article.title, &article.source, &article.language,
        &article.audience, &article.reviewed, &article.updated}) {
    check(*text);
  }
  for (const auto* list : {&article.names, &article.authors, &article.reviewers}) {
    for (const std::string& text : *list) check(text);
  }
  for (const Section& section : article.sections) {
    check(section.heading);
    check(section.anchor);
    check(section.text);
  }
}

/// Runs of letters in the text and the headings.
std::size_t count_words(const Article& article) {
  std::size_t words = 0;
  const auto add = [&words](std::string_view text) {
    bool inside = false;
    for (const char c : text) {
      const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      words += is_letter && !inside ? 1 : 0;
      inside = is_letter;
    }
  };
  for (const Section& section : article.sections) {
    add(section.heading);
    add(section.text);
  }
  return words;
}

void read_as(std::string_view format, std::string_view bytes) {
  const ReaderInfo* reader = find_reader(format);
  require(reader != nullptr, "the reader exists");
  reader->sniff(bytes.substr(0, kSniffBytes));
  const auto result =
      reader->read({.bytes = bytes, .path = "fuzz.txt", .fallback_id = "fuzz.txt"}, {});
  if (!result) {
    require(!result.error().message.empty(), "an error says what happened");
    return;
  }
  for (Article article : result->articles) {
    check(article);
    const std::size_t words = count_words(article);
    understand(article);
    check(article);
    require(count_words(article) == words, "no word is lost by understanding");
  }
}

/// What is not in the sections is among what was dropped, or it is the title.
void check_nothing_is_lost(std::string_view bytes) {
  const auto decoded = decode_to_utf8(bytes, declared_encoding(bytes));
  if (!decoded) return;
  const auto document = XmlDocument::parse_html(decoded->text());
  const auto article = article_from_html(decoded->text(), {.keep_dropped = true});
  if (!document || !article) return;
  const XmlNode body = document->root().child("body");
  std::size_t found = letters_in(article->title);
  for (const Section& section : article->sections) {
    found += letters_in(section.heading) + letters_in(section.text);
  }
  for (const DroppedText& dropped : article->dropped) found += letters_in(dropped.text);
  require(found >= letters_in((body ? body : document->root()).text()), "no word is lost");
}

/// True where there is a value; an error must say what happened and what to do.
template <typename T>
bool is_read(const Result<T>& result) {
  if (!result) {
    require(!result.error().message.empty() && !result.error().hint.empty(), "errors help");
  }
  return result.has_value();
}

void check(const std::vector<Topic>& topics) {
  require(!topics.empty(), "topics are some");
  std::set<std::string> qids;
  for (const Topic& topic : topics) {
    require(!topic.qid.empty() && topic.qid.find_first_of(" \t\r\n") == std::string::npos,
            "a qid is one word");
    require(qids.insert(topic.qid).second, "qids are distinct");
  }
}

void check(const Run& run) {
  require(!run.topics.empty(), "a run is not empty");
  for (const auto& [qid, ranking] : run.topics) {
    for (std::size_t i = 0; i < ranking.size(); ++i) {
      require(std::isfinite(ranking[i].score), "scores are numbers");
      require(i == 0 ||
                  static_cast<float>(ranking[i - 1].score) >= static_cast<float>(ranking[i].score),
              "a ranking falls");
    }
  }
}

void judge(const Qrels& qrels, const Run& run) {
  static const auto measures =
      parse_measures("all_trec,ndcg_exp,err,rbp,judged,unjudged,condensed_map,P(rel=2)@5");
  for (const auto topics :
       {EvaluationOptions::Topics::kAllJudged, EvaluationOptions::Topics::kInBoth}) {
    const Evaluation evaluation =
        evaluate(run, qrels, *measures, {.level = 1 + qrels.highest_grade % 2, .topics = topics});
    for (std::size_t i = 0; i < measures->size(); ++i) {
      require(std::isfinite(evaluation.overall[i]), "measures are numbers");
    }
    render_evaluation(evaluation, ByTopic::kYes);
    render_missing_topics(evaluation);
    render_evaluation_json(evaluation, ByTopic::kYes, nullptr, {});
  }
}

/// A list of names as a file, and a folder for others like it.
struct FixedNames {
  TempDir dir;
  std::string bytes;

  FixedNames() {
    const std::vector<TitleAndNames> articles{
        {"Heart attack", "Myocardial infarction", "MI"},
        {"Crohn's disease", "regional ileitis"},
        {"X-ray", "R\u00f6ntgen"},
        {"5-HT3 receptor antagonists", "\u03b2-blockers"},
        {"\u00bfQu\u00e9 es la presi\u00f3n arterial?", "Vitamin D (2.5mg)"}};
    require(write_names(articles, dir / "names").has_value(), "names can be written");
    bytes = read_file(dir / "names");
  }
};

const FixedNames& fixed_names() {
  static const FixedNames names;
  return names;
}

void check_concepts(const Vocabulary& vocabulary) {
  for (const Concept& subject : vocabulary.concepts) {
    require(!subject.names.empty(), "a concept has a name");
    for (const ConceptName& name : subject.names) {
      const bool is_first = &name == &subject.names.front();
      require((name.kind == ConceptNameKind::kPreferred) == is_first, "the first is preferred");
      require(!name.text.empty() && valid_utf8(name.text) == name.text, "names are UTF-8");
    }
  }
}

const std::string& fixed_concepts() {
  static const std::string bytes = [] {
    ConceptTableBuilder builder;
    builder.add(
        parse_concept_lines("heart attack | pro: myocardial infarction | abbr: MI\n"
                            "mitral insufficiency | abbr: MI\n"
                            "5-HT3 antagonist\n"
                            "type 2 diabetes"));
    Vocabulary spanish = parse_concept_lines("cefalea | also: dolor de cabeza");
    for (ConceptName& name : spanish.concepts.front().names) name.language = "es";
    builder.add(std::move(spanish));
    return builder.finish();
  }();
  return bytes;
}

}  // namespace

void suggest(std::string_view bytes) {
  static const Suggester suggester(std::move(*NameList::open(fixed_names().dir / "names")));
  for (const std::size_t limit : {std::size_t{2}, kMaxSuggestions}) {
    const auto suggestions = suggester.suggest(bytes, limit);
    require(suggestions.size() <= limit, "no more is suggested than asked for");
    std::set<std::pair<std::string, std::string>> texts;
    for (const Suggestion& suggestion : suggestions) {
      require(texts.emplace(suggestion.text, suggestion.preferred).second,
              "no text twice but for another meaning");
      require(!suggestion.matches.empty(), "something of a suggestion was typed");
      check(suggestion.text, suggestion.matches);
    }
  }
}

void names(std::string_view bytes) {
  const std::string list = flipped(fixed_names().bytes, bytes);
  fixed_names().dir.file("flipped", list);
  auto opened = NameList::open(fixed_names().dir / "flipped");
  if (!opened) return;
  const Suggester suggester(std::move(*opened));
  for (const std::string_view typed :
       {"h", "x-ray", "ray x", "crohn's d", "5ht3 anta", "hart", ""}) {
    suggester.suggest(typed, kMaxSuggestions);
  }
}

void vocabulary(std::string_view bytes) {
  const auto read = read_vocabulary(bytes, "fuzz");
  if (!read) {
    require(!read.error().hint.empty(), "a refusal says what to give");
    return;
  }
  check_concepts(read->vocabulary);
  for (const auto& [wrong, right] : read->misspellings) {
    require(!wrong.empty() && !right.empty() && wrong != right, "a correction changes something");
  }
}

void definitions(std::string_view bytes) {
  std::string clean = valid_utf8(bytes);
  std::erase(clean, '\0');
  const std::string_view text = clean;
  for (const AbbreviationDefinition& found : abbreviation_definitions(text)) {
    for (const std::string_view part : {found.abbreviation, found.meaning}) {
      require(!part.empty() && part.data() >= text.data() &&
                  part.data() + part.size() <= text.data() + text.size(),
              "a definition is of the text");
      require(valid_utf8(part) == part, "characters stay whole");
    }
  }
  Article article;
  article.title = text.substr(0, text.find('\n'));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    article.names.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  article.sections.push_back({.text = clean});
  CorpusConcepts concepts;
  concepts.add(article);
  check_concepts(concepts.vocabulary());
}

void concepts(std::string_view bytes) {
  const std::string damaged = flipped(fixed_concepts(), bytes);
  const auto table = ConceptTable::from_bytes(damaged);
  if (!is_read(table)) return;
  static AnalyzerSet analyzers;
  for (const std::string_view language : {"en", "es"}) {
    ConceptMatcher matcher(*table, language);
    for (const std::string_view text :
         {"heart attack, MI", "5-HT3 antagonists", "diabetes type 2", "un dolor de la cabeza"}) {
      for (const FoundName& found :
           matcher.find(text, analyzers.for_language(language).analyze(text))) {
        require(found.begin < found.end && found.end <= text.size(), "names lie in the text");
        const ConceptTable::Name name = table->name(found.name);
        const ConceptTable::NameRange range = table->names_of(name.subject);
        require(range.begin <= range.end && range.end <= table->names(), "concepts have names");
        table->source(name.source);
      }
    }
  }
}

void query(std::string_view bytes) {
  static AnalyzerSet analyzers;
  static SentenceSplitter sentences("en");
  static const Article article = fixed_article();
  const QueryTree tree = parse_query(bytes, {"", {"en", "es"}}, analyzers);
  require(valid_utf8(to_string(tree.root)) == to_string(tree.root), "a tree prints as UTF-8");
  for (const Diagnostic& d : tree.diagnostics) {
    require(d.begin <= d.end && d.end <= bytes.size(), "what is said is said of the query");
  }
  const SnippetTerms terms = sought(tree);
  for (const std::size_t room : {std::size_t{300}, std::size_t{60}, bytes.size() % 8}) {
    const Snippet snippet =
        make_snippet({article}, terms, analyzers.for_language("en"), sentences, {room});
    check(snippet, room);
    marked_html(snippet);
  }
  analyzers.trim();
}

void html(std::string_view bytes) {
  read_as("html", bytes);
  check_nothing_is_lost(bytes);
}

void jsonl(std::string_view bytes) { read_as("jsonl", bytes); }

void plain_text(std::string_view bytes) {
  read_as("text", bytes);
  read_as("markdown", bytes);
}

void xml(std::string_view bytes) {
  for (const std::string_view format : {"medquad", "medlineplus", "jats", "pubmed"}) {
    read_as(format, bytes);
  }
}

void evaluation(std::string_view bytes) {
  const auto topics = parse_topics(bytes, "fuzz");
  if (is_read(topics)) check(*topics);
  for (const std::string_view wording : {"title", "summary"}) {
    is_read(parse_topics(bytes, "fuzz", wording));
  }
  const std::size_t cut = bytes.find("\n%\n");
  const auto qrels = parse_qrels(bytes.substr(0, cut), "fuzz");
  const auto run = parse_run(cut == std::string_view::npos ? bytes : bytes.substr(cut + 3), "fuzz");
  is_read(qrels);
  if (is_read(run)) check(*run);
  if (qrels && run) judge(*qrels, *run);
  const auto measures = parse_measures(bytes);
  if (is_read(measures)) {
    for (const Measure& measure : *measures) {
      require(measure.family != nullptr && !measure.name.empty(), "a measure has a name");
    }
  }
  is_read(parse_gate(bytes));
  const auto parameters = parse_configuration(bytes, "fuzz");
  if (is_read(parameters)) {
    require(parse_configuration(render_configuration(*parameters), "fuzz") == *parameters,
            "a configuration comes back as written");
  }
}

}  // namespace medlar::fuzz
