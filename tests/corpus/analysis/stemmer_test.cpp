// Words that must share a stem, and words that must not: the faults of Snowball that cost queries.
#include "corpus/analysis/stemmer.h"

#include <vector>

#include <gtest/gtest.h>

namespace medlar {
namespace {

TEST(StemmerTest, EnglishWordsThatAreOne) {
  const Stemmer stemmer(find_language("en"));
  const std::vector<std::vector<const char*>> groups{
      {"fracture", "fractures", "fractured"},
      {"diagnosis", "diagnoses", "diagnose", "diagnosed", "diagnostic"},
      {"metastasis", "metastases", "metastatic"},
      {"arthritis", "arthritic"},
      {"virus", "viruses", "viral"},
      {"bacterium", "bacteria", "bacterial"},
      {"pregnant", "pregnancy", "pregnancies"},
      {"allergy", "allergies", "allergic"},
      {"anemia", "anaemia", "anemic", "anaemic"},
      {"fetus", "fetal", "foetus", "foetal"},
      {"testis", "testes"},
      {"asthma", "asthmatic"},
      {"uterus", "uterine"},
      {"cardiology", "cardiologist", "cardiologists"},
      {"pediatric", "paediatric", "paediatrician", "pediatricians"},
      {"hemorrhoids", "haemorrhoids", "haemorrhoid"},
      {"diarrhea", "diarrhoea"},
      {"esophagus", "oesophagus", "oesophageal"},
      {"estrogen", "oestrogens"},
      {"leukemia", "leukaemia"},
      {"apnea", "apnoea"},
      {"celiac", "coeliac"},
      {"tumor", "tumours"},
      {"anesthetic", "anaesthetics"},
      {"edema", "oedema"},
      {"dialysis", "dialyse", "dialyzed"},
      {"embolism", "embolus", "emboli"},
      {"vertebra", "vertebrae", "vertebral"},
      {"tooth", "teeth"},
      {"child", "children"},
      {"diabetes", "diabetic"},
      {"organize", "organise", "organisation"},
      {"abdomen", "abdominal"},
      {"muscle", "muscles", "muscular"},
      {"spine", "spinal"},
      {"retina", "retinal"},
      {"rectum", "rectal"},
      {"atrium", "atria", "atrial"},
      {"femur", "femoral"},
      {"nodule", "nodular"},
      {"follicle", "follicular"},
      {"glomerulus", "glomeruli", "glomerular"},
      {"streptococcus", "streptococci", "streptococcal"},
      {"epithelium", "epithelial"},
      {"endothelium", "endothelial"},
      {"myocardium", "myocardial"},
      {"endometrium", "endometrial"},
      {"nasopharynx", "nasopharyngeal"},
      {"pharynx", "pharyngeal"},
      {"psoriasis", "psoriatic"},
      {"thrombocytopenia", "thrombocytopenic"},
      {"hemiplegia", "hemiplegic"},
      {"dystrophy", "dystrophic"},
      {"neuropathy", "neuropathic"},
      {"atherosclerosis", "atherosclerotic"},
      {"sclerosis", "sclerotic"},
      {"hypoglycemia", "hypoglycaemia", "hypoglycemic", "hypoglycaemic"},
      {"hyperkalemia", "hyperkalaemic"},
      {"hypophosphatemia", "hypophosphatemic"},
      {"eosinophilia", "eosinophilic"},
      {"hemophilia", "haemophilia", "haemophiliac"},
      {"microcephaly", "microcephalic"},
      {"neuralgia", "neuralgic"},
      {"endoscopy", "endoscopic"},
      {"adenoma", "adenomatous", "adenomata"},
      {"epiphysis", "epiphyses"},
      {"mucopolysaccharidosis", "mucopolysaccharidoses"},
      {"schizophrenia", "schizophrenic"},
      {"insomnia", "insomniac"},
      {"inflammation", "inflammatory", "inflamed"},
      {"nausea", "nauseous"},
      {"anxiety", "anxious"},
      {"trauma", "traumatic"},
      {"surgery", "surgical"},
      {"swelling", "swollen"},
      {"bleeding", "bled"},
      {"pharmacy", "pharmacist"},
      {"optometry", "optometrist"},
      {"physiotherapy", "physiotherapist"},
      {"randomized", "randomised", "randomisation"},
      {"hospitalized", "hospitalised", "hospitalisation"},
      {"immunization", "immunisation", "immunised"},
      {"sterilize", "sterilise"},
      {"counseling", "counselling"},
      {"nevus", "naevus", "naevi"},
      {"pheochromocytoma", "phaeochromocytoma"},
      {"homeopathy", "homoeopathic"},
      {"goiter", "goitre"},
      {"disk", "disc", "discs"},
      {"maneuver", "manoeuvre"},
      {"disulfide", "disulphide"},
      {"cesarean", "caesarean", "caesarian"},
  };
  for (const auto& group : groups) {
    for (const char* word : group) {
      EXPECT_EQ(stemmer.stem(word), stemmer.stem(group.front())) << word;
    }
  }
}

TEST(StemmerTest, EnglishWordsThatAreNot) {
  const Stemmer stemmer(find_language("en"));
  const std::vector<std::vector<const char*>> pairs{
      {"emergency", "emerge"},
      {"organ", "organic"},
      {"organ", "organize"},
      {"organic", "organize"},
      {"internal", "intern"},
      {"lateral", "later"},
      {"past", "paste"},
      {"aids", "aid"},
      {"als", "al"},
      {"iron", "ironic"},
      {"testes", "test"},
      {"universal", "university"},
      {"thyroid", "thyroiditis"},
      {"sinus", "sinusitis"},
      {"tonsils", "tonsillitis"},
      {"appendix", "append"},
      {"severe", "several"},
      {"lens", "len"},
      {"hospital", "hospitable"},
      {"even", "evening"},
      {"quit", "quite"},
      {"colon", "colonization"},
      {"palate", "palatable"},
      {"immune", "immunization"},
      {"person", "personality"},
      {"expected", "expectancy"},
      {"success", "successive"},
      {"relative", "relation"},
      {"irritable", "irritation"},
      {"waste", "wasting"},
      {"period", "periodic"},
      {"additive", "additional"},
      {"cyst", "cystic"},
      {"public", "publication"},
      {"care", "careful"},
  };
  for (const auto& pair : pairs) {
    EXPECT_NE(stemmer.stem(pair[0]), stemmer.stem(pair[1])) << pair[0] << " " << pair[1];
  }
}

TEST(StemmerTest, NamesAreLeftAlone) {
  const Stemmer stemmer(find_language("en"));
  for (const char* word : {"b12", "cd4", "ms", "als", "aids", "5ht3"}) {
    EXPECT_EQ(stemmer.stem(word), word);
  }
}

TEST(StemmerTest, SpanishEndings) {
  const Stemmer stemmer(find_language("es"));
  for (const auto& group : std::vector<std::vector<const char*>>{{"infeccion", "infecciones"},
                                                                 {"lesion", "lesiones"},
                                                                 {"vacuna", "vacunas"},
                                                                 {"enfermedad", "enfermedades"},
                                                                 {"virus", "viral"}}) {
    for (const char* word : group) {
      EXPECT_EQ(stemmer.stem(word), stemmer.stem(group.front())) << word;
    }
  }
}

TEST(StemmerTest, WithoutALanguageWordsStayThemselves) {
  EXPECT_EQ(Stemmer(nullptr).stem("fractures"), "fractures");
}

}  // namespace
}  // namespace medlar
