// GET /events/stream: the live feed as server-sent events.
//
// A client that comes back sends the last id it saw (Last-Event-ID, as browsers do by themselves,
// or ?last_event_id=) and gets what it missed. What the ring no longer holds it learns by an event
// "missed": then it reads GET /results anew, which is where everything stands for good.
#include <charconv>

#include "api/query.hpp"
#include "api/resources.hpp"
#include "http/sse.hpp"

namespace helio::api {
namespace {

// Bounds what one step of a feed holds in memory.
constexpr std::size_t kEventsPerStep = 32;
// How long a browser waits before it comes back.
constexpr std::string_view kHello = "retry: 2000\n: connected\n\n";

class LiveEvents final : public http::EventFeed {
 public:
  LiveEvents(notify::LiveFeed& feed, std::optional<std::uint64_t> last_id)
      : feed_(feed), last_id_(last_id.value_or(feed.last_id())) {}

  std::string next() override {
    std::string bytes;
    if (!greeted_) bytes = kHello;
    auto const page = feed_.since(last_id_, kEventsPerStep);
    if (page.missed) bytes += http::sse_event({}, "missed", "{}");
    if (page.missed && page.events.empty()) last_id_ = feed_.last_id();
    for (auto const& event : page.events) {
      bytes += http::sse_event(std::to_string(event.id), event.type, *event.data);
      last_id_ = event.id;
    }
    greeted_ = true;
    return bytes;
  }

  void on_ready(std::function<void()> wake) override {
    subscription_ = feed_.subscribe(std::move(wake));
  }

 private:
  notify::LiveFeed& feed_;
  std::uint64_t last_id_;
  bool greeted_ = false;
  std::unique_ptr<notify::LiveFeed::Subscription> subscription_;
};

// An id that is no number was never given by the feed: older than all it holds.
std::optional<std::uint64_t> last_id_of(http::RequestHead const& head) {
  auto text = head.headers.get("Last-Event-ID");
  if (!text || text->empty()) text = value_of(head, "last_event_id");
  if (!text) return std::nullopt;
  std::uint64_t id = 0;
  auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), id);
  return error == std::errc() && end == text->data() + text->size() ? id : 0;
}

}  // namespace

Routes event_stream_routes(Parts const& parts) {
  auto const get = [&parts](http::RequestHead const& head,
                            http::PathParameters const&) -> http::Begun {
    http::Response response;
    response.headers.add("Content-Type", "text/event-stream");
    response.headers.add("Cache-Control", "no-store");
    response.headers.add("X-Accel-Buffering", "no");  // nginx would hold events back
    response.feed = std::make_unique<LiveEvents>(parts.feed, last_id_of(head));
    return response;
  };
  return {{"GET", "/events/stream", get}};
}

}  // namespace helio::api
