// Spellings that sound alike have one key, and others have not.
#include "corpus/analysis/sound_key.h"

#include <gtest/gtest.h>

namespace medlar {
namespace {

TEST(SoundKey, IsOneForWhatSoundsAlike) {
  for (const auto& [one, two] : std::initializer_list<std::pair<const char*, const char*>>{
           {"pharmacy", "farmacy"},
           {"rheumatic", "rumatic"},
           {"psychosis", "sycosis"},
           {"pneumonia", "neumonia"},
           {"stomach", "stomack"},
           {"eczema", "exema"},
           {"anaemia", "anemia"},
           {"oedema", "edema"},
           {"diarrhoea", "diarrhea"},
           {"symptom", "symtom"},
           {"tonsillitis", "tonsilitis"},
           {"arthritis", "arthritus"},
           {"medicine", "medicin"},
           {"docter", "doctor"},
           {"injection", "injecshun"},
       }) {
    EXPECT_EQ(sound_key(one), sound_key(two)) << one << " " << two;
  }
}

TEST(SoundKey, IsAnotherForWhatDoesNot) {
  for (const auto& [one, two] :
       std::initializer_list<std::pair<const char*, const char*>>{{"cancer", "dancer"},
                                                                  {"heart", "hurt"},
                                                                  {"prednisone", "prednisolone"},
                                                                  {"hypoglycemia", "hyperglycemia"},
                                                                  {"ileum", "lieum"}}) {
    EXPECT_NE(sound_key(one), sound_key(two)) << one << " " << two;
  }
}

TEST(SoundKey, OfAnythingIsSomething) {
  EXPECT_EQ(sound_key(""), "");
  for (const char* word : {"h", "e", "gh", "\xff", "123", "ni\xC3\xB1o"}) {
    EXPECT_FALSE(sound_key(word).empty()) << word;
  }
}

}  // namespace
}  // namespace medlar
