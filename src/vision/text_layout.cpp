#include "vision/text_layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace helio::vision {
namespace {

using Indices = std::vector<std::size_t>;

// A rectangle along the reading direction: x runs with the text, y down the page.
struct Span {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  [[nodiscard]] float width() const { return x1 - x0; }
  [[nodiscard]] float height() const { return y1 - y0; }
  [[nodiscard]] float middle_y() const { return (y0 + y1) / 2; }
};

float length(image::PointPx a, image::PointPx b) {
  return std::hypot(b.x_px - a.x_px, b.y_px - a.y_px);
}

float shared(float a0, float a1, float b0, float b1) {
  return std::max(0.0f, std::min(a1, b1) - std::max(a0, b0));
}
float shared_x(Span const& a, Span const& b) { return shared(a.x0, a.x1, b.x0, b.x1); }
float shared_y(Span const& a, Span const& b) { return shared(a.y0, a.y1, b.y0, b.y1); }

// The direction most text runs in: the mean over line lengths around the longest lines' direction.
float direction_of(std::vector<TextQuad> const& lines) {
  struct Edge {
    float x, y;
  };
  std::vector<Edge> edges;
  for (TextQuad const& q : lines) {
    edges.push_back({q[1].x_px - q[0].x_px + q[2].x_px - q[3].x_px,
                     q[1].y_px - q[0].y_px + q[2].y_px - q[3].y_px});
  }
  // Of the four quarters of the compass the one with most text, then the mean within it.
  std::array<float, 4> weight{};
  auto const quarter = [](Edge const& e) {
    if (std::abs(e.x) >= std::abs(e.y)) return e.x >= 0 ? 0u : 2u;
    return e.y >= 0 ? 1u : 3u;
  };
  for (Edge const& e : edges) weight[quarter(e)] += std::hypot(e.x, e.y);
  auto const most =
      static_cast<unsigned>(std::max_element(weight.begin(), weight.end()) - weight.begin());
  Edge sum{0, 0};
  for (Edge const& e : edges) {
    if (quarter(e) == most) sum = {sum.x + e.x, sum.y + e.y};
  }
  return std::atan2(sum.y, sum.x);
}

// Boxes of lines are grown beyond the ink; what counts for layout is about the inner part.
constexpr float kInset = 0.2f;

std::vector<Span> spans_of(std::vector<TextQuad> const& lines) {
  float const angle = direction_of(lines);
  float const c = std::cos(angle);
  float const s = std::sin(angle);
  std::vector<Span> spans;
  for (TextQuad const& quad : lines) {
    Span span{1e9f, 1e9f, -1e9f, -1e9f};
    // Edge midpoints: a line's own tilt then does not make its span taller.
    for (std::size_t i = 0; i < 4; ++i) {
      image::PointPx const a = quad[i];
      image::PointPx const b = quad[(i + 1) % 4];
      float const mx = (a.x_px + b.x_px) / 2;
      float const my = (a.y_px + b.y_px) / 2;
      float const x = mx * c + my * s;
      float const y = my * c - mx * s;
      span = {std::min(span.x0, x), std::min(span.y0, y), std::max(span.x1, x),
              std::max(span.y1, y)};
    }
    float const inset = kInset * std::min(span.width(), span.height());
    spans.push_back({span.x0 + inset, span.y0 + inset, span.x1 - inset, span.y1 - inset});
  }
  return spans;
}

// Rows from the top; within a row from the left.
Indices by_rows(std::vector<Span> const& spans, Indices members) {
  std::sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
    float const ya = spans[a].middle_y();
    float const yb = spans[b].middle_y();
    return ya != yb ? ya < yb : a < b;
  });
  std::vector<Indices> rows;
  auto const belongs = [&](Indices const& row, Span const& span) {
    // Compared with its nearest neighbour in the row: rows of a curled page bend.
    float distance_min = std::numeric_limits<float>::infinity();
    std::size_t nearest = row.front();
    for (std::size_t const other : row) {
      float const distance = std::max(spans[other].x0 - span.x1, span.x0 - spans[other].x1);
      if (distance < distance_min) {
        distance_min = distance;
        nearest = other;
      }
    }
    Span const& near = spans[nearest];
    if (shared_x(near, span) > 0.3f * std::min(near.width(), span.width())) return false;
    return shared_y(near, span) > 0.5f * std::min(near.height(), span.height());
  };
  for (std::size_t const member : members) {
    auto row = std::find_if(rows.rbegin(), rows.rend(),
                            [&](Indices const& r) { return belongs(r, spans[member]); });
    if (row == rows.rend() || std::distance(rows.rbegin(), row) > 3) {
      rows.push_back({member});
    } else {
      row->push_back(member);
    }
  }
  Indices order;
  for (Indices& row : rows) {
    std::sort(row.begin(), row.end(),
              [&](std::size_t a, std::size_t b) { return spans[a].x0 < spans[b].x0; });
    order.insert(order.end(), row.begin(), row.end());
  }
  return order;
}

