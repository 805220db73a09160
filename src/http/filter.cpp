#include "http/filter.hpp"

#include <utility>

namespace helio::http {
namespace {

class FilteredBody final : public BodyWriter {
 public:
  FilteredBody(std::unique_ptr<BodyWriter> inner, RequestHead const& head,
               Filter::After const& after)
      : inner_(std::move(inner)), head_(head), after_(after) {}

  std::optional<Response> write(BytesView piece) override {
    auto response = inner_->write(piece);
    if (response) after_(head_, *response);
    return response;
  }
  Response finish() override {
    auto response = inner_->finish();
    after_(head_, response);
    return response;
  }
  std::optional<Response> cut_off(BodyEnd why) override {
    auto response = inner_->cut_off(why);
    if (response) after_(head_, *response);
    return response;
  }

 private:
  const std::unique_ptr<BodyWriter> inner_;
  RequestHead const& head_;
  Filter::After const& after_;
};

}  // namespace

Filter::Filter(Handler& inner, Before before, After after)
    : inner_(inner), before_(std::move(before)), after_(std::move(after)) {}

Begun Filter::begin(RequestHead const& head) {
  if (before_) {
    if (auto response = before_(head)) return std::move(*response);
  }
  Begun begun = inner_.begin(head);
  if (!after_) return begun;
  if (auto* const response = std::get_if<Response>(&begun)) {
    after_(head, *response);
    return begun;
  }
  return std::make_unique<FilteredBody>(std::move(std::get<std::unique_ptr<BodyWriter>>(begun)),
                                        head, after_);
}

}  // namespace helio::http
