#include "query/match_deadline.h"

#include <xapian.h>

namespace medlar {
namespace {

// Articles looked at between two looks at the clock.
constexpr unsigned kClockInterval = 32;

}  // namespace

/// Every article, weighing nothing, until the time is up.
class MatchDeadline::Source : public Xapian::PostingSource {
 public:
  explicit Source(MatchDeadline& deadline) : deadline_(deadline) {}

  void init(const Xapian::Database& database) override {
    articles_ = database.get_doccount();
    last_ = database.get_lastdocid();
    at_ = 0;
  }
  Xapian::doccount get_termfreq_min() const override { return articles_; }
  Xapian::doccount get_termfreq_est() const override { return articles_; }
  Xapian::doccount get_termfreq_max() const override { return articles_; }

  void next(double /*min_weight*/) override { go_to(at_ + 1); }
  void skip_to(Xapian::docid to, double /*min_weight*/) override { go_to(to); }
  bool check(Xapian::docid to, double /*min_weight*/) override {
    go_to(to);
    return true;
  }
  bool at_end() const override { return deadline_.has_cut() || at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  std::string get_description() const override { return "MatchDeadline"; }

 private:
  void go_to(Xapian::docid to) {
    at_ = to;
    deadline_.cuts_here();
  }

  MatchDeadline& deadline_;
  Xapian::doccount articles_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
};

MatchDeadline::MatchDeadline(Clock::time_point started, std::chrono::milliseconds limit)
    : started_(started), limit_(limit), source_(new Source(*this)) {}

MatchDeadline::~MatchDeadline() = default;

Xapian::Query MatchDeadline::limited(const Xapian::Query& query) {
  if (limit_.count() == 0 || query.empty()) return query;
  return {Xapian::Query::OP_FILTER, query, Xapian::Query(source_.get())};
}

bool MatchDeadline::cuts_here() {
  if (++looked_at_ % kClockInterval == 0 && is_past()) has_cut_ = true;
  return has_cut_;
}

}  // namespace medlar