struct Block {
  Indices lines;  // from the top
  Span span;
};

bool follows(Span const& above, Span const& below) {
  float const height = std::min(above.height(), below.height());
  float const gap = below.y0 - above.y1;
  return above.middle_y() < below.middle_y() && gap < 1.6f * height && gap > -0.5f * height &&
         std::max(above.height(), below.height()) < 1.8f * height &&
         shared_x(above, below) > 0.5f * std::min(above.width(), below.width());
}

// Lines linked to the next one below where each is the other's nearest.
std::vector<Block> find_blocks(std::vector<Span> const& spans) {
  constexpr auto kNone = static_cast<std::size_t>(-1);
  std::vector<std::size_t> below(spans.size(), kNone);
  std::vector<std::size_t> above(spans.size(), kNone);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    for (std::size_t j = 0; j < spans.size(); ++j) {
      if (i == j || !follows(spans[i], spans[j])) continue;
      if (below[i] == kNone || spans[j].middle_y() < spans[below[i]].middle_y()) below[i] = j;
      if (above[j] == kNone || spans[i].middle_y() > spans[above[j]].middle_y()) above[j] = i;
    }
  }
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    bool const linked = above[i] != kNone && below[above[i]] == i;
    if (linked) continue;
    Block block{{}, spans[i]};
    for (std::size_t at = i; at != kNone;) {
      block.lines.push_back(at);
      block.span = {std::min(block.span.x0, spans[at].x0), std::min(block.span.y0, spans[at].y0),
                    std::max(block.span.x1, spans[at].x1), std::max(block.span.y1, spans[at].y1)};
      std::size_t const next = below[at];
      at = next != kNone && above[next] == at ? next : kNone;
    }
    blocks.push_back(std::move(block));
  }
  return blocks;
}

// Running text: several lines, most of them many characters long.
bool is_running(Block const& block, std::vector<Span> const& spans) {
  if (block.lines.size() < 4) return false;
  auto const longer = std::count_if(block.lines.begin(), block.lines.end(), [&](std::size_t i) {
    return spans[i].width() > 8 * spans[i].height();
  });
  return static_cast<std::size_t>(longer) * 4 >= block.lines.size() * 3;
}

bool side_by_side(Block const& a, Block const& b) {
  return shared_x(a.span, b.span) < 0.1f * std::min(a.span.width(), b.span.width()) &&
         shared_y(a.span, b.span) > 0.25f * std::min(a.span.height(), b.span.height());
}

// Breuel's rules on blocks.
bool comes_before(Block const& a, Block const& b, std::vector<Block> const& all) {
  bool const share_x = shared_x(a.span, b.span) > 0.1f * std::min(a.span.width(), b.span.width());
  if (share_x) return a.span.middle_y() < b.span.middle_y();
  if (a.span.x0 > b.span.x0) return false;
  // Left of it, unless something between the two spans both.
  return std::none_of(all.begin(), all.end(), [&](Block const& c) {
    bool const between = c.span.middle_y() > b.span.y1 && c.span.middle_y() < a.span.y0;
    return between && shared_x(a.span, c.span) > 0 && shared_x(b.span, c.span) > 0;
  });
}

// A topological order; where the rules go round in a circle, the highest block goes first.
std::vector<Block> in_breuels_order(std::vector<Block> blocks) {
  std::vector<Block> ordered;
  std::vector<Block> const all = blocks;
  while (!blocks.empty()) {
    auto next = std::find_if(blocks.begin(), blocks.end(), [&](Block const& candidate) {
      return std::none_of(blocks.begin(), blocks.end(), [&](Block const& other) {
        return &other != &candidate && comes_before(other, candidate, all);
      });
    });
    if (next == blocks.end()) {
      next = std::min_element(blocks.begin(), blocks.end(),
                              [](Block const& a, Block const& b) { return a.span.y0 < b.span.y0; });
    }
    ordered.push_back(std::move(*next));
    blocks.erase(next);
  }
  return ordered;
}

