#include "query/render/comparison_bars.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "query/render/comparison_topics.h"
#include "query/render/comparison_words.h"
#include "query/render/html_marks.h"

namespace medlar {
namespace {

constexpr double kHeight = 100;  // of the drawing, in its own units
constexpr std::size_t kTextCharacters = 90;

/// A text of others in a title, which has no elements: isolated by characters.
std::string in_title(std::string_view text) {
  return escape_html(fmt::format("\u2068{}\u2069", shortened(text, kTextCharacters)));
}

struct Bar {
  const std::string* qid = nullptr;
  std::string_view kind;  // class
  double value = 0;
  std::string numbers;
};

std::vector<Bar> changes(const ComparisonPage& page, const MeasureComparison& main,
                         std::size_t run) {
  std::vector<Bar> bars;
  for (std::size_t i = 0; i < main.topics.size(); ++i) {
    const TopicDelta& topic = main.topics[i];
    const bool is_up = i < main.wins;
    const bool is_down = i >= main.topics.size() - main.losses;
    bars.push_back({&topic.qid,
                    is_up     ? "up"
                    : is_down ? "down"
                              : "even",
                    is_up || is_down ? topic.delta() : 0,
                    fmt::format("{}: {}\n{}: {}\nchange: {}", in_title(page.names.front()),
                                value_text(topic.baseline), in_title(page.names[run]),
                                value_text(topic.value), with_minus(delta_text(topic.delta())))});
  }
  return bars;
}

std::vector<Bar> values(const Evaluation& evaluation) {
  std::vector<Bar> bars;
  for (const auto& [qid, topic] : evaluation.topics) {
    bars.push_back({&qid, "even", topic.values.front(), value_text(topic.values.front())});
  }
  std::ranges::stable_sort(bars, std::ranges::greater(), &Bar::value);
  return bars;
}

/// What the drawing's height spans: the bars, in whole steps.
struct Scale {
  double low = 0;  // at most 0
  double high = 0;
  double step = 1;
  double y(double value) const { return kHeight * (high - value) / (high - low); }
};

Scale scale_of(const std::vector<Bar>& bars) {
  double low = 0;
  double high = 0;
  for (const Bar& bar : bars) {
    low = std::min(low, bar.value);
    high = std::max(high, bar.value);
  }
  if (low == high) high = 1;
  const double step = round_scale((high - low) / 6);
  return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, step};
}

/// The labels beside the drawing: every step that is a line in it.
std::string ticks_html(const Scale& scale, bool is_change) {
  std::string html;
  for (double n = std::round(scale.low / scale.step); n * scale.step < scale.high + 1e-9; ++n) {
    const double value = n * scale.step;
    html += fmt::format("<span style=\"top:{:.2f}%\">{}{:.6g}</span>", scale.y(value),
                        n < 0                ? "\u2212"
                        : n > 0 && is_change ? "+"
                                             : "",
                        std::abs(value));
  }
  return html;
}

std::string grid_html(const Scale& scale, std::size_t columns) {
  std::string lines;
  for (double n = std::round(scale.low / scale.step); n * scale.step < scale.high + 1e-9; ++n) {
    lines += fmt::format("M0 {:.2f}H{}", scale.y(n * scale.step), columns);
  }
  return fmt::format("<path class=\"grid\" d=\"{}\"/>\n", lines);
}

/// One bar a unit wide; its whole column can be pointed at.
std::string bar_html(const ComparisonPage& page, const Bar& bar, std::size_t column,
                     const Scale& scale, bool is_linked) {
  std::string title = fmt::format("Topic {}", in_title(*bar.qid));
  const auto topic = page.topics.find(*bar.qid);
  if (topic != page.topics.end() && !topic->second.text.empty()) {
    title += ": " + in_title(topic->second.text);
  }
  const double top = scale.y(std::max(bar.value, 0.0));
  const std::string html = fmt::format(
      "<title>{}\n{}</title><path class=\"hit\" d=\"M{} 0h1v{}h-1z\"/>"
      "<path class=\"{}\" d=\"M{:.1f} {:.2f}h.8v{:.2f}h-.8z\"/>",
      title, bar.numbers, column, kHeight, bar.kind, static_cast<double>(column) + 0.1, top,
      scale.y(std::min(bar.value, 0.0)) - top);
  return is_linked
             ? fmt::format("<a href=\"#{}\" tabindex=\"-1\">{}</a>\n", topic_anchor(*bar.qid), html)
             : fmt::format("<g>{}</g>\n", html);
}

}  // namespace

