# nDCG@10 of a TREC run, averaged over all topics with a relevant article (a topic without hits
# counts 0); the gain is the grade, as in trec_eval.
# usage: awk -f tests/relevance/ndcg.awk QRELS RUN
FNR == NR { grade[$1, $3] = $4; topics[$1] = 1; count[$1, $4]++; if ($4 > most) most = $4; next }
$4 <= 10 { sum[$1] += grade[$1, $3] / (log($4 + 1) / log(2)) }
END {
  for (topic in topics) {
    ideal = 0; rank = 0
    for (g = most; g > 0; --g)
      for (i = 0; i < count[topic, g] && rank < 10; ++i) ideal += g / (log(++rank + 1) / log(2))
    if (ideal == 0) continue
    ++judged; total += sum[topic] / ideal
  }
  printf "topics %d  nDCG@10 %.4f\n", judged, judged ? total / judged : 0
}
