#include "indexer/corpus_scan.h"

#include <utility>
#include <vector>

#include "corpus/cleaning/glued_words.h"
#include "corpus/concepts/vocabulary_reader.h"

namespace medlar {

void CorpusScan::add(const Article& article) {
  boilerplate_->add(article);
  concepts_.add(article);
  words_.add(article.title);
  for (const std::string& name : article.names) words_.add(name);
  for (const Section& section : article.sections) {
    words_.add(section.heading);
    words_.add(section.text);
  }
}

void CorpusScan::add(CorpusScan&& other) {
  words_.merge(std::move(other.words_));
  concepts_.merge(std::move(other.concepts_));
}

void CorpusKnowledge::learn_concepts(const CorpusScan& scan, std::vector<Vocabulary> vocabularies) {
  ConceptTableBuilder concepts;
  concepts.add(own_vocabulary());
  for (Vocabulary& vocabulary : vocabularies) concepts.add(std::move(vocabulary));
  concepts.add(scan.concepts().vocabulary());
  concept_bytes_ = concepts.finish();
  concepts_ = ConceptTable::from_bytes(concept_bytes_).value();
}

void CorpusKnowledge::learn_glued_words(const CorpusScan& scan) {
  std::vector<WordSplit> splits;
  for (GluedWord& glued : find_glued_words(scan.words())) {
    glued_words += glued.count;
    splits.push_back({std::move(glued.word), {glued.split}});
  }
  word_splits = std::make_shared<const WordSplits>(std::move(splits));
}

}  // namespace medlar
