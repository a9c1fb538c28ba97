#include "indexer/source_units.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

#include <fmt/format.h>

namespace medlar {
namespace {

constexpr std::size_t kUnitFiles = 2000;

struct FileCloser {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

File open_file(const std::filesystem::path& path) {
  File file(path == "-" ? stdin : std::fopen(path.c_str(), "rbe"));
  if (file == nullptr && errno == ENOMEM) throw std::bad_alloc();  // no fault of the file
  return file;
}

/// Appends up to `bytes` of the file to `buffer`; less only at its end or on an error.
void read_into(std::string& buffer, std::size_t bytes, std::FILE* file) {
  const std::size_t before = buffer.size();
  buffer.resize(before + bytes);
  const std::size_t got = std::fread(buffer.data() + before, 1, bytes, file);
  buffer.resize(before + got);
}

/// The reader of line records that a name's ending or --format asks for, or null.
const ReaderInfo* line_reader(const SourceFile& file, const ReaderInfo* format) {
  const ReaderInfo* const jsonl = find_reader("jsonl");
  if (format != nullptr || file.name == "-") {
    return format == nullptr ? jsonl : format->line_records ? format : nullptr;
  }
  std::string extension = file.path.extension().string();
  if (extension.empty()) return nullptr;
  for (char& c : extension) c = static_cast<char>(c | (c >= 'A' && c <= 'Z' ? 0x20 : 0));
  for (const ReaderInfo& reader : readers()) {
    if (reader.line_records &&
        std::ranges::find(reader.extensions, extension.substr(1)) != reader.extensions.end()) {
      return &reader;
    }
  }
  return nullptr;
}

std::string too_large(std::uintmax_t limit) {
  return fmt::format("larger than {} MiB, the limit of its format; split it", limit >> 20);
}

}  // namespace

struct SourceUnits::LineFile {
  File file;
  std::size_t number = 0;
  std::size_t pieces = 0;  // handed out
  const ReaderInfo* reader = nullptr;
  std::string rest;  // read, but not yet handed out: the beginning of a line
  std::size_t line = 1;
  bool has_bytes = false;
  bool at_end = false;
};

SourceUnits::SourceUnits(std::vector<SourceFile> files, const ReaderInfo* format)
    : files_(std::move(files)), format_(format) {}
SourceUnits::~SourceUnits() = default;

std::optional<SourceUnit> SourceUnits::next() {
  const std::lock_guard lock(mutex_);
  SourceUnit unit;
  unit.sequence = sequence_;
  while (unit.bytes < kUnitBytes && unit.pieces.size() < kUnitFiles) {
    if (lines_ != nullptr) {
      add_lines(unit);
    } else if (known_ != nullptr) {
      add_known(unit);
    } else if (next_file_ < files_.size()) {
      add_file(next_file_++, unit);
    } else {
      break;
    }
  }
  if (unit.pieces.empty() && unit.rejections.empty() && unit.files == 0) return std::nullopt;
  ++sequence_;
  return unit;
}

SourcePiece SourceUnits::piece(std::size_t number, std::size_t place) const {
  const SourceFile& file = files_[number];
  SourcePiece piece{.file = number, .path = file.name, .id = file.id};
  if (file.before != nullptr && place < file.before->pieces.size()) {
    piece.before = &file.before->pieces[place];
  }
  return piece;
}

void SourceUnits::add_file(std::size_t number, SourceUnit& unit) {
  const SourceFile& source = files_[number];
  const auto reject = [&](std::string code, std::string detail) {
    unit.rejections.push_back({number, {{}, std::move(code), std::move(detail)}});
  };
  if (source.use == SourceFile::Use::kAsBefore) {
    known_ = source.before;
    next_known_ = 0;
    for (const Rejection& rejection : known_->rejections) {
      unit.rejections.push_back({number, rejection});
    }
    return;
  }
  for (const Rejection& rejection : source.rejections) {
    unit.rejections.push_back({number, rejection});
  }
  File file = source.rejections.empty() ? open_file(source.path) : nullptr;
  if (file == nullptr) {
    ++unit.files;
    if (source.rejections.empty()) reject("unreadable", std::strerror(errno));
    return;
  }
  if (const ReaderInfo* reader = line_reader(source, format_)) {
    lines_ = std::make_unique<LineFile>();
    lines_->file = std::move(file);
    lines_->number = number;
    lines_->reader = reader;
    return;
  }
  ++unit.files;
  SourcePiece piece = this->piece(number, 0);
  piece.reader = format_;
  read_into(piece.bytes, kSniffBytes, file.get());
  if (piece.reader == nullptr) piece.reader = detect_reader(source.path.string(), piece.bytes);
  if (piece.reader != nullptr) {
    const std::size_t limit = piece.reader->max_bytes;
    if (source.bytes > limit) {
      reject("too_large", too_large(limit));
      return;
    }
    // Its size as listed and a byte more finds its end in one read; a file that grew takes several.
    while (piece.bytes.size() <= limit && std::feof(file.get()) == 0 &&
           std::ferror(file.get()) == 0) {
      const std::size_t listed = static_cast<std::size_t>(source.bytes) + 1;
      const std::size_t more =
          listed > piece.bytes.size() ? listed - piece.bytes.size() : kUnitBytes;
      read_into(piece.bytes, more, file.get());
    }
    if (std::ferror(file.get()) != 0) {
      reject("unreadable", "reading stopped with an error");
      return;
    }
    if (piece.bytes.size() > limit) {  // grew meanwhile, or has no size (a pipe)
      reject("too_large", too_large(limit));
      return;
    }
  }
  unit.bytes += piece.bytes.size();
  unit.pieces.push_back(std::move(piece));
}

/// Adds the next piece of the file that is kept as before.
void SourceUnits::add_known(SourceUnit& unit) {
  if (next_known_ == known_->pieces.size()) {
    known_ = nullptr;
    ++unit.files;
    return;
  }
  SourcePiece piece = this->piece(next_file_ - 1, next_known_++);
  piece.is_as_before = true;
  unit.bytes += piece.before->bytes;
  unit.pieces.push_back(std::move(piece));
}

/// Adds the next run of whole lines, about a unit's bytes, of the file being read.
void SourceUnits::add_lines(SourceUnit& unit) {
  LineFile& lines = *lines_;
  const std::size_t limit = lines.reader->max_bytes;
  std::size_t end = std::string::npos;
  while (!lines.at_end && end == std::string::npos) {
    read_into(lines.rest, kUnitBytes, lines.file.get());
    lines.has_bytes |= !lines.rest.empty();
    lines.at_end = std::feof(lines.file.get()) != 0 || std::ferror(lines.file.get()) != 0;
    end = lines.rest.rfind('\n');
    if (end == std::string::npos && lines.rest.size() > limit) {
      unit.rejections.push_back(
          {lines.number, {fmt::format(":{}", lines.line), "too_large", too_large(limit)}});
      // Skip to the line's end without keeping it.
      while (!lines.at_end && end == std::string::npos) {
        lines.rest.clear();
        read_into(lines.rest, kUnitBytes, lines.file.get());
        lines.at_end = std::feof(lines.file.get()) != 0 || std::ferror(lines.file.get()) != 0;
        end = lines.rest.find('\n');
      }
      lines.rest.erase(0, end == std::string::npos ? lines.rest.size() : end + 1);
      ++lines.line;
      end = lines.rest.rfind('\n');
    }
  }
  SourcePiece piece = this->piece(lines.number, lines.pieces);
  piece.reader = lines.reader;
  piece.first_line = lines.line;
  const std::size_t take = end == std::string::npos ? lines.rest.size() : end + 1;
  if (lines.at_end) {
    piece.bytes = std::move(lines.rest);
    if (std::ferror(lines.file.get()) != 0) {
      unit.rejections.push_back(
          {lines.number, {{}, "unreadable", "reading stopped with an error"}});
    }
    ++unit.files;
  } else {
    piece.bytes = lines.rest.substr(0, take);
    lines.rest.erase(0, take);
    lines.line += static_cast<std::size_t>(std::ranges::count(piece.bytes, '\n'));
  }
  // Nothing may be left after the last whole run; only a file that never held a byte is empty.
  const bool is_rest = piece.bytes.empty() && lines.has_bytes;
  ++lines.pieces;
  if (lines.at_end) lines_.reset();
  if (is_rest) return;
  unit.bytes += piece.bytes.size();
  unit.pieces.push_back(std::move(piece));
}

}  // namespace medlar
