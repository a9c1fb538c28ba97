# Writes OUTPUT, a C++ file with a hash of the files that LIST names and of the names of LIBRARIES.
file(STRINGS ${LIST} files)
set(all "${LIBRARIES}")
foreach(path IN LISTS files)
  file(SHA256 ${path} hash)
  get_filename_component(name ${path} NAME)
  string(APPEND all " ${name} ${hash}")
endforeach()
string(SHA256 all "${all}")
string(SUBSTRING ${all} 0 16 all)
file(WRITE ${OUTPUT} "#include \"indexer/program_fingerprint.h\"

std::string_view medlar::program_fingerprint() { return \"${all}\"; }
")
