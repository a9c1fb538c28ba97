// Which lines of a saved page are no part of the article, and that other texts have no such lines.
#include "corpus/cleaning/text_furniture.h"

#include <set>

#include <gtest/gtest.h>

#include "corpus/analysis/name_words.h"
#include "corpus/analysis/vocabulary.h"

namespace medlar {
namespace {

using Blocks = std::vector<TextBlock>;

const std::string kProse =
    "Gout is a painful kind of arthritis that comes in sudden attacks, most often in the big toe. "
    "It is caused by crystals of urate in a joint, and it can be treated well.";

/// The lines that stay, and behind "--" those that go, with '/' between.
std::string sorted(const Blocks& blocks, std::size_t title) {
  const LineReasons reasons = text_furniture({blocks, title});
  std::string kept;
  std::string gone;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    for (std::size_t i = 0; i < blocks[b].lines.size(); ++i) {
      const bool stays = reasons.empty() || reasons[b][i].empty();
      std::string& out = stays ? kept : gone;
      const std::string& line = blocks[b].lines[i];
      out += (out.empty() ? "" : "/") + (line == kProse ? "PROSE" : line);
    }
  }
  return kept + " -- " + gone;
}

TEST(TextFurniture, OfSavedPages) {
  struct Case {
    const char* decision;
    Blocks blocks;
    std::size_t title;
    const char* sorted;
  };
  for (const Case& c : {
           Case{"above the title and behind the credits",
                {{{"Skip to content", "Our Library Sign In, Sign Up"}},
                 {{"Font Size"}},
                 {{"Gout"}},
                 {{kProse}},
                 {{"Rest helps."}},
                 {{"Author Ann Roe, MD", "Last Updated: May 3, 2010"}},
                 {{"Offers From Friends"}},
                 {{"Hot Topics"}},
                 {{"Bowl of lentils", "Cheap, quick, filling."}},
                 {{"Is slouching so bad? Our expert sorts fact from fiction."}},
                 {{"Joints Newsletter"}}},
                2,
                "Gout/PROSE/Rest helps./Author Ann Roe, MD/Last Updated: May 3, 2010 -- "
                "Skip to content/Our Library Sign In, Sign Up/Font Size/Offers From Friends/Hot "
                "Topics/Bowl of lentils/Cheap, quick, filling./Is slouching so bad? Our expert "
                "sorts fact from fiction./Joints Newsletter"},
           Case{"within the article only what says so itself",
                {{{"Home | Joints | Log in"}},
                 {{"Gout"}},
                 {{"3 minute read | Tweet this"}},
                 {{kProse}},
                 {{"Advertisement"}},
                 {{"Symptoms"}},
                 {{"a hot toe", "fever"}},
                 {{"Back to top"}},
                 {{"See a doctor if it gets worse."}}},
                1,
                "Gout/PROSE/Symptoms/a hot toe/fever/See a doctor if it gets worse. -- "
                "Home | Joints | Log in/3 minute read | Tweet this/Advertisement/Back to top"},
           Case{"without credits the rest begins with other articles",
                {{{"Menu"}},
                 {{"Sign in"}},
                 {{"Gout"}},
                 {{kProse}},
                 {{"Share this"}},
                 {{"Most people recover."}},
                 {{"You might also like"}},
                 {{"Eight warm gloves tested"}},
                 {{"How bendy are you?"}}},
                2,
                "Gout/PROSE/Most people recover. -- Menu/Sign in/Share this/You might also "
                "like/Eight warm gloves tested/How bendy are you?"},
           Case{
               "a list of other articles in the middle",
               {{{"Sign in"}},
                {{"Gout"}},
                {{kProse}},
                {{"Related articles"}},
                {{"Lupus", "Back pain"}},
                {{"Treatment"}},
                {{kProse}},
                {{"Share this"}}},
               1,
               "Gout/PROSE/Treatment/PROSE -- Sign in/Related articles/Lupus/Back pain/Share this"},
           Case{
               "a word of a menu may be an entry of the article's own list",
               {{{"Sign in"}},
                {{"Births"}},
                {{kProse}},
                {{"Where to give birth"}},
                {{"Home", "Birth center", "Hospital"}},
                {{kProse}},
                {{"Share this"}},
                {{"Subscribe to our newsletter"}}},
               1,
               "Births/PROSE/Where to give birth/Home/Birth center/Hospital/PROSE -- Sign in/Share "
               "this/Subscribe to our newsletter"},
           Case{"in Spanish",
                {{{"Saltar al contenido", "Iniciar sesión"}},
                 {{"Gota"}},
                 {{kProse}},
                 {{"Revisado por Ana Ruiz"}},
                 {{"Artículos relacionados"}},
                 {{"Dolor de espalda"}},
                 {{"Suscríbase a nuestro boletín"}}},
                1,
                "Gota/PROSE/Revisado por Ana Ruiz -- Saltar al contenido/Iniciar sesión/Artículos "
                "relacionados/Dolor de espalda/Suscríbase a nuestro boletín"},
       }) {
    EXPECT_EQ(sorted(c.blocks, c.title), c.sorted) << c.decision;
  }
}

TEST(TextFurniture, OtherTextsHaveNone) {
  const Blocks texts[] = {
      // a leaflet
      {{{"Gout"}},
       {{kProse}},
       {{"Print this page and keep it."}},
       {{"Share this leaflet with your family, and sign up for our newsletter at the desk."}},
       {{"Contact us"}},
       {{"Call the ward on 01234 567890."}}},
      // notes
      {{{"To do"}}, {{"print leaflets", "home visits", "search for gloves", "email the ward"}}},
      // a poem
      {{{"The toe"}},
       {{"It came by night,", "a burning stone;", "I lay awake", "and cursed the bone."}}},
      // a table, typed
      {{{"Doses"}}, {{"Age | Dose | Times", "1 | 5 mg | 2", "2 | 10 mg | 2"}}, {{kProse}}},
      {},
  };
  for (const Blocks& blocks : texts) {
    EXPECT_TRUE(text_furniture({blocks, blocks.empty() ? 0U : 0U}).empty());
  }
}

TEST(TextFurniture, EveryLineOfTheTableCanDecide) {
  std::set<std::string> seen;
  for (const auto& words : vocabulary_lines(vocabulary_file("page_furniture.txt"))) {
    ASSERT_GE(words.size(), 2U);
    std::string phrase;
    std::string example;
    for (std::size_t i = words[1] == "=" || words[1] == "^" ? 2 : 1; i < words.size(); ++i) {
      const std::string blank = phrase.empty() ? "" : " ";
      phrase += blank + std::string(words[i]);
      example += blank + (words[i] == "N" ? "7" : std::string(words[i]));
    }
    std::string folded;
    for (const NameWord& word : name_words(example)) {
      folded += (folded.empty() ? "" : " ") + word.folded;
    }
    EXPECT_EQ(example, folded) << "is never found as it is written";
    EXPECT_TRUE(says_it_is_furniture(example)) << phrase;
    EXPECT_TRUE(seen.insert(std::string(words[1] == "=" ? "= " : "") + phrase).second)
        << phrase << " comes twice";
  }
}

}  // namespace
}  // namespace medlar
