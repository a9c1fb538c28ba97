// The drawings of a comparison's page, as inline SVG that the page's style colours.
#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "query/render/comparison_page.h"

namespace medlar {

/// A bar of one topic's change from the middle, or of its value from the left; full at `scale`.
std::string small_bar(double value, double scale, bool from_left);

/// The 95 % interval of a mean difference, and 0; both ends of the drawing are `scale` away from 0.
std::string interval_drawing(const PairedTest& test, double scale);

/// The main measure's bars of every topic, as a figure, the greatest first: changes of `run`
/// against the baseline; run 0: its values. Bars of the topics in `shown` link to them. Of very
/// many topics evenly spaced ones are drawn, at most `most`; the caption says so.
std::string bars_figure(const ComparisonPage& page, std::size_t run,
                        const std::set<std::string>& shown, std::size_t most);

/// The least of 1, 2, 2.5, 5 by a power of ten that is not below `value`; 1 for nothing.
double round_scale(double value);

}  // namespace medlar
