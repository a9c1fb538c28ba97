// Which names are found in which texts.
#include "corpus/concepts/concept_matcher.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/corpus/concepts/concept_names.h"

namespace medlar {
namespace {

using testing::ElementsAreArray;
using testing::IsEmpty;

struct Row {
  std::string text;
  std::vector<std::string> found;
};

/// The longest names of each text.
void expect_found(const std::string& bytes, const std::vector<Row>& rows,
                  std::string_view language = "en") {
  const auto table = ConceptTable::from_bytes(bytes);
  ASSERT_TRUE(table.has_value());
  for (const Row& row : rows) {
    const auto found = longest_names(find_names(*table, row.text, language));
    EXPECT_THAT(listed_names(*table, row.text, found), ElementsAreArray(row.found)) << row.text;
  }
}

std::string english() {
  return table_of_lines({{"Medlar", R"(
nausea | lay: queasiness
myocardial infarction | lay: heart attack, heart attacks | abbr: MI, AMI
shortness of breath | pro: dyspnea | uk: dyspnoea
lung cancer | pro: malignant neoplasm of the lung, carcinoma of the lung
coronary artery bypass graft | lay: heart bypass | abbr: CABG
acute respiratory distress syndrome | abbr: ARDS
chronic obstructive pulmonary disease | abbr: COPD
human immunodeficiency virus infection | abbr: HIV
severe acute respiratory syndrome coronavirus 2 | abbr: SARS-CoV-2
type 2 diabetes | pro: type 2 diabetes mellitus, non-insulin-dependent diabetes mellitus
type 1 diabetes
diabetes mellitus | lay: diabetes
diabetes in pregnancy | pro: gestational diabetes
hepatitis A
hepatitis B
Down syndrome | pro: trisomy 21
anemia | uk: anaemia
diarrhea | lay: the runs
vertebra | lay: bone of the spine | plural: vertebrae
5-HT3 antagonist
COVID-19 | also: coronavirus disease 2019
non-Hodgkin lymphoma
x-ray | pro: radiography | lay: X ray picture
Ménière's disease
Guillain-Barré syndrome
H. pylori infection
St. John's wort | pro: Hypericum perforatum
chest pain
pain | pro: ache
head and neck cancer
kidney failure | pro: renal insufficiency
acetaminophen | brand: Tylenol | uk: paracetamol
vitamin B 12 (cobalamin)
CD4+ T cell
prostate-specific antigen | abbr: PSA
urinary tract infection | abbr: UTI
multiple sclerosis | abbr: MS
magnesium sulfate | abbr: MS
myasthenia gravis | abbr: MG
information technology | abbr: IT
glycated hemoglobin | abbr: HbA1c
atrial fibrillation | abbr: A-fib
)"}});
}

TEST(ConceptMatcher, NamesOfOneToSixWordsInBothDirections) {
  expect_found(english(),
               {{"nausea", {"nausea"}},
                {"queasiness after meals", {"queasiness: nausea"}},
                {"signs of a heart attack", {"heart attack: myocardial infarction"}},
                {"myocardial infarction in women", {"myocardial infarction"}},
                {"heart bypass", {"heart bypass: coronary artery bypass graft"}},
                {"after coronary artery bypass graft", {"coronary artery bypass graft"}},
                {"acute respiratory distress syndrome", {"acute respiratory distress syndrome"}},
                {"acetaminophen or Tylenol or paracetamol",
                 {"acetaminophen", "Tylenol: acetaminophen", "paracetamol: acetaminophen"}},
                {"severe acute respiratory syndrome coronavirus 2",
                 {"severe acute respiratory syndrome coronavirus 2"}},
                {"", {}},
                {"nothing at all", {}}});
}

TEST(ConceptMatcher, PluralsStemsAndOrder) {
  expect_found(english(), {{"heart attacks", {"heart attacks: myocardial infarction"}},
                           {"Lung Cancers", {"Lung Cancers: lung cancer"}},
                           {"cancer of the lung", {"cancer of the lung: lung cancer"}},
                           {"diabetes type 2", {"diabetes type 2: type 2 diabetes"}},
                           {"vertebrae", {"vertebrae: vertebra"}},
                           {"spine bones", {"spine bones: vertebra"}},
                           {"pain in the chest", {"pain in the chest: chest pain"}},
                           {"failure of the kidneys", {"failure of the kidneys: kidney failure"}}});
}

TEST(ConceptMatcher, WordsThatJoin) {
  expect_found(english(),
               {{"shortness of breath", {"shortness of breath"}},
                {"breath shortness", {"breath shortness: shortness of breath"}},
                {"head and neck cancers", {"head and neck cancers: head and neck cancer"}},
                {"diabetes during pregnancy", {"diabetes: diabetes mellitus"}},
                {"diabetes in a pregnancy", {"diabetes: diabetes mellitus"}},
                // "and" joins in the order of the name only.
                {"pain and chest tightness", {"pain"}},
                {"cancer and lung", {}},
                {"hepatitis A", {"hepatitis A"}},
                {"a hepatitis", {}},
                {"hepatitis", {}},
                {"the Down syndrome", {"Down syndrome"}},
                {"syndrome", {}},
                {"runs", {"runs: diarrhea"}},
                {"pain in and of the chest", {"pain"}}});
}

TEST(ConceptMatcher, SeveralConceptsAndNamesInOthers) {
  expect_found(english(),
               {{"hepatitis A and hepatitis B", {"hepatitis A", "hepatitis B"}},
                {"heart attack with shortness of breath",
                 {"heart attack: myocardial infarction", "shortness of breath"}},
                {"type 2 diabetes mellitus", {"type 2 diabetes mellitus: type 2 diabetes"}},
                {"type 2 diabetes and chest pain", {"type 2 diabetes", "chest pain"}},
                {"type 1 type 2 diabetes", {"type 2 diabetes"}}});
  const std::string bytes = english();
  const auto table = ConceptTable::from_bytes(bytes);
  const std::string text = "type 2 diabetes mellitus, chest pain";
  EXPECT_THAT(
      listed_names(*table, text, find_names(*table, text)),
      ElementsAreArray({"type 2 diabetes", "type 2 diabetes mellitus: type 2 diabetes",
                        "diabetes: diabetes mellitus", "diabetes mellitus", "chest pain", "pain"}));
}

TEST(ConceptMatcher, PunctuationParts) {
  expect_found(english(),
               {{"chest. Pain", {"Pain: pain"}},
                {"heart, attack", {}},
                {"heart (attack)", {}},
                {"heart; attack", {}},
                {"heart\nattack", {}},
                {"heart \u2022 attack", {}},
                {"heart - attack", {}},
                {"heart \u2014 attack", {}},
                {"heart? attack", {}},
                {"\u201cheart\u201d attack", {}},
                {"(heart attack)", {"heart attack: myocardial infarction"}},
                {"heart\u00a0attack", {"heart\u00a0attack: myocardial infarction"}},
                {"heart  attack", {"heart  attack: myocardial infarction"}},
                {"heart-attack", {"heart-attack: myocardial infarction"}},
                {"Tylenol\u00ae", {"Tylenol: acetaminophen"}},
                {"H. pylori infections", {"H. pylori infections: H. pylori infection"}},
                {"St John's wort", {"St John's wort: St. John's wort"}},
                {"St. John\u2019s wort", {"St. John\u2019s wort: St. John's wort"}},
                {"vitamin B 12 cobalamin", {"vitamin B 12 cobalamin: vitamin B 12 (cobalamin)"}}});
}

TEST(ConceptMatcher, Compounds) {
  expect_found(english(), {{"5-HT3 antagonists", {"5-HT3 antagonists: 5-HT3 antagonist"}},
                           {"5HT3 antagonist", {"5HT3 antagonist: 5-HT3 antagonist"}},
                           {"covid 19", {"covid 19: COVID-19"}},
                           {"COVID19", {"COVID19: COVID-19"}},
                           {"coronavirus disease 2019", {"coronavirus disease 2019: COVID-19"}},
                           {"nonhodgkin lymphoma", {"nonhodgkin lymphoma: non-Hodgkin lymphoma"}},
                           {"non Hodgkin lymphoma", {"non Hodgkin lymphoma: non-Hodgkin lymphoma"}},
                           {"xray", {"xray: x-ray"}},
                           {"X-rays", {"X-rays: x-ray"}},
                           {"CD4+ T cells", {"CD4+ T cells: CD4+ T cell"}},
                           {"CD4 T cells", {}},
                           {"non-insulin-dependent diabetes mellitus",
                            {"non-insulin-dependent diabetes mellitus: type 2 diabetes"}}});
}

TEST(ConceptMatcher, SpellingsAndDiacritics) {
  expect_found(english(), {{"dyspnoea", {"dyspnoea: shortness of breath"}},
                           {"dyspnea", {"dyspnea: shortness of breath"}},
                           {"anaemia", {"anaemia: anemia"}},
                           {"diarrhoea", {"diarrhoea: diarrhea"}},
                           {"MENIERE'S DISEASE", {"MENIERE'S DISEASE: Ménière's disease"}},
                           {"Meniere disease", {"Meniere disease: Ménière's disease"}},
                           {"Guillain\u2013Barre syndrome",
                            {"Guillain\u2013Barre syndrome: Guillain-Barré syndrome"}}});
}

TEST(ConceptMatcher, Abbreviations) {
  expect_found(
      english(),
      {{"MI", {"MI: myocardial infarction"}},
       {"mi", {"mi: myocardial infarction"}},
       {"Mi", {"Mi: myocardial infarction"}},
       {"copd", {"copd: chronic obstructive pulmonary disease"}},
       {"What is copd?", {"copd: chronic obstructive pulmonary disease"}},
       {"Ms Smith came", {}},
       // All senses.
       {"ms symptoms", {"ms: multiple sclerosis", "ms: magnesium sulfate"}},
       {"MS", {"MS: multiple sclerosis", "MS: magnesium sulfate"}},
       // Small letters mean the word, or the unit.
       {"is it good for you", {}},
       {"IT work", {"IT: information technology"}},
       {"IS IT GOOD", {}},
       {"500 mg of paracetamol", {"paracetamol: acetaminophen"}},
       {"500mg", {}},
       {"mg or not", {"mg: myasthenia gravis"}},
       {"mg in COPD", {"COPD: chronic obstructive pulmonary disease"}},
       {"MG in COPD", {"MG: myasthenia gravis", "COPD: chronic obstructive pulmonary disease"}},
       {"THE COPD OF MEN", {"COPD: chronic obstructive pulmonary disease"}},
       // Plurals, dots, compounds.
       {"UTIs in children", {"UTIs: urinary tract infection"}},
       {"utis", {"utis: urinary tract infection"}},
       {"M.I.", {"M.I: myocardial infarction"}},
       {"HIV-positive", {"HIV: human immunodeficiency virus infection"}},
       {"SARS-CoV-2", {"SARS-CoV-2: severe acute respiratory syndrome coronavirus 2"}},
       {"HbA1c, hba1c, HBA1C",
        {"HbA1c: glycated hemoglobin", "hba1c: glycated hemoglobin", "HBA1C: glycated hemoglobin"}},
       {"afib", {"afib: atrial fibrillation"}},
       {"A-fib", {"A-fib: atrial fibrillation"}}});
}

TEST(ConceptMatcher, UnitsThatOthersCallAbbreviations) {
  const std::string bytes = table_of_lines({{"b", "multiple myeloma | abbr: MM"}});
  expect_found(bytes, {{"MM", {"MM: multiple myeloma"}}, {"mm or cm", {}}, {"a 3 mm cut", {}}});
}

TEST(ConceptMatcher, SpanishKnowsItsOwnNames) {
  const std::string bytes = table_of_lines({{"Medlar", R"(
infarto de miocardio | lay: ataque al corazón, infarto | abbr: IAM
dolor de cabeza | pro: cefalea, migraña
cáncer de pulmón
diabetes de tipo 2)",
                                             "es"},
                                            {"other", "heart attack", "en"}});
  expect_found(bytes,
               {{"infarto del miocardio", {"infarto del miocardio: infarto de miocardio"}},
                {"los dolores de la cabeza", {"dolores de la cabeza: dolor de cabeza"}},
                {"migrañas y cancer de pulmon",
                 {"migrañas: dolor de cabeza", "cancer de pulmon: cáncer de pulmón"}},
                {"diabetes tipo 2", {"diabetes tipo 2: diabetes de tipo 2"}},
                {"un IAM", {"IAM: infarto de miocardio"}},
                {"heart attack", {}}},
               "es");
  expect_found(bytes, {{"heart attack", {"heart attack"}}, {"cefalea", {}}});
}

TEST(ConceptMatcher, TheOrderOfTheNameGoesFirst) {
  const std::string bytes = table_of_lines({{"Medlar", "blood test\ntest blood\nliver cell"}});
  expect_found(bytes, {{"blood tests", {"blood tests: blood test"}},
                       {"a test of blood", {"test of blood: test blood"}},
                       {"cell of the liver", {"cell of the liver: liver cell"}}});
}

TEST(ConceptMatcher, KnowsNothingWithoutNames) {
  EXPECT_THAT(find_names(ConceptTable(), "heart attack"), IsEmpty());
  const std::string bytes = ConceptTableBuilder().finish();
  const auto table = ConceptTable::from_bytes(bytes);
  ASSERT_TRUE(table.has_value());
  EXPECT_THAT(find_names(*table, "heart attack"), IsEmpty());
}

TEST(LongestNames, OfThoseThatOverlap) {
  struct Case {
    std::vector<FoundName> found;
    std::vector<std::uint32_t> names;
  };
  const std::vector<Case> cases = {
      {{}, {}},
      {{{0, 5, 1, 1}, {0, 9, 2, 2}, {6, 9, 3, 1}}, {2}},
      {{{0, 9, 1, 2}, {0, 9, 2, 2}, {6, 15, 3, 2}}, {1, 2}},
      {{{0, 9, 1, 2}, {6, 20, 2, 3}, {16, 20, 3, 1}, {21, 25, 4, 1}}, {2, 4}},
      {{{0, 9, 1, 2}, {6, 15, 2, 2}, {10, 20, 3, 2}}, {1, 3}}};
  for (const Case& row : cases) {
    std::vector<std::uint32_t> names;
    for (const FoundName& name : longest_names(row.found)) names.push_back(name.name);
    EXPECT_EQ(names, row.names);
  }
}

}  // namespace
}  // namespace medlar
