// The measures themselves: one topic's ranking in, one number out. The table in measure.cpp names
// them. Where trec_eval 9.0.8 has the measure, the value is the same to the last digit printed.
//
// `k` is a number of hits, or what the measure's own comment says. All are pure and thread-safe.
#pragma once

#include "query/evaluation/judged_ranking.h"

namespace medlar::measures {

double retrieved(const JudgedRanking& r, double);
double relevant(const JudgedRanking& r, double);
double relevant_retrieved(const JudgedRanking& r, double);
double nonrelevant_judged_retrieved(const JudgedRanking& r, double);

double precision(const JudgedRanking& r, double k);
double recall(const JudgedRanking& r, double k);
double relative_precision(const JudgedRanking& r, double k);
double success(const JudgedRanking& r, double k);
/// Precision at `multiple` times the number of relevant articles.
double r_precision(const JudgedRanking& r, double multiple);

/// Average precision of the first `k` hits.
double average_precision(const JudgedRanking& r, double k);
double reciprocal_rank(const JudgedRanking& r, double k);
/// Yilmaz and Aslam, CIKM 2006.
double inferred_ap(const JudgedRanking& r, double);
/// Buckley and Voorhees, SIGIR 2004.
double bpref(const JudgedRanking& r, double);
/// The best precision at any recall of at least `recall`.
double interpolated_precision(const JudgedRanking& r, double recall);
double eleven_point_average(const JudgedRanking& r, double);

/// Discounted cumulative gain over the ideal one, the gain being the grade (Järvelin and
/// Kekäläinen, TOIS 2002).
double ndcg(const JudgedRanking& r, double k);
/// The same with the gain 2^grade - 1 (Burges et al., ICML 2005).
double ndcg_exponential(const JudgedRanking& r, double k);
/// nDCG averaged over the ranks of the relevant articles, and over the ranks where the ideal gain
/// changes; G: trec_eval's experiments of 2008.
double ndcg_relevant(const JudgedRanking& r, double);
double ndcg_levels(const JudgedRanking& r, double);
double binary_g(const JudgedRanking& r, double);
double graded_g(const JudgedRanking& r, double);

/// Expected reciprocal rank (Chapelle et al., CIKM 2009); the highest grade of the judgments is
/// taken as the scale's.
double err(const JudgedRanking& r, double k);
/// Rank-biased precision with persistence `p` (Moffat and Zobel, TOIS 2008), binary.
double rbp(const JudgedRanking& r, double p);

/// Shares of the first `k` hits, or of fewer where there are fewer.
double judged_share(const JudgedRanking& r, double k);
double unjudged_share(const JudgedRanking& r, double k);

/// Of all retrieved articles, whatever their order.
double set_precision(const JudgedRanking& r, double);
double set_relative_precision(const JudgedRanking& r, double);
double set_recall(const JudgedRanking& r, double);
double set_average_precision(const JudgedRanking& r, double);
double set_f(const JudgedRanking& r, double);
/// Relevant less other retrieved articles.
double utility(const JudgedRanking& r, double);

}  // namespace medlar::measures
