// Conditions: what is one, and when it is met.
#include "query/evaluation/gate.h"

#include <gtest/gtest.h>

#include "tests/query/evaluation/evaluating.h"

namespace medlar {
namespace {

TEST(Gate, IsMet) {
  struct Row {
    std::string_view gate;
    std::string_view name;
    double value;
    bool is_met;
  };
  for (const Row& row : {
           Row{"nDCG@10>=0.58", "nDCG@10", 0.58, true},
           Row{"nDCG@10>=0.58", "nDCG@10", 0.5799, false},
           Row{"nDCG@10>=0.58", "nDCG@10", 0.9, true},
           Row{"nDCG@10>0.58", "nDCG@10", 0.58, false},
           Row{"nDCG@10>0.58", "nDCG@10", 0.5801, true},
           Row{"unjudged_10<=0.1", "unjudged_10", 0.1, true},
           Row{"unjudged_10<=0.1", "unjudged_10", 0.11, false},
           Row{"unjudged_10<0.1", "unjudged_10", 0.1, false},
           Row{"unjudged_10<0.1", "unjudged_10", 0.09, true},
           Row{" ndcg_cut.10 >= 0.5 ", "ndcg_cut.10", 0.5, true},
           Row{"P(rel=2)@5>=0.5", "P(rel=2)@5", 0.5, true},
           Row{"RBP(p=0.8)>0.5", "RBP(p=0.8)", 0.4, false},
           Row{"num_q>=50", "num_q", 50, true},
           Row{"gm_map>0.1", "gm_map", 0.2, true},
           Row{"utility>=-5", "utility", -5, true},
           Row{"map>1e-3", "map", 0.002, true},
       }) {
    const auto gate = parse_gate(row.gate);
    ASSERT_TRUE(gate) << row.gate << ": " << error_of(gate);
    EXPECT_EQ(gate->text, row.gate);
    EXPECT_EQ(gate->name, row.name);
    EXPECT_EQ(is_met(*gate, row.value), row.is_met) << row.gate << " at " << row.value;
  }
}

TEST(Gate, IsRefused) {
  for (const std::string_view text :
       {"", "nDCG@10", "nDCG@10=0.5", "nDCG@10==0.5", "nDCG@10>=", "nDCG@10>=high", "nDCG@10>=0.5x",
        "nDCG@10>=0,5", "nDCG@10>=nan", "nDCG@10>=inf", "nDCG@10>=1e400", "map>=0.1>=0.2",
        "map>=0.1,P_5>=0.1", ">=0.5"}) {
    const auto gate = parse_gate(text);
    ASSERT_FALSE(gate) << text;
    EXPECT_EQ(gate.error().code, ErrorCode::kUsage);
    EXPECT_EQ(error_of(gate), fmt::format("not a gate: {} | a gate is a measure, >= > <= or <, and "
                                          "a number, as in nDCG@10>=0.58",
                                          text));
  }
}

}  // namespace
}  // namespace medlar