double round_scale(double value) {
  if (!(value > 0)) return 1;
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 2.5, 5.0}) {
    if (value <= step * power * (1 + 1e-9)) return step * power;
  }
  return 10 * power;
}

std::string small_bar(double value, double scale, bool from_left) {
  const double share = scale > 0 ? std::min(1.0, std::abs(value) / scale) : 0;
  const double length = share * (from_left ? 100 : 50);
  const double begin = from_left ? 0 : value < 0 ? 50 - length : 50;
  return fmt::format(
      "<svg class=\"small\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
      "aria-hidden=\"true\"><path class=\"{}\" d=\"M{:.1f} 1h{:.1f}v8h-{:.1f}z\"/>"
      "<path class=\"axis\" d=\"M{} 0v10\"/></svg>",
      from_left   ? "even"
      : value < 0 ? "down"
                  : "up",
      begin, length, length, from_left ? 0 : 50);
}

std::string interval_drawing(const PairedTest& test, double scale) {
  const auto at = [scale](double value) { return 50 + 49 * value / scale; };
  const auto is_inside = [scale](double value) { return std::abs(value) <= scale; };
  if (!is_inside(test.interval_low) || !is_inside(test.interval_high)) return {};
  return fmt::format(
      "<svg class=\"whisker\" viewBox=\"0 0 100 14\" aria-hidden=\"true\">"
      "<path class=\"axis\" d=\"M50 0v14\"/><path class=\"line\" d=\"M{:.1f} 7H{:.1f}\"/>"
      "<circle class=\"dot\" cx=\"{:.1f}\" cy=\"7\" r=\"3\"/></svg>",
      at(test.interval_low), at(test.interval_high), at(test.mean));
}

std::string bars_figure(const ComparisonPage& page, std::size_t run,
                        const std::set<std::string>& shown, std::size_t most) {
  const MeasureComparison* main =
      run > 0 ? &page.comparison.runs[run - 1].measures.front() : nullptr;
  const std::vector<Bar> bars =
      main != nullptr ? changes(page, *main, run) : values(page.comparison.evaluations.front());
  const Scale scale = scale_of(bars);
  const std::size_t step =
      std::max<std::size_t>(1, (bars.size() + most - 1) / std::max<std::size_t>(most, 1));
  std::string drawn;
  std::size_t columns = 0;
  for (std::size_t i = 0; i < bars.size(); i += step) {
    drawn += bar_html(page, bars[i], columns++, scale, shown.contains(*bars[i].qid));
  }
  const std::string measure = isolated(page.comparison.measures.front().name);
  const std::string subject =
      main == nullptr ? measure
                      : fmt::format("Change in {} from {} to {}", measure,
                                    isolated(page.names.front()), isolated(page.names[run]));
  const std::string ends =
      main == nullptr
          ? fmt::format("<span>{}</span>", counted(bars.size(), "topic"))
          : fmt::format(
                "<span class=\"up\">{} higher</span><span>{} the same</span>"
                "<span class=\"down\">{} lower</span>",
                count_text(main->wins), count_text(main->ties), count_text(main->losses));
  return fmt::format(
      "<figure><figcaption><b>{}</b>, one bar a topic, sorted{}.{}</figcaption>\n"
      "<div class=\"chart\"><div class=\"ticks\">{}</div>\n"
      "<svg class=\"bars\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" role=\"img\" "
      "aria-label=\"Bars of {}; the values are in the topics below\">\n{}{}<path class=\"axis\" "
      "d=\"M0 {:.2f}H{}\"/></svg>\n"
      "<p class=\"ends\">{}</p></div></figure>\n",
      subject,
      step > 1 ? fmt::format("; of {} topics one in {} is drawn", count_text(bars.size()), step)
               : "",
      shown.empty() ? "" : " <span class=\"screen\">A bar leads to its topic.</span>",
      ticks_html(scale, main != nullptr), std::max<std::size_t>(columns, 1), kHeight,
      counted(bars.size(), "topic"), grid_html(scale, columns), drawn, scale.y(0), columns, ends);
}

}  // namespace medlar
