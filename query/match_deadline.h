// Ends a match that runs too long, with what it has found by then.
//
// Xapian has no such limit: Enquire::set_time_limit() only stops counting matches beyond the page.
// A source of postings that is required beside the query, and that comes to its end when the time
// is up, ends the match as if the index ended there; the hits so far are whole and ranked. What a
// query does before it matches (expanding a prefix, opening its lists) is not cut; the limits of
// the parser bound that. One search, one deadline; not thread-safe.
#pragma once

#include <chrono>
#include <memory>

namespace Xapian {
class Query;
}  // namespace Xapian

namespace medlar {

class MatchDeadline {
 public:
  using Clock = std::chrono::steady_clock;

  /// Never reached where `limit` is 0.
  MatchDeadline(Clock::time_point started, std::chrono::milliseconds limit);
  ~MatchDeadline();

  /// `query`, to be matched before the deadline; neither matches nor weights are others. Must not
  /// outlive this object.
  Xapian::Query limited(const Xapian::Query& query);

  bool is_past() const { return limit_.count() > 0 && Clock::now() >= started_ + limit_; }

  /// To be asked for each article, or each window of them, that is looked at: true once the time is
  /// up and the match has to end. Looks at the clock now and then.
  bool cuts_here();

  /// True when a match was cut.
  bool has_cut() const { return has_cut_; }

 private:
  class Source;
  Clock::time_point started_;
  std::chrono::milliseconds limit_;
  unsigned looked_at_ = 0;
  bool has_cut_ = false;
  std::unique_ptr<Source> source_;
};

}  // namespace medlar
