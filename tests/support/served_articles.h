// Articles for a server's index, as JSON Lines; some of them are hostile.
#pragma once

#include <string_view>

namespace medlar {

inline constexpr std::string_view kServedArticles = R"json(
{"id": "asthma", "title": "Asthma", "url": "https://a.example/asthma", "source": "CDC", "reviewed": "2020-01-15", "reviewed_by": "Bo Smith", "sections": [{"heading": "Symptoms", "anchor": "symptoms", "text": "Wheezing and a cough at night. Chest tightness."}, {"heading": "Treatment", "text": "Inhaled steroids. Avoid smoking."}]}
{"id": "cough", "title": "Cough", "url": "http://a.example/cough", "source": "NIH", "audience": "Patient", "reviewed": "2019", "text": "A cough clears the throat. Asthma may be its cause."}
{"id": "folder/copd.txt", "title": "COPD", "source": "CDC", "text": "Smoking causes a long cough."}
{"id": "asma", "title": "Asma", "language": "es", "source": "NIH", "text": "El asma inflama los bronquios de los ni\u00f1os y causa tos."}
{"id": "script", "title": "Markup </script><script>alert(1)</script>", "url": "javascript:alert(1)", "source": "<b>&\"'", "text": "Hostile <img src=x onerror=alert(1)> \"quotes\" 'single' & more </mark> words."}
{"id": "bidi", "title": "Turned \u202egnidaeh\u202c \u2066here\u2069", "url": "https://a.example/\u202egnp.exe", "text": "Hostile words \u2028 over \u2029 lines \u200f and \u0085 marks."}
{"id": "data", "title": "Hostile data", "url": "data:text/html,<script>alert(1)</script>", "text": "Hostile address."}
{"id": "user", "title": "Hostile user", "url": "https://a.example@evil.example/", "text": "Hostile address."}
{"id": "break", "title": "Hostile break", "url": "https://a.example/\" onclick=\"alert(1)", "text": "Hostile address."}
)json";

}  // namespace medlar
