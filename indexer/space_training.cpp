#include "indexer/space_training.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include <Eigen/Dense>

#include "corpus/split_mix.h"
#include "indexer/worker_threads.h"

namespace medlar {
namespace {

using Dense = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Square = Eigen::MatrixXd;

// Dimensions beside those that are asked for, and rounds of iteration: each makes the outcome
// better. Measured on NFCorpus train: a second round adds 0.002 nDCG@10, a third nothing.
constexpr Eigen::Index kSpareDimensions = 10;
constexpr int kRounds = 2;

// A square that is smaller, beside the largest, is rounding.
constexpr double kLeastShare = 1e-6;

// Rows that a thread takes at once, and rows of which squares are added up before all are.
constexpr std::size_t kRowsAtOnce = 256;
constexpr std::size_t kSummedRows = 4096;

// Of the cache, and how many rows of a matrix are on their way while one is used.
constexpr Eigen::Index kFloatsOfALine = 16;
constexpr std::size_t kRowsAhead = 2;

/// A sparse matrix, row after row.
struct Rows {
  std::vector<std::size_t> begins = {0};
  std::vector<std::uint32_t> columns;
  std::vector<float> values;
  std::size_t count() const { return begins.size() - 1; }
};

/// The texts, each of length 1.
Rows rows_of(std::span<const std::vector<SpaceWeight>> texts) {
  Rows rows;
  for (const std::vector<SpaceWeight>& text : texts) {
    double squares = 0;
    for (const SpaceWeight& part : text) squares += double{part.weight} * part.weight;
    const double scale = squares > 0 ? 1 / std::sqrt(squares) : 0;
    for (const SpaceWeight& part : text) {
      rows.columns.push_back(part.word);
      rows.values.push_back(static_cast<float>(part.weight * scale));
    }
    rows.begins.push_back(rows.columns.size());
  }
  return rows;
}

Rows transposed(const Rows& from, std::size_t columns) {
  Rows to;
  to.begins.assign(columns + 1, 0);
  for (const std::uint32_t column : from.columns) ++to.begins[column + 1];
  for (std::size_t i = 0; i < columns; ++i) to.begins[i + 1] += to.begins[i];
  std::vector<std::size_t> next(to.begins.begin(), to.begins.end() - 1);
  to.columns.resize(from.columns.size());
  to.values.resize(from.values.size());
  for (std::size_t row = 0; row < from.count(); ++row) {
    for (std::size_t i = from.begins[row]; i < from.begins[row + 1]; ++i) {
      const std::size_t at = next[from.columns[i]]++;
      to.columns[at] = static_cast<std::uint32_t>(row);
      to.values[at] = from.values[i];
    }
  }
  return to;
}

/// Asks for a row before it is needed: rows are used in no order, and most are in no near cache.
void prefetch(const Dense& matrix, std::uint32_t row) {
  const float* const begin =
      matrix.data() + std::size_t{row} * static_cast<std::size_t>(matrix.cols());
  for (Eigen::Index i = 0; i < matrix.cols(); i += kFloatsOfALine) __builtin_prefetch(begin + i);
}

/// Puts the product of both into `result`; each row of it is one thread's.
Result<void> multiply(const Rows& rows, const Dense& by, unsigned threads, Dense& result) {
  result.resize(static_cast<Eigen::Index>(rows.count()), by.cols());
  const auto add_up = [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
    for (std::size_t row = begin; row < end; ++row) {
      auto sum = result.row(static_cast<Eigen::Index>(row));
      sum.setZero();
      for (std::size_t i = rows.begins[row]; i < rows.begins[row + 1]; ++i) {
        if (i + kRowsAhead < rows.columns.size()) prefetch(by, rows.columns[i + kRowsAhead]);
        sum += rows.values[i] * by.row(static_cast<Eigen::Index>(rows.columns[i]));
      }
    }
    return {};
  };
  return run_in_parts(rows.count(), kRowsAtOnce, threads, add_up);
}

/// The products of all pairs of columns: of runs of rows first, which are added up in their order.
Result<Square> squares_of(const Dense& columns, unsigned threads) {
  const auto rows = static_cast<std::size_t>(columns.rows());
  std::vector<Eigen::MatrixXf> sums((rows + kSummedRows - 1) / kSummedRows);
  const auto done =
      run_in_parts(rows, kSummedRows, threads,
                   [&](std::size_t run, std::size_t begin, std::size_t end) -> Result<void> {
                     const auto part = columns.middleRows(static_cast<Eigen::Index>(begin),
                                                          static_cast<Eigen::Index>(end - begin));
                     sums[run] = Eigen::MatrixXf::Zero(columns.cols(), columns.cols());
                     sums[run].selfadjointView<Eigen::Lower>().rankUpdate(part.transpose());
                     return {};
                   });
  if (!done) return tl::unexpected<Error>(done.error());
  Square squares = Square::Zero(columns.cols(), columns.cols());
  for (const Eigen::MatrixXf& sum : sums) squares += sum.cast<double>();
  return squares;
}

/// Turns the columns into such as are orthogonal and of length 1, the longest first. Those that
/// depend on others become 0.
Result<void> make_orthonormal(Dense& columns, unsigned threads) {
  const auto squares = squares_of(columns, threads);
  if (!squares) return tl::unexpected<Error>(squares.error());
  const Eigen::SelfAdjointEigenSolver<Square> solver(*squares);  // reads the lower half
  const auto count = squares->cols();
  const double largest = std::max(0.0, solver.eigenvalues()[count - 1]);
  Square turn = Square::Zero(count, count);
  for (Eigen::Index i = 0; i < count; ++i) {
    const double square = solver.eigenvalues()[count - 1 - i];  // they rise
    if (square <= kLeastShare * largest) break;
    turn.col(i) = solver.eigenvectors().col(count - 1 - i) / std::sqrt(square);
  }
  const Eigen::MatrixXf turned = turn.cast<float>();
  return run_in_parts(static_cast<std::size_t>(columns.rows()), kRowsAtOnce, threads,
                      [&](std::size_t, std::size_t begin, std::size_t end) -> Result<void> {
                        auto rows = columns.middleRows(static_cast<Eigen::Index>(begin),
                                                       static_cast<Eigen::Index>(end - begin));
                        const Dense moved = rows * turned;
                        rows = moved;
                        return {};
                      });
}

/// A matrix of signs, by hashes (D. Achlioptas, Database-friendly random projections, JCSS 66,
/// 2003).
Dense random_signs(std::size_t rows, Eigen::Index columns) {
  Dense signs(static_cast<Eigen::Index>(rows), columns);
  for (Eigen::Index i = 0; i < signs.size(); ++i) {
    signs.data()[i] = (split_mix(static_cast<std::uint64_t>(i) + 1) & 1U) == 0 ? -1.0F : 1.0F;
  }
  return signs;
}

}  // namespace

Result<std::vector<float>> learn_places(const SpaceTraining& training) {
  const Rows texts = rows_of(training.texts);
  const Rows words = transposed(texts, training.words);
  const auto most = static_cast<Eigen::Index>(std::min<std::size_t>(texts.count(), training.words));
  const Eigen::Index columns = std::min<Eigen::Index>(training.dimensions + kSpareDimensions, most);
  std::vector<float> places(std::size_t{training.words} * training.dimensions);
  if (columns == 0 || texts.values.empty()) return places;
  Dense of_words = random_signs(training.words, columns);
  Dense of_texts;
  const unsigned threads = training.threads;
  for (int round = 0; round <= kRounds; ++round) {
    auto done = multiply(texts, of_words, threads, of_texts);
    // Single precision bears two products between turns: measures of ranking are the same to four
    // digits as with a turn after each. In the last round both are turned, so that the words' are
    // the right singular vectors, by falling singular values.
    if (done && round == kRounds) done = make_orthonormal(of_texts, threads);
    if (done) done = multiply(words, of_texts, threads, of_words);
    if (done) done = make_orthonormal(of_words, threads);
    if (!done) return tl::unexpected<Error>(done.error());
  }
  for (Eigen::Index word = 0; word < of_words.rows(); ++word) {
    for (Eigen::Index i = 0; i < std::min<Eigen::Index>(training.dimensions, columns); ++i) {
      places[static_cast<std::size_t>(word) * training.dimensions + static_cast<std::size_t>(i)] =
          of_words(word, i);
    }
  }
  return places;
}

}  // namespace medlar