// A short block that belongs to a column, within its sides: a title just above a part of it, or its
// last few lines just below. A single line below is rather a page number or a caption.
bool is_in_column(Block const& block, std::vector<Block> const& columns) {
  return std::any_of(columns.begin(), columns.end(), [&](Block const& column) {
    if (shared_x(block.span, column.span) < 0.8f * block.span.width()) return false;
    float const line = column.span.height() / static_cast<float>(column.lines.size());
    float const gap_above = column.span.y0 - block.span.y1;
    float const gap_below = block.span.y0 - column.span.y1;
    return (gap_above > -0.5f * line && gap_above < 3 * line) ||
           (block.lines.size() >= 2 && gap_below > -0.5f * line && gap_below < 1.5f * line);
  });
}

}  // namespace

std::vector<TextWord> words_of(ReadLine const& line) {
  std::vector<TextWord> words;
  auto const count = line.characters.size();
  auto const is_space = [&](std::size_t i) { return line.characters[i].text == " "; };
  auto const along = [&](image::PointPx from, image::PointPx to, float at) {
    return image::PointPx{from.x_px + (to.x_px - from.x_px) * at,
                          from.y_px + (to.y_px - from.y_px) * at};
  };
  for (std::size_t first = 0; first < count;) {
    if (is_space(first)) {
      ++first;
      continue;
    }
    std::size_t last = first;
    TextWord word;
    float sum = 0;
    for (; last < count && !is_space(last); ++last) {
      word.text += line.characters[last].text;
      sum += line.characters[last].confidence;
    }
    word.confidence = sum / static_cast<float>(last - first);
    // A word ends where the space beside it has its middle, the outer ones with the line; but no
    // character reaches further from its own middle than half the line's height.
    TextQuad const& q = line.corners;
    float const reach = 0.5f * length(q[0], q[3]) / std::max(1.0f, length(q[0], q[1]));
    float const start = std::max(first > 0 ? line.characters[first - 1].at : 0.0f,
                                 line.characters[first].at - reach);
    float const end = std::min(last < count ? line.characters[last].at : 1.0f,
                               line.characters[last - 1].at + reach);
    word.corners = {along(q[0], q[1], start), along(q[0], q[1], end), along(q[3], q[2], end),
                    along(q[3], q[2], start)};
    words.push_back(std::move(word));
    first = last;
  }
  return words;
}

std::vector<std::size_t> reading_order(std::vector<TextQuad> const& lines) {
  std::vector<Span> const spans = spans_of(lines);
  Indices everything(lines.size());
  std::iota(everything.begin(), everything.end(), std::size_t{0});
  std::vector<Block> blocks = find_blocks(spans);
  auto const short_ones = std::stable_partition(
      blocks.begin(), blocks.end(), [&](Block const& block) { return is_running(block, spans); });
  std::vector<Block> columns(blocks.begin(), short_ones);
  bool const has_columns = std::any_of(columns.begin(), columns.end(), [&](Block const& a) {
    return std::any_of(columns.begin(), columns.end(),
                       [&](Block const& b) { return side_by_side(a, b); });
  });
  if (!has_columns) return by_rows(spans, std::move(everything));

  std::vector<Block> const running = columns;
  Indices loose;
  for (auto block = short_ones; block != blocks.end(); ++block) {
    if (is_in_column(*block, running)) {
      columns.push_back(std::move(*block));
    } else {
      loose.insert(loose.end(), block->lines.begin(), block->lines.end());
    }
  }
  std::vector<Block> const ordered = in_breuels_order(std::move(columns));
  // Before each column come the loose lines that stand higher than the middle of it and of all
  // columns after it.
  loose = by_rows(spans, std::move(loose));
  std::vector<bool> placed(lines.size(), false);
  Indices order;
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    float highest = std::numeric_limits<float>::infinity();
    for (std::size_t j = i; j < ordered.size(); ++j) {
      highest = std::min(highest, ordered[j].span.middle_y());
    }
    for (std::size_t const line : loose) {
      if (placed[line] || spans[line].middle_y() > highest) continue;
      placed[line] = true;
      order.push_back(line);
    }
    order.insert(order.end(), ordered[i].lines.begin(), ordered[i].lines.end());
  }
  for (std::size_t const line : loose) {
    if (!placed[line]) order.push_back(line);
  }
  return order;
}

}  // namespace helio::vision
