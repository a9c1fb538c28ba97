// What a question asks for, and what in it is about the person.
#include "query/question_reader.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "corpus/analysis/vocabulary.h"
#include "corpus/cleaning/section_role.h"

namespace medlar {
namespace {

std::string roles_of(std::string_view question, std::string_view language) {
  std::string names;
  for (const SectionRole role : asked_roles(question, language)) {
    names += (names.empty() ? "" : " ") + std::string(section_role_info(role).name);
  }
  return names;
}

TEST(QuestionReaderTest, ReadsWhatIsAskedFor) {
  struct Row {
    const char* language;
    const char* question;
    const char* roles;
  };
  for (const Row& row : std::vector<Row>{
           {"en", "side effects of metformin", "side-effects"},
           {"en", "How is gout treated?", "treatment"},
           {"en", "how are broken ribs treated", "treatment"},
           {"en", "What causes hiccups?", "causes"},
           {"en", "symptoms of anemia", "symptoms"},
           {"en", "How do I prevent a stroke", "prevention"},
           {"en", "Is ringworm contagious?", "causes"},
           {"en", "is cystic fibrosis hereditary", "causes"},
           {"en", "How is celiac disease diagnosed?", "diagnosis"},
           {"en", "What is the prognosis?", "outlook"},
           {"en", "life expectancy with COPD", "outlook"},
           {"en", "Can I take ibuprofen with warfarin?", "side-effects"},
           {"en", "maximum dose of paracetamol", "dosage"},
           {"en", "When should I see a doctor about a cough?", "see-a-doctor"},
           {"en", "What are the symptoms of gout and how is it treated?", "symptoms treatment"},
           {"en", "asthma treatment", "treatment"},
           {"en", "Thank you for the treatment he had for years", ""},
           // Never over the end of a sentence, nor over many words.
           {"en", "How is he? His brother was treated", ""},
           {"en", "how is the man who lives next door to us now being treated", ""},
           {"en", "asthma", ""},
           {"en", "", ""},
           {"es", "¿Cuáles son los síntomas de la gripe?", "symptoms"},
           {"es", "¿Cómo se trata la gota?", "treatment"},
           {"es", "qué causa el hipo", "causes"},
           {"es", "¿Es contagiosa la tiña?", "causes"},
           {"es", "efectos secundarios de la metformina", "side-effects"},
           {"es", "¿Puedo tomar ibuprofeno con alcohol?", "side-effects"},
           {"es", "¿Cuándo debo ir al médico?", "see-a-doctor"},
           {"es", "cómo prevenir la gripe", "prevention"},
           {"fr", "symptoms of anemia", ""},
       }) {
    EXPECT_EQ(roles_of(row.question, row.language), row.roles) << row.question;
  }
}

TEST(QuestionReaderTest, FindsMeasures) {
  struct Row {
    const char* language;
    const char* text;
    std::vector<std::string> measures;
  };
  for (const Row& row : std::vector<Row>{
           {"en", "I am 54 y/o with gout", {"54 y/o"}},
           {"en", "my 3 year old coughs", {"3 year old"}},
           {"en", "a man in his 40s", {"40s"}},
           {"en", "she is age 65 and tired", {"age 65"}},
           {"en", "250 mg twice daily since May", {"250 mg twice daily"}},
           {"en", "metformin 500mg with food", {"500mg"}},
           {"en", "my pressure is 120/80 today", {"120/80"}},
           {"en", "a cough for three weeks", {"three weeks"}},
           {"en", "2-3 days ago, then 2 or 3 pills", {"2-3 days ago", "2 or 3 pills"}},
           {"en", "a couple of weeks", {"couple of weeks"}},
           // Numbers that name something.
           {"en", "type 2 diabetes", {}},
           {"en", "trisomy 13 and vitamin B12", {}},
           {"en", "24/7", {}},
           {"es", "mi hijo de 3 años tose", {"3 años"}},
           {"es", "tomo 500 mg al día", {"500 mg al día"}},
           {"fr", "250 mg", {}},
       }) {
    std::vector<std::string> found;
    for (const QueryRange& range : measures_in(row.text, row.language)) {
      found.push_back(std::string(row.text).substr(range.begin, range.end - range.begin));
    }
    EXPECT_EQ(found, row.measures) << row.text;
  }
}

TEST(QuestionReaderTest, EveryLineOfTheListsIsUsed) {
  for (const char* file : {"question_intents.en.txt", "question_intents.es.txt"}) {
    for (const auto& line : vocabulary_lines(vocabulary_file(file))) {
      EXPECT_NE(find_section_role(line.front()), nullptr) << file << ": " << line.front();
      ASSERT_GE(line.size(), 2U) << file << ": " << line.front();
      const bool is_placed = line[1] == "^" || line[1] == "$";
      ASSERT_GE(line.size(), is_placed ? 3U : 2U) << file << ": " << line.front();
      EXPECT_NE(line[is_placed ? 2 : 1], "...") << file;
      EXPECT_NE(line.back(), "...") << file << ": " << line[1];
    }
  }
  for (const char* file : {"measures.en.txt", "measures.es.txt"}) {
    for (const auto& line : vocabulary_lines(vocabulary_file(file))) {
      EXPECT_TRUE(line.front() == "number" || line.front() == "unit" || line.front() == "before" ||
                  line.front() == "after")
          << file << ": " << line.front();
      EXPECT_GE(line.size(), 2U);
    }
  }
}

}  // namespace
}  // namespace medlar
