#include "corpus/analysis/tokenizer.h"

#include <new>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

namespace medlar {

struct Tokenizer::Impl {
  UBreakIterator* breaks = nullptr;
  UText text = UTEXT_INITIALIZER;

  Impl() {
    UErrorCode status = U_ZERO_ERROR;
    breaks = ubrk_open(UBRK_WORD, "", nullptr, 0, &status);
    if (U_FAILURE(status)) throw std::bad_alloc();  // ICU's data is linked in: nothing else fails
  }
  ~Impl() {
    ubrk_close(breaks);
    utext_close(&text);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
};

Tokenizer::Tokenizer() : impl_(std::make_unique<Impl>()) {}
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

void Tokenizer::split(std::string_view text, std::vector<WordSpan>& words) {
  words.clear();
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&impl_->text, text.data(), static_cast<std::int64_t>(text.size()), &status);
  ubrk_setUText(impl_->breaks, &impl_->text, &status);
  if (U_FAILURE(status)) throw std::bad_alloc();
  std::int32_t begin = ubrk_first(impl_->breaks);
  for (std::int32_t end = ubrk_next(impl_->breaks); end != UBRK_DONE;
       end = ubrk_next(impl_->breaks)) {
    if (ubrk_getRuleStatus(impl_->breaks) >= UBRK_WORD_NONE_LIMIT) {
      words.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    }
    begin = end;
  }
}

}  // namespace medlar
