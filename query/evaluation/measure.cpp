#include "query/evaluation/measure.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "query/evaluation/measure_functions.h"

namespace medlar {
namespace {

using Kind = MeasureFamily::Kind;
using Parameter = MeasureFamily::Parameter;

constexpr double kAllHits = std::numeric_limits<double>::infinity();
constexpr std::string_view kCondensed = "condensed_";
constexpr double kUsualPersistence = 0.8;  // as ir_measures
constexpr double kMostMultiple = 1000;
constexpr std::size_t kMostCompared = 40;  // letters of a misspelt name; none is as long

const std::vector<double> kCutoffs{5, 10, 15, 20, 30, 100, 200, 500, 1000};
const std::vector<double> kRecalls{0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};
const std::vector<double> kMultiples{0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0};
const std::vector<double> kFew{1, 5, 10};
const std::vector<double> kTen{10};
const std::vector<double> kAll{kAllHits};
const std::vector<double> kOnce{0};

// The rows after these are not trec_eval's.
constexpr std::string_view kLastOfTrec = "num_nonrel_judged_ret";
constexpr std::string_view kLastOfficial = "P";

/// A list's names: split at commas and blanks that stand outside brackets.
std::vector<std::string_view> split_names(std::string_view list) {
  std::vector<std::string_view> names;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i <= list.size(); ++i) {
    const char c = i < list.size() ? list[i] : ',';
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if ((depth <= 0 || i == list.size()) && (c == ',' || c == ' ' || c == '\t' || c == '\n')) {
      if (i > begin) names.push_back(list.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  return names;
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

bool fits(Parameter kind, double value) {
  switch (kind) {
    case Parameter::kNone:
      return false;
    case Parameter::kHits:
      return value >= 1 && value <= 1e6 && value == static_cast<int>(value);
    case Parameter::kRecall:
      return value <= 1;
    case Parameter::kMultiple:
      return value > 0 && value <= kMostMultiple;
    case Parameter::kPersistence:
      return value > 0 && value < 1;
  }
  return false;
}

/// As trec_eval writes it, with two digits, or with all where these would say another number.
std::string fraction(double value) {
  std::string two = fmt::format("{:.2f}", value);
  return number(two) == value ? two : fmt::format("{}", value);
}

std::string trec_name(const MeasureFamily& family, double parameter) {
  if (family.kind == Kind::kGradeString && parameter == family.usual.front()) {
    return std::string(family.trec_name);  // as trec_eval prints it
  }
  switch (family.parameter) {
    case Parameter::kNone:
      break;
    case Parameter::kHits:
      if (parameter != kAllHits) return fmt::format("{}_{}", family.trec_name, parameter);
      break;
    case Parameter::kRecall:
    case Parameter::kMultiple:
    case Parameter::kPersistence:
      return fmt::format("{}_{}", family.trec_name, fraction(parameter));
  }
  return std::string(family.trec_name);
}

/// With "condensed_" where it belongs.
std::string trec_name(const Measure& measure) {
  return std::string(measure.judged == Judged::kCondensed ? kCondensed : "") +
         trec_name(*measure.family, measure.parameter);
}

void add_usual(const MeasureFamily& family, std::vector<Measure>& measures) {
  for (const double parameter : family.usual) {
    measures.push_back({trec_name(family, parameter), &family, parameter});
  }
}

/// Adds what a trec_eval name stands for; false where it is none.
bool add_trec(std::string_view name, std::vector<Measure>& measures) {
  const Judged judged = name.starts_with(kCondensed) ? Judged::kCondensed : Judged::kAll;
  const std::string_view bare = judged == Judged::kAll ? name : name.substr(kCondensed.size());
  const std::size_t first = measures.size();
  for (const MeasureFamily& family : measure_families()) {
    if (bare == family.trec_name) {
      add_usual(family, measures);
      break;
    }
    if (!bare.starts_with(family.trec_name) || bare.size() < family.trec_name.size() + 2) continue;
    const char separator = bare[family.trec_name.size()];
    const auto parameter = number(bare.substr(family.trec_name.size() + 1));
    if ((separator != '_' && separator != '.') || !parameter ||
        !fits(family.parameter, *parameter)) {
      continue;
    }
    measures.push_back({trec_name(family, *parameter), &family, *parameter});
    break;
  }
  for (std::size_t i = first; i < measures.size() && judged == Judged::kCondensed; ++i) {
    measures[i].judged = judged;
    measures[i].name = trec_name(measures[i]);
  }
  return measures.size() > first;
}

std::string_view unquoted(std::string_view text) {
  if (text.size() >= 2 && (text.front() == '\'' || text.front() == '"') &&
      text.back() == text.front()) {
    return text.substr(1, text.size() - 2);
  }
  return text;
}

/// Applies one parameter of an ir_measures name, "rel=2"; false where it is unknown.
bool apply(std::string_view key, std::string_view value, Measure& measure, bool& exponential) {
  if (key == "rel") {
    const auto level = number(value);
    if (!level || !fits(Parameter::kHits, *level)) return false;
    measure.level = static_cast<int>(*level);
    return true;
  }
  if (key == "judged_only") {
    if (value == "True" || value == "true") measure.judged = Judged::kCondensed;
    return value == "True" || value == "true" || value == "False" || value == "false";
  }
  if (key == "p" && measure.family->parameter == Parameter::kPersistence) {
    const auto p = number(value);
    if (!p || !fits(Parameter::kPersistence, *p)) return false;
    measure.parameter = *p;
    return true;
  }
  if (key == "dcg" && measure.family->trec_name.starts_with("ndcg")) {
    exponential = value == "exp-log2";
    return value == "exp-log2" || value == "log2";
  }
  return false;
}

const MeasureFamily* family_named(std::string_view trec_name) {
  const auto& families = measure_families();
  const auto found = std::ranges::find(families, trec_name, &MeasureFamily::trec_name);
  return found == families.end() ? nullptr : &*found;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool differ_in_case_only(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

/// Adds what an ir_measures name stands for: NAME(key=value,...)@cutoff, in either case; false
/// where it is none.
bool add_ir(std::string_view name, std::vector<Measure>& measures) {
  const std::size_t at = name.rfind('@');
  const std::string_view head = name.substr(0, at);
  const std::size_t bracket = head.find('(');
  if (bracket != std::string_view::npos && !head.ends_with(')')) return false;
  const std::string_view bare = head.substr(0, bracket);
  const auto& families = measure_families();
  const auto found = std::ranges::find_if(families, [&](const MeasureFamily& family) {
    return !family.ir_name.empty() && differ_in_case_only(family.ir_name, bare);
  });
  if (found == families.end()) return false;
  Measure measure{std::string(name), &*found, found->without_parameter};
  bool exponential = false;
  if (bracket != std::string_view::npos) {
    for (const std::string_view part :
         split_names(head.substr(bracket + 1, head.size() - bracket - 2))) {
      const std::size_t equals = part.find('=');
      if (equals == std::string_view::npos ||
          !apply(part.substr(0, equals), unquoted(part.substr(equals + 1)), measure, exponential)) {
        return false;
      }
    }
  }
  if (exponential) measure.family = family_named("ndcg_exp");
  if (at != std::string_view::npos) {
    const auto cutoff = number(name.substr(at + 1));
    if (!cutoff || !fits(measure.family->parameter, *cutoff)) return false;
    if (measure.family->parameter == Parameter::kPersistence) return false;
    measure.parameter = *cutoff;
  } else if (measure.family->without_parameter == 0 &&
             (measure.family->parameter == Parameter::kHits ||
              measure.family->parameter == Parameter::kRecall)) {
    return false;  // P alone is trec_eval's, and means all its cutoffs
  }
  measures.push_back(std::move(measure));
  return true;
}

/// Single-character edits between two names but for case, for "did you mean".
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
    }
  }
  return row[b.size()];
}

std::string nearest_name(std::string_view name) {
  name = name.substr(0, kMostCompared);
  std::string nearest;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (const MeasureFamily& family : measure_families()) {
    for (const double parameter : family.usual) {
      const bool has_cutoff = family.parameter == Parameter::kHits && parameter != kAllHits;
      const std::string trec = trec_name(family, parameter);
      const std::string ir = has_cutoff ? fmt::format("{}@{}", family.ir_name, parameter)
                                        : std::string(family.ir_name);
      for (const std::string& candidate : {trec, ir}) {
        if (candidate.empty() || candidate.starts_with('@')) continue;
        const std::size_t edits = distance(name, candidate);
        if (edits >= least) continue;
        least = edits;
        nearest = candidate;
      }
    }
  }
  return nearest;
}

}  // namespace

const std::vector<MeasureFamily>& measure_families() {
  namespace m = measures;
  static const std::vector<MeasureFamily> kFamilies{
      {"runid", "", Kind::kRunTag, Parameter::kNone, nullptr, kOnce, 0, "the run's tag"},
      {"num_q", "NumQ", Kind::kTopicCount, Parameter::kNone, nullptr, kOnce, 0, "topics"},
      {"num_ret", "NumRet", Kind::kSum, Parameter::kNone, m::retrieved, kOnce, 0, "articles found"},
      {"num_rel", "NumRel", Kind::kSum, Parameter::kNone, m::relevant, kOnce, 0,
       "articles judged relevant"},
      {"num_rel_ret", "NumRelRet", Kind::kSum, Parameter::kNone, m::relevant_retrieved, kOnce, 0,
       "relevant articles found"},
      {"map", "", Kind::kMean, Parameter::kNone,
       [](const JudgedRanking& r, double) { return m::average_precision(r, kAllHits); }, kOnce, 0,
       "average precision"},
      {"gm_map", "", Kind::kGeometricMean, Parameter::kNone,
       [](const JudgedRanking& r, double) { return m::average_precision(r, kAllHits); }, kOnce, 0,
       "its geometric mean"},
      {"Rprec", "Rprec", Kind::kMean, Parameter::kNone,
       [](const JudgedRanking& r, double) { return m::r_precision(r, 1); }, kOnce, 0,
       "precision at as many hits as there are relevant articles"},
      {"bpref", "Bpref", Kind::kMean, Parameter::kNone, m::bpref, kOnce, 0,
       "binary preference, of judged articles only"},
      {"recip_rank", "RR", Kind::kMean, Parameter::kHits, m::reciprocal_rank, kAll, kAllHits,
       "one by the rank of the first relevant hit"},
      {"iprec_at_recall", "IPrec", Kind::kMean, Parameter::kRecall, m::interpolated_precision,
       kRecalls, 0, "interpolated precision at a recall"},
      {"P", "P", Kind::kMean, Parameter::kHits, m::precision, kCutoffs, 0, "precision at k"},
      {"relstring", "", Kind::kGradeString, Parameter::kHits, nullptr, kTen, 0,
       "the grades of the first hits"},
      {"recall", "R", Kind::kMean, Parameter::kHits, m::recall, kCutoffs, 0, "recall at k"},
      {"infAP", "infAP", Kind::kMean, Parameter::kNone, m::inferred_ap, kOnce, 0,
       "average precision inferred from a sample of judgments"},
      {"gm_bpref", "", Kind::kGeometricMean, Parameter::kNone, m::bpref, kOnce, 0,
       "geometric mean of bpref"},
      {"Rprec_mult", "", Kind::kMean, Parameter::kMultiple, m::r_precision, kMultiples, 0,
       "precision at a multiple of the relevant articles"},
      {"utility", "", Kind::kMean, Parameter::kNone, m::utility, kOnce, 0,
       "relevant less other hits"},
      {"11pt_avg", "", Kind::kMean, Parameter::kNone, m::eleven_point_average, kOnce, 0,
       "interpolated precision averaged over 11 recalls"},
      {"binG", "", Kind::kMean, Parameter::kNone, m::binary_g, kOnce, 0, "G with binary gains"},
      {"G", "", Kind::kMean, Parameter::kNone, m::graded_g, kOnce, 0, "normalized gain"},
      {"ndcg", "", Kind::kMean, Parameter::kNone,
       [](const JudgedRanking& r, double) { return m::ndcg(r, kAllHits); }, kOnce, 0,
       "nDCG, the gain being the grade"},
      {"ndcg_rel", "", Kind::kMean, Parameter::kNone, m::ndcg_relevant, kOnce, 0,
       "nDCG averaged over relevant articles"},
      {"Rndcg", "", Kind::kMean, Parameter::kNone, m::ndcg_levels, kOnce, 0,
       "nDCG averaged over levels of gain"},
      {"ndcg_cut", "nDCG", Kind::kMean, Parameter::kHits, m::ndcg, kCutoffs, kAllHits, "nDCG at k"},
      {"map_cut", "AP", Kind::kMean, Parameter::kHits, m::average_precision, kCutoffs, kAllHits,
       "average precision of the first k"},
      {"relative_P", "", Kind::kMean, Parameter::kHits, m::relative_precision, kCutoffs, 0,
       "precision at k over the best possible one"},
      {"success", "Success", Kind::kMean, Parameter::kHits, m::success, kFew, 0,
       "whether the first k hold a relevant article"},
      {"set_P", "SetP", Kind::kMean, Parameter::kNone, m::set_precision, kOnce, 0,
       "precision of all hits"},
      {"set_relative_P", "", Kind::kMean, Parameter::kNone, m::set_relative_precision, kOnce, 0,
       "the same over the best possible one"},
      {"set_recall", "SetR", Kind::kMean, Parameter::kNone, m::set_recall, kOnce, 0,
       "recall of all hits"},
      {"set_map", "SetAP", Kind::kMean, Parameter::kNone, m::set_average_precision, kOnce, 0,
       "precision times recall of all hits"},
      {"set_F", "SetF", Kind::kMean, Parameter::kNone, m::set_f, kOnce, 0, "harmonic mean of both"},
      {"num_nonrel_judged_ret", "", Kind::kSum, Parameter::kNone, m::nonrelevant_judged_retrieved,
       kOnce, 0, "hits that are judged and not relevant"},
      {"ndcg_exp", "", Kind::kMean, Parameter::kHits, m::ndcg_exponential, kAll, kAllHits,
       "nDCG at k with the gain 2^grade - 1"},
      {"err", "ERR", Kind::kMean, Parameter::kHits, m::err, kCutoffs, kAllHits,
       "expected reciprocal rank"},
      {"rbp",
       "RBP",
       Kind::kMean,
       Parameter::kPersistence,
       m::rbp,
       {kUsualPersistence},
       kUsualPersistence,
       "rank-biased precision"},
      {"judged", "Judged", Kind::kMean, Parameter::kHits, m::judged_share, kTen, 0,
       "share of the first k that is judged"},
      {"unjudged", "Unjudged", Kind::kMean, Parameter::kHits, m::unjudged_share, kTen, 0,
       "share of the first k that nobody judged"},
  };
  return kFamilies;
}

bool Measure::is_printed_per_topic() const {
  return family->kind == Kind::kMean || family->kind == Kind::kSum ||
         family->kind == Kind::kGradeString;
}

Result<std::vector<Measure>> parse_measures(std::string_view list) {
  std::vector<Measure> measures;
  for (const std::string_view name : split_names(list)) {
    if (name == "all_trec" || name == "official") {
      const std::string_view last = name == "official" ? kLastOfficial : kLastOfTrec;
      for (const MeasureFamily& family : measure_families()) {
        add_usual(family, measures);
        if (family.trec_name == last) break;
      }
      continue;
    }
    // "P.5,10": a number alone goes on with the trec_eval name before it.
    const auto more = number(name);
    if (more && !measures.empty() && fits(measures.back().family->parameter, *more) &&
        measures.back().name == trec_name(measures.back())) {
      Measure next = measures.back();
      next.parameter = *more;
      next.name = trec_name(next);
      measures.push_back(std::move(next));
      continue;
    }
    if (!add_trec(name, measures) && !add_ir(name, measures)) {
      return failure(ErrorCode::kUsage, fmt::format("no measure is called {}", name),
                     fmt::format("did you mean {}? medlar eval --list-measures names them all",
                                 nearest_name(name)));
    }
  }
  if (measures.empty()) {
    return failure(ErrorCode::kUsage, "no measures are asked for",
                   "for example --measures nDCG@10,recall_100");
  }
  return measures;
}

}  // namespace medlar
