#include "query/evaluation/shown_articles.h"

#include <algorithm>
#include <string>
#include <utility>

#include "query/evaluation/text_lines.h"
#include "query/render/comparison_topics.h"
#include "query/render/html_marks.h"

namespace medlar {
namespace {

/// The article that a run calls `docno`; kUsage when there is none.
Result<Hit> find_hit(Searcher& searcher, const SearchRequest& request, const std::string& docno) {
  auto hit = searcher.hit(request, docno);
  if (hit || hit.error().code != ErrorCode::kUsage || docno.find('_') == std::string::npos) {
    return hit;
  }
  std::string with_blanks = docno;
  std::ranges::replace(with_blanks, '_', ' ');
  return searcher.hit(request, with_blanks);
}

}  // namespace

void add_texts(const std::vector<Topic>& topics, ComparisonPage& page) {
  for (const Topic& topic : topics) page.topics[run_word(topic.qid)].text = topic.text;
}

Result<void> add_articles(Searcher& searcher, const SearchRequest& like, ComparisonPage& page) {
  SearchRequest request = like;
  request.filters.clear();  // they choose articles, and these are chosen
  for (const TopicChange& change : page_topics(page.comparison)) {
    ShownTopic& topic = page.topics[change.qid];
    request.query = topic.text;
    for (const std::string& docno : page_articles(page, change.qid)) {
      const auto hit = find_hit(searcher, request, docno);
      if (!hit && hit.error().code == ErrorCode::kUsage) continue;
      if (!hit) return tl::unexpected<Error>(hit.error());
      topic.articles[docno] = {hit->title, hit->url, marked_html(hit->snippet), hit->source};
    }
  }
  return {};
}

}  // namespace medlar
