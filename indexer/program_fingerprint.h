// Which program it is that builds an index, as far as that decides what the index is: a hash of the
// code and the word lists of corpus/ and indexer/, and of the versions of the libraries that it was
// compiled with. Made by CMake.
#pragma once

#include <string_view>

namespace medlar {

std::string_view program_fingerprint();

}  // namespace medlar
