// schema.org facts in JSON-LD scripts: an object, an array of objects, or an object with @graph.
#include <algorithm>
#include <vector>

#include <nlohmann/json.hpp>

#include "corpus/readers/html_metadata.h"

namespace medlar {
namespace {

using Json = nlohmann::json;

/// Things on a page that are not the page: their names and dates say nothing about the article.
constexpr std::string_view kOtherThings[] = {
    "BreadcrumbList",
    "Organization",
    "WebSite",
    "ImageObject",
    "Person",
    "VideoObject",
    "ItemList",
    "Review",
    "AggregateRating",
    "SearchAction",
    "MedicalOrganization",
    "NewsMediaOrganization",
    "GovernmentOrganization",
    "Hospital",
    "LocalBusiness",
    "SiteNavigationElement",
    "Comment",
    "PodcastEpisode",
};

struct JsonRow {
  const char* key;
  Fact fact;
  int rank;
};
constexpr JsonRow kRows[] = {
    {"headline", Fact::kTitle, 30},
    {"url", Fact::kUrl, 40},
    {"inLanguage", Fact::kLanguage, 40},
    {"publisher", Fact::kSource, 20},
    {"sourceOrganization", Fact::kSource, 30},
    {"audience", Fact::kAudience, 10},
    {"lastReviewed", Fact::kReviewed, 10},
    {"dateModified", Fact::kUpdated, 15},
    {"datePublished", Fact::kUpdated, 55},
    {"author", Fact::kAuthor, 10},
    {"reviewedBy", Fact::kReviewer, 10},
    {"alternateName", Fact::kName, 10},
};

/// Keys under which another object is about the same article.
constexpr const char* kNested[] = {"about", "mainEntity", "@graph", "mainEntityOfPage"};

/// What names an object that stands for a value: a person, an organisation, an audience.
constexpr const char* kNaming[] = {"name", "audienceType"};

bool is_other_thing(const Json& object) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  const auto names_other = [](const Json& value) {
    return value.is_string() &&
           std::ranges::find(kOtherThings, value.get_ref<const std::string&>()) !=
               std::end(kOtherThings);
  };
  return type->is_array() ? std::ranges::any_of(*type, names_other) : names_other(*type);
}

void offer_value(const JsonRow& row, const Json& value, PageFacts& facts) {
  if (value.is_string()) {
    facts.offer(row.fact, row.rank, value.get_ref<const std::string&>());
  } else if (value.is_array()) {
    for (const Json& item : value) {
      if (!item.is_array()) offer_value(row, item, facts);
    }
  } else if (value.is_object()) {
    for (const char* key : kNaming) {
      const auto name = value.find(key);
      if (name == value.end() || !name->is_string()) continue;
      facts.offer(row.fact, row.rank, name->get_ref<const std::string&>());
      return;
    }
  }
}

}  // namespace

void offer_json_ld(std::string_view json, PageFacts& facts) {
  // Some systems wrap the script in an HTML comment or CDATA, hence from the first bracket on.
  const std::size_t begin = json.find_first_of("{[");
  const std::size_t end = json.find_last_of("}]");
  if (begin == json.npos || end == json.npos || end < begin) return;
  const std::string_view body = json.substr(begin, end + 1 - begin);
  const Json root = Json::parse(body.begin(), body.end(), nullptr, false, true);
  if (root.is_discarded()) return;
  constexpr std::size_t kMostObjects = 1000;
  std::vector<const Json*> queue = {&root};
  for (std::size_t i = 0; i < queue.size() && i < kMostObjects; ++i) {
    const Json& value = *queue[i];
    if (value.is_array()) {
      for (const Json& item : value) queue.push_back(&item);
    }
    if (!value.is_object() || is_other_thing(value)) continue;
    for (const JsonRow& row : kRows) {
      const auto found = value.find(row.key);
      if (found != value.end()) offer_value(row, *found, facts);
    }
    for (const char* key : kNested) {
      const auto found = value.find(key);
      if (found != value.end()) queue.push_back(&*found);
    }
  }
}

}  // namespace medlar
