#include "indexer/format/write_file.h"

#include "indexer/format/output_file.h"

namespace medlar {

Result<void> write_file(const std::filesystem::path& file,
                        std::initializer_list<std::string_view> parts) {
  auto out = OutputFile::create(file);
  if (!out) return tl::unexpected<Error>(out.error());
  for (const std::string_view part : parts) {
    if (const auto written = out->write(part); !written) return written;
  }
  return out->finish();
}

}  // namespace medlar
