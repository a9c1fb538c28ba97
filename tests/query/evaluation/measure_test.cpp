// A list of measures: which names there are, and what each stands for.
#include "query/evaluation/measure.h"

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/query/evaluation/evaluating.h"

namespace medlar {
namespace {

/// "name=family(parameter)" with "rel N" and "condensed", blanks between.
std::string described(std::string_view list) {
  const auto measures = parse_measures(list);
  if (!measures) return error_of(measures);
  std::string all;
  for (const Measure& m : *measures) {
    all += fmt::format("{}{}={}({})", all.empty() ? "" : " ", m.name, m.family->trec_name,
                       m.parameter);
    if (m.level > 0) all += fmt::format("rel{}", m.level);
    if (m.judged == Judged::kCondensed) all += "condensed";
  }
  return all;
}

std::string names(std::string_view list) {
  const auto measures = parse_measures(list);
  if (!measures) return error_of(measures);
  std::string all;
  for (const Measure& m : *measures) all += (all.empty() ? "" : " ") + m.name;
  return all;
}

struct Row {
  std::string_view list;
  std::string_view is;
};

TEST(Measures, ListsAreRead) {
  for (const Row& row : {
           // trec_eval's names
           Row{"map", "map=map(0)"},
           Row{"P_10", "P_10=P(10)"},
           Row{"P.10", "P_10=P(10)"},
           Row{"ndcg_cut_10", "ndcg_cut_10=ndcg_cut(10)"},
           Row{"ndcg_cut.10", "ndcg_cut_10=ndcg_cut(10)"},
           Row{"P_7", "P_7=P(7)"},
           Row{"recip_rank", "recip_rank=recip_rank(inf)"},
           Row{"recip_rank_10", "recip_rank_10=recip_rank(10)"},
           Row{"iprec_at_recall_0.25", "iprec_at_recall_0.25=iprec_at_recall(0.25)"},
           Row{"iprec_at_recall.0.1", "iprec_at_recall_0.10=iprec_at_recall(0.1)"},
           Row{"Rprec_mult_0.5", "Rprec_mult_0.50=Rprec_mult(0.5)"},
           Row{"11pt_avg", "11pt_avg=11pt_avg(0)"},
           Row{"relstring", "relstring=relstring(10)"},
           Row{"relstring_20", "relstring_20=relstring(20)"},
           Row{"err_20", "err_20=err(20)"},
           Row{"rbp", "rbp_0.80=rbp(0.8)"},
           Row{"rbp_0.5", "rbp_0.50=rbp(0.5)"},
           Row{"rbp_0.999", "rbp_0.999=rbp(0.999)"},
           // a family stands for its usual cutoffs, a number alone goes on with it
           Row{"success", "success_1=success(1) success_5=success(5) success_10=success(10)"},
           Row{"P.5,10", "P_5=P(5) P_10=P(10)"},
           Row{"ndcg_cut_5,10 20",
               "ndcg_cut_5=ndcg_cut(5) ndcg_cut_10=ndcg_cut(10) "
               "ndcg_cut_20=ndcg_cut(20)"},
           Row{"condensed_P.5,10", "condensed_P_5=P(5)condensed condensed_P_10=P(10)condensed"},
           Row{"iprec_at_recall.0.1,0.2,map",
               "iprec_at_recall_0.10=iprec_at_recall(0.1) "
               "iprec_at_recall_0.20=iprec_at_recall(0.2) map=map(0)"},
           // ir_measures' names
           Row{"nDCG@10", "nDCG@10=ndcg_cut(10)"},
           Row{"nDCG", "nDCG=ndcg_cut(inf)"},
           Row{"P@5", "P@5=P(5)"},
           Row{"R@100", "R@100=recall(100)"},
           Row{"AP", "AP=map_cut(inf)"},
           Row{"AP@10", "AP@10=map_cut(10)"},
           Row{"RR", "RR=recip_rank(inf)"},
           Row{"RR@10", "RR@10=recip_rank(10)"},
           Row{"Rprec", "Rprec=Rprec(0)"},
           Row{"Bpref", "Bpref=bpref(0)"},
           Row{"infAP", "infAP=infAP(0)"},
           Row{"IPrec@0.1", "IPrec@0.1=iprec_at_recall(0.1)"},
           Row{"ERR", "ERR=err(inf)"},
           Row{"ERR@20", "ERR@20=err(20)"},
           Row{"RBP", "RBP=rbp(0.8)"},
           Row{"Judged@10", "Judged@10=judged(10)"},
           Row{"Success@1", "Success@1=success(1)"},
           Row{"judged@10,unjudged@10", "judged@10=judged(10) unjudged@10=unjudged(10)"},
           Row{"ndcg@10,rr", "ndcg@10=ndcg_cut(10) rr=recip_rank(inf)"},
           Row{"SetP SetR SetF SetAP",
               "SetP=set_P(0) SetR=set_recall(0) SetF=set_F(0) SetAP=set_map(0)"},
           Row{"NumQ,NumRet,NumRel,NumRelRet",
               "NumQ=num_q(0) NumRet=num_ret(0) NumRel=num_rel(0) NumRelRet=num_rel_ret(0)"},
           // with parameters
           Row{"P(rel=2)@5", "P(rel=2)@5=P(5)rel2"},
           Row{"AP(rel=3)", "AP(rel=3)=map_cut(inf)rel3"},
           Row{"Bpref(rel=2)", "Bpref(rel=2)=bpref(0)rel2"},
           Row{"RBP(p=0.95)", "RBP(p=0.95)=rbp(0.95)"},
           Row{"RBP(rel=2,p=0.5)", "RBP(rel=2,p=0.5)=rbp(0.5)rel2"},
           Row{"RBP(rel=2, p=0.5)", "RBP(rel=2, p=0.5)=rbp(0.5)rel2"},
           Row{"nDCG(dcg='exp-log2')@10", "nDCG(dcg='exp-log2')@10=ndcg_exp(10)"},
           Row{"nDCG(dcg=\"exp-log2\")", "nDCG(dcg=\"exp-log2\")=ndcg_exp(inf)"},
           Row{"nDCG(dcg='log2')@10", "nDCG(dcg='log2')@10=ndcg_cut(10)"},
           Row{"AP(judged_only=True)@10", "AP(judged_only=True)@10=map_cut(10)condensed"},
           Row{"AP(judged_only=False)@10", "AP(judged_only=False)@10=map_cut(10)"},
           Row{"P()@5", "P()@5=P(5)"},
           // condensed
           Row{"condensed_map", "condensed_map=map(0)condensed"},
           Row{"condensed_ndcg_cut.10", "condensed_ndcg_cut_10=ndcg_cut(10)condensed"},
           // between names
           Row{" map ,P_5\tRR\nERR,,", "map=map(0) P_5=P(5) RR=recip_rank(inf) ERR=err(inf)"},
           Row{"map,map", "map=map(0) map=map(0)"},
       }) {
    EXPECT_EQ(described(row.list), row.is) << row.list;
  }
}

TEST(Measures, OfficialAndAllAreTrecEvalsInItsOrder) {
  const std::string official =
      "runid num_q num_ret num_rel num_rel_ret map gm_map Rprec bpref recip_rank "
      "iprec_at_recall_0.00 iprec_at_recall_0.10 iprec_at_recall_0.20 iprec_at_recall_0.30 "
      "iprec_at_recall_0.40 iprec_at_recall_0.50 iprec_at_recall_0.60 iprec_at_recall_0.70 "
      "iprec_at_recall_0.80 iprec_at_recall_0.90 iprec_at_recall_1.00 "
      "P_5 P_10 P_15 P_20 P_30 P_100 P_200 P_500 P_1000";
  EXPECT_EQ(names("official"), official);
  EXPECT_EQ(names("official, nDCG@10"), official + " nDCG@10");
  const std::string all = names("all_trec");
  EXPECT_TRUE(all.starts_with(official + " relstring recall_5 ")) << all;
  EXPECT_TRUE(all.ends_with(" set_F num_nonrel_judged_ret")) << all;
}

TEST(Measures, EveryFamilyHasItsOwnNames) {
  std::set<std::string_view> seen;
  for (const MeasureFamily& family : measure_families()) {
    EXPECT_TRUE(seen.insert(family.trec_name).second) << family.trec_name;
    EXPECT_FALSE(family.description.empty()) << family.trec_name;
    EXPECT_FALSE(family.usual.empty()) << family.trec_name;
    EXPECT_TRUE(parse_measures(family.trec_name)) << family.trec_name;
    if (!family.ir_name.empty()) {
      EXPECT_TRUE(family.ir_name == family.trec_name || seen.insert(family.ir_name).second)
          << family.ir_name;
    }
  }
}

TEST(Measures, WhatIsPrintedOfATopic) {
  for (const char* const name : {"map", "num_ret", "relstring", "P_5", "err_10"}) {
    EXPECT_TRUE(measures_of(name).front().is_printed_per_topic()) << name;
  }
  for (const char* const name : {"runid", "num_q", "gm_map", "gm_bpref"}) {
    EXPECT_FALSE(measures_of(name).front().is_printed_per_topic()) << name;
  }
}

TEST(Measures, ErrorsNameTheNearest) {
  const auto error = [](std::string_view name, std::string_view nearest) {
    return fmt::format(
        "no measure is called {} | did you mean {}? medlar eval --list-measures names them all",
        name, nearest);
  };
  struct ErrorRow {
    std::string_view list;
    std::string_view name;
    std::string_view nearest;
  };
  for (const ErrorRow& row : {
           ErrorRow{"ngcd@10", "ngcd@10", "nDCG@10"},
           ErrorRow{"map,ndgc_cut_10", "ndgc_cut_10", "ndcg_cut_10"}, ErrorRow{"MAP", "MAP", "map"},
           ErrorRow{"mapp", "mapp", "map"}, ErrorRow{"recal_100", "recal_100", "recall_100"},
           ErrorRow{"Sucess@5", "Sucess@5", "Success@5"},
           ErrorRow{"RBP@10", "RBP@10", "P@10"},  // a persistence is no cutoff
           ErrorRow{"P_0", "P_0", "P_5"},         // cutoffs begin at 1
           ErrorRow{"P_-5", "P_-5", "P_5"}, ErrorRow{"P_2.5", "P_2.5", "P_5"},  // and are whole
           ErrorRow{"P_1e1", "P_1e1", "P_10"}, ErrorRow{"P_10000001", "P_10000001", "P_1000"},
           ErrorRow{"Rprec_mult_inf", "Rprec_mult_inf", "Rprec_mult_0.20"},
           ErrorRow{"Rprec_mult_99999999999999999999", "Rprec_mult_99999999999999999999",
                    "Rprec_mult_0.20"},
           ErrorRow{"iprec_at_recall_1.5", "iprec_at_recall_1.5", "iprec_at_recall_0.50"},
           ErrorRow{"map_5", "map_5", "map"},  // map_cut_5 has a cutoff, map none
       }) {
    const auto measures = parse_measures(row.list);
    ASSERT_FALSE(measures) << row.list;
    EXPECT_EQ(measures.error().code, ErrorCode::kUsage);
    EXPECT_EQ(error_of(measures), error(row.name, row.nearest));
  }
  for (const std::string_view list : {"5",
                                      "map,5",
                                      "P(rel=2)",
                                      "condensed_",
                                      "nDCG@10,20",
                                      "AP,5",
                                      "P(rel=2)@5,10",
                                      "P(rel=0)@5",
                                      "P(level=2)@5",
                                      "P(rel)@5",
                                      "P(rel=2@5",
                                      "nDCG(dcg='ln')@5",
                                      "AP(judged_only=1)",
                                      "RBP(p=1)",
                                      "RBP(p=0)",
                                      "RBP(p=nan)",
                                      "P@",
                                      "P@five",
                                      "@5",
                                      "(rel=2)",
                                      "AP(p=0.5)",
                                      "nDCG@10@5",
                                      "G@5",
                                      "P_",
                                      "P_nan",
                                      "P_inf",
                                      "\xff\xfe"}) {
    EXPECT_FALSE(parse_measures(list)) << list;
  }
  for (const std::string_view list : {"", " ,\t,"}) {
    EXPECT_EQ(names(list), "no measures are asked for | for example --measures nDCG@10,recall_100");
  }
}

}  // namespace
}  // namespace medlar
