// Collects text as a browser lays it out: white space collapses, breaks pile up to the strongest.
//
// A break is remembered and written only when more text follows, so the result never begins or
// ends with white space. Give it clean UTF-8; it returns valid UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace medlar {

class TextBuilder {
 public:
  /// Adds words; runs of white space (also no-break spaces) become one space.
  void add(std::string_view text);
  /// Adds text whose line ends and spaces mean something (<pre>, verse).
  void add_preformatted(std::string_view text);

  void space();
  void line_break();
  void paragraph_break();
  /// <br>: a new line; two in a row leave an empty line, as they do on the screen.
  void rendered_line_break();
  /// A space if the text so far and the text to come would otherwise glue two words together.
  void word_boundary();
  /// Between table cells: "; ", or a space after text that ends in punctuation.
  void cell_boundary();

  /// True after an opening bracket, a dash or a slash (and before any text).
  bool ends_with_opening() const;
  /// True when more text would be glued to a word or to the end of a sentence.
  bool ends_in_word() const;
  bool empty() const { return text_.empty(); }
  std::size_t size() const { return text_.size(); }
  /// Hands over the text and starts anew.
  std::string take();

 private:
  enum class Break { kNone, kWord, kSpace, kCell, kLine, kParagraph };
  void raise(Break to);
  void flush_break(std::string_view next);
  void append(std::string_view run);

  std::string text_;
  Break pending_ = Break::kNone;
  bool after_rendered_break_ = false;  // nothing but white space since the last <br>
};

/// `text` with runs of white space made one space, without any at the ends.
std::string one_line(std::string_view text);

/// A heading on one line, without a space before its question mark ("What is gout ?").
std::string tidy_heading(std::string_view text);

/// Plain text with paragraphs as Section::text wants them: lines trimmed and their inner white
/// space collapsed, any number of empty lines made one, "\r\n" made "\n".
std::string tidy_paragraphs(std::string_view text);

}  // namespace medlar
