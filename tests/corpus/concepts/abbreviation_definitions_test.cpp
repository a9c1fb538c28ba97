#include "corpus/concepts/abbreviation_definitions.h"

#include <string>

#include <gtest/gtest.h>

namespace medlar {
namespace {

struct Row {
  const char* text;
  const char* found;  // "PE=pulmonary embolism", with a bar between several
};

void expect(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const std::string_view text = row.text;
    std::string found;
    for (const AbbreviationDefinition& definition : abbreviation_definitions(text)) {
      EXPECT_GE(definition.meaning.data(), text.data());
      EXPECT_LE(definition.meaning.data() + definition.meaning.size(), text.data() + text.size());
      found += (found.empty() ? "" : "|") + std::string(definition.abbreviation) + "=" +
               std::string(definition.meaning);
    }
    EXPECT_EQ(found, row.found) << text;
  }
}

TEST(AbbreviationDefinitions, StandInBracketsAfterTheirMeanings) {
  expect({
      {"", ""},
      {"(PE)", ""},
      {"A pulmonary embolism (PE) may follow.", "PE=pulmonary embolism"},
      {"Some have deep vein thrombosis (DVT) or pulmonary embolism (PE).",
       "DVT=deep vein thrombosis|PE=pulmonary embolism"},
      {"The heart is traced by an electroencephalogram (EEG).", "EEG=electroencephalogram"},
      {"thyroid-stimulating hormone (TSH)", "TSH=thyroid-stimulating hormone"},
      {"non-Hodgkin lymphoma (NHL)", "NHL=non-Hodgkin lymphoma"},
      {"an institute of lungs and the heart (ILH)", "ILH=institute of lungs and the heart"},
      {"messenger RNA (mRNA)", "mRNA=messenger RNA"},
      {"glycated hemoglobin A1c (HbA1c)", "HbA1c=hemoglobin A1c"},
      {"prostate cancer (PCa)", "PCa=prostate cancer"},
      {"5-hydroxytryptamine (5-HT)", "5-HT=5-hydroxytryptamine"},
      {"mucopolysaccharidosis type II (MPS II)", "MPS II=mucopolysaccharidosis type II"},
      {"type 2 diabetes (T2D)", "T2D=type 2 diabetes"},
      {"by in vitro fertilization (IVF)", "IVF=in vitro fertilization"},
      {"St. Louis encephalitis (SLE)", "SLE=St. Louis encephalitis"},
      {"la embolia pulmonar (EP) es grave", "EP=embolia pulmonar"},
      {"el ácido úrico (AU)", "AU=ácido úrico"},
      {"PULMONARY EMBOLISM (PE)", "PE=PULMONARY EMBOLISM"},
      {"measles, mumps and rubella (MMR)", "MMR=measles, mumps and rubella"},
  });
}

TEST(AbbreviationDefinitions, MayHaveMoreInTheirBrackets) {
  expect({
      {"a magnetic resonance scan (MRS, a picture of the body)", "MRS=magnetic resonance scan"},
      {"a pulmonary embolism (also called PE)", "PE=pulmonary embolism"},
      {"a pulmonary embolism (\"PE\")", "PE=pulmonary embolism"},
      {"an electrocardiogram (EKG or ECG)", "ECG=electrocardiogram"},
      {"fewer (odds ratio (OR) 0.5)", "OR=odds ratio"},
      {"pulmonary emboli (PEs)", "PE=pulmonary emboli"},
      {"the pulmonary embolism's (PE's) size", "PE=pulmonary embolism's"},
  });
}

TEST(AbbreviationDefinitions, AreAlsoWrittenTheOtherWayRound) {
  expect({
      {"A PE (pulmonary embolism) may follow.", "PE=pulmonary embolism"},
      {"DNA (deoxyribonucleic acid)", "DNA=deoxyribonucleic acid"},
      {"CT (short for computed tomography)", "CT=computed tomography"},
      {"the ICU (the intensive care unit)", "ICU=intensive care unit"},
      {"CT (a scan in a tube)", ""},
      {"GP (your own general practitioner)", ""},
      {"MRI (magnetic field, not X-rays)", ""},
      {"Pat (patient)", ""},
  });
}

TEST(AbbreviationDefinitions, HaveGreekLetters) {
  expect({
      {"tumor necrosis factor alpha (TNF-α)", "TNF-α=tumor necrosis factor alpha"},
      {"tumor necrosis factor-α (TNFα)", "TNFα=tumor necrosis factor-α"},
      {"α-smooth muscle actin (α-SMA)", "α-SMA=α-smooth muscle actin"},
      {"β-carotene (BC)", "BC=β-carotene"},
      {"the alpha (α) wave", ""},
  });
}

TEST(AbbreviationDefinitions, DoNotReachOutOfTheSentence) {
  expect({
      {"They had pulmonary. Embolism (PE) followed.", ""},
      {"They had pulmonary\nembolism (PE)", ""},
      {"Pulmonary: embolism (PE)", ""},
      {"Pulmonary - embolism (PE)", ""},
      {"pulmonary (of the lung) embolism (PE)", ""},
      {"pulmonary; embolism (PE)", ""},
      {"pain, other ailments (POA)", "POA=pain, other ailments"},
      {"postnatal, other ailments (POSA)", ""},
  });
}

TEST(AbbreviationDefinitions, AreNotWhateverIsInBrackets) {
  expect({
      {"pulmonary embolism (see below)", ""},
      {"pulmonary embolism (See Page 3)", ""},
      {"pulmonary embolism (1998)", ""},
      {"paper edition (PE 1998, p. 3)", ""},
      {"pulmonary embolism (Price and Evans 2003)", ""},
      {"pain everywhere (P)", ""},
      {"take 20 milligrams (mg)", ""},
      {"400 international units (IU)", ""},
      {"kilojoules per gram (kJ/g)", ""},
      {"20.5 million bases (20.5 Mb)", ""},
      {"the drug tamoxifen (Tamofen)", ""},
      {"a Figure of Girls (Figg)", ""},
      {"more women (n=120)", ""},
      {"DNA (DNA)", ""},
      {"the factor f(PE)", ""},
      {"of embolism (OE)", ""},                // begins with a word that joins
      {"pulmonary artery embolism (PE)", ""},  // leaves out a word, and has two letters
      {"heart attack (AH)", ""},
      {"the liver and tonic kidney (LOK)", ""},  // the O is in a word that begins otherwise
      {"deep vein thrombosis patients (DVT)", ""},
      {"an apple (APPL)", ""},
      {"chosen by two authors (AS)", ""},
      {"pulmonary embolism (PE", ""},
      {"pulmonary embolism (\n PE)", ""},
      {"\xE7\xB3\x96\xE5\xB0\xBF\xE7\x97\x85 (PE)", ""},
  });
}

}  // namespace
}  // namespace medlar
