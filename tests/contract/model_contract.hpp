// Goal: the promises in vision/model.hpp hold for every engine.
// Method: one TEST_P per promise over a tiny model of 2 x 2 pixels whose output "sum" (role) is,
// per channel, the sum of the four pixels as the manifest's mean and scale leave them: {1, 3}, R G
// B. An engine joins with one INSTANTIATE line giving a factory for that model.
#pragma once

#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "vision/infer_each.hpp"
#include "vision/model.hpp"

namespace helio::vision {

using ModelFactory = std::function<std::unique_ptr<Model>()>;

class ModelContract : public testing::TestWithParam<ModelFactory> {
 protected:
  static void fill(image::MutablePixels pixels, int value) {
    for (int y = 0; y < pixels.height_px; ++y) {
      for (int x = 0; x < 3 * pixels.width_px; ++x) {
        pixels.row(y)[x] = static_cast<std::uint8_t>(value + x % 3);
      }
    }
  }
  static std::vector<float> answer(InferRequest& request, int value) {
    auto const input = request.input(2, 2);
    if (!input) return {};
    fill(*input, value);
    request.start();
    if (!request.wait()) return {};
    auto const sum = request.output("sum");
    return {sum.values.begin(), sum.values.end()};
  }

  std::unique_ptr<Model> model_ = GetParam()();
};

TEST_P(ModelContract, ChannelsComeInRgbOrder) {
  auto const request = model_->acquire();
  EXPECT_EQ(answer(*request, 10), (std::vector<float>{40, 44, 48}));
  EXPECT_EQ(request->output("sum").shape.back(), 3);
}

TEST_P(ModelContract, ARequestIsUsedAgain) {
  auto const request = model_->acquire();
  EXPECT_EQ(answer(*request, 1)[0], 4);
  EXPECT_EQ(answer(*request, 2)[0], 8);
}

TEST_P(ModelContract, AnotherSizeIsBadModelInput) {
  auto const input = model_->acquire()->input(3, 2);
  ASSERT_FALSE(input);
  EXPECT_EQ(input.error().name, "BadModelInput");
}

TEST_P(ModelContract, AnUnknownRoleIsEmpty) {
  auto const request = model_->acquire();
  answer(*request, 1);
  EXPECT_TRUE(request->output("no such role").values.empty());
}

TEST_P(ModelContract, AcquireNeverBlocks) {
  std::vector<std::unique_ptr<InferRequest>> out;
  for (int i = 0; i < 40; ++i) out.push_back(model_->acquire());
  for (int i = 0; i < 40; ++i) EXPECT_EQ(answer(*out[static_cast<std::size_t>(i)], i)[0], 4 * i);
}

TEST_P(ModelContract, DroppingARunningRequestIsSafe) {
  auto request = model_->acquire();
  auto const input = request->input(2, 2);
  ASSERT_TRUE(input);
  fill(*input, 1);
  request->start();
  request.reset();
  EXPECT_EQ(answer(*model_->acquire(), 5)[0], 20);
}

TEST_P(ModelContract, ThreadsGetTheirOwnAnswers) {
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([this, &wrong, t] {
      for (int i = 0; i < 50; ++i) {
        int const value = static_cast<int>(t) * 50 + i;
        auto const got = answer(*model_->acquire(), value);
        if (got.empty() || got[0] != static_cast<float>(4 * value)) ++wrong[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

TEST_P(ModelContract, InferEachKeepsOrder) {
  std::vector<float> sums;
  auto const done = infer_each(
      *model_, 23,
      [](std::size_t i, InferRequest& request) -> Result<void> {
        auto const input = request.input(2, 2);
        if (!input) return tl::unexpected(input.error());
        fill(*input, static_cast<int>(i));
        return {};
      },
      [&sums](std::size_t, InferRequest& request) -> Result<void> {
        sums.push_back(request.output("sum").values[0]);
        return {};
      });
  ASSERT_TRUE(done);
  ASSERT_EQ(sums.size(), 23U);
  for (std::size_t i = 0; i < sums.size(); ++i) EXPECT_EQ(sums[i], 4 * static_cast<float>(i));
}

}  // namespace helio::vision
