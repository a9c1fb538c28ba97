// How a word sounds, roughly, in letters: what people who spell by ear leave unchanged. "hemroids"
// and "hemorrhoids" have the keys "hemroidz" and "hemoroidz".
//
// The rules are the reviewed table corpus/vocabulary/sounds_alike.txt. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace medlar {

/// `word` is of small ASCII letters; others are kept as they are.
std::string sound_key(std::string_view word);

}  // namespace medlar
