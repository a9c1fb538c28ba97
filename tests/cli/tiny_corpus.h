// A corpus of a few articles in a folder of its own, indexed by the command.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/run_medlar.h"
#include "tests/support/temp_dir.h"

namespace medlar {

inline constexpr std::string_view kTinyCorpus =
    R"({"id": "cement", "title": "Bone cement", "url": "https://a.example/cement", "source": "CDC", "reviewed": "2009-03-01", "author": "Ana Jones", "sections": [{"heading": "Risks", "anchor": "risks", "text": "Bone cement may leak. A pulmonary embolism can follow."}, {"heading": "Treatment", "text": "Rest helps the patient."}]})"
    "\n"
    R"({"id": "embolism", "title": "Pulmonary embolism", "source": "NIH", "reviewed": "2012-07", "text": "A blood clot blocks an artery of the lung. Thrombosis of a leg vein comes first. Smoking adds to the risk."})"
    "\n"
    R"({"id": "asthma", "title": "Asthma", "source": "CDC", "reviewed": "2020-01-15", "reviewed_by": "Bo Smith", "sections": [{"heading": "Symptoms", "text": "Wheezing and a cough at night. Chest tightness."}, {"heading": "Treatment", "text": "Inhaled steroids. Avoid smoking."}]})"
    "\n"
    R"({"id": "copd", "title": "COPD", "source": "WHO", "text": "Smoking causes a long cough. The lung slowly loses its strength."})"
    "\n"
    R"({"id": "asma", "title": "Asma", "language": "es", "source": "NIH", "text": "El asma inflama los bronquios de los ni)"
    "\xC3\xB1"
    R"(os y causa tos."})"
    "\n";

class TinyCorpus {
 public:
  TinyCorpus() {
    const MedlarOutcome built =
        run_medlar({"index", dir_.file("tiny.jsonl", kTinyCorpus), "--index", index()});
    EXPECT_EQ(built.status, 0) << built.err;
  }

  const TempDir& dir() const { return dir_; }
  std::string index() const { return (dir_ / "index").string(); }

  MedlarOutcome query(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"query", "--index", index()});
    return run_medlar(std::move(arguments));
  }

  /// Ids of the hits in order, with a blank between.
  std::string found(std::vector<std::string> arguments) const {
    arguments.push_back("--format=jsonl");
    const MedlarOutcome outcome = query(std::move(arguments));
    if (outcome.status > 1) return "error: " + outcome.err;
    std::string ids;
    std::size_t begin = 0;
    for (std::size_t end; (end = outcome.out.find('\n', begin)) != std::string::npos;
         begin = end + 1) {
      const auto hit = nlohmann::json::parse(outcome.out.substr(begin, end - begin));
      ids += (ids.empty() ? "" : " ") + hit.at("id").get<std::string>();
    }
    return ids;
  }

 private:
  TempDir dir_;
};

/// Expects one line "medlar: error: ..." and one line "hint: ..." on stderr, nothing on stdout.
inline void expect_error(const MedlarOutcome& outcome, int status, std::string_view says) {
  EXPECT_EQ(outcome.status, status) << outcome.err;
  EXPECT_TRUE(outcome.err.starts_with("medlar: error: ")) << outcome.err;
  const std::size_t second = outcome.err.find('\n') + 1;
  EXPECT_TRUE(outcome.err.substr(second).starts_with("hint: ")) << outcome.err;
  EXPECT_GT(outcome.err.size(), second + 7) << outcome.err;
  EXPECT_NE(outcome.err.find(says), std::string::npos) << outcome.err;
}

}  // namespace medlar
