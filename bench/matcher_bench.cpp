// Events matched per second of one core's time, against 1, 100 and 10,000 rules of mixed kinds;
// each event is an S3 "Object Created" of about 700 bytes that one rule in a hundred is made for.
// usage: matcher_bench [SECONDS]   prints one JSON line per number of rules.
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "events/event.hpp"
#include "events/matcher.hpp"

namespace {

using namespace helio;

// Seconds that this thread has had of a core: a busy machine does not count.
double core_s() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// The kinds take turns; number `i` names the rule's own bucket, prefix, suffix, range or block.
std::string pattern(int i) {
  std::string const n = std::to_string(i);
  std::string const who = R"("source":["aws.s3"],"detail-type":["Object Created"],"detail":)";
  switch (i % 6) {
    case 0:
      return "{" + who + R"({"object":{"key":[{"prefix":"uploads/)" + n + R"(/"}]}}})";
    case 1:
      return "{" + who + R"({"bucket":{"name":["bucket-)" + n + R"("]}}})";
    case 2:
      return "{" + who + R"({"object":{"key":[{"suffix":"-)" + n + R"(.jpg"}]}}})";
    case 3:
      return "{" + who + R"({"object":{"size":[{"numeric":[">=",)" + n + R"(000,"<",)" + n +
             "500]}]}}}";
    case 4:
      return "{" + who + R"({"source-ip-address":[{"cidr":"10.)" + std::to_string(i / 256 % 256) +
             "." + std::to_string(i % 256) + R"(.0/24"}]}})";
    default:
      return "{" + who + R"({"object":{"key":[{"wildcard":"archive/)" + n +
             R"(/*.png"}]},"reason":[{"anything-but":"CopyObject"}]}})";
  }
}

std::vector<std::string> make_events(int count) {
  std::vector<std::string> out;
  for (int i = 0; i < count; ++i) {
    std::string const n = std::to_string(i);
    events::Event event =
        events::object_created({.bucket = "photos-" + n,
                                .key = "uploads/" + n + "/2026/11/25/holiday-picture.jpg",
                                .size_bytes = 1'234'567U + static_cast<unsigned>(i),
                                .etag = "b1946ac92492d2347c6235b4d2611184",
                                .version_id = "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e",
                                .sequencer = "00617F08299329D189",
                                .request_id = "N4N7GDK58NMKJ12R",
                                .requester = "123456789012",
                                .source_ip_address = "192.168.7.13",
                                .account = "123456789012",
                                .region = "eu-central-1"});
    event.id = "01932f6c-7d00-7000-8000-00000000" + std::to_string(1000 + i % 9000);
    out.push_back(to_json(event));
  }
  return out;
}

Json measure(int rules, double seconds) {
  events::Matcher matcher;
  for (int i = 0; i < rules; ++i) {
    auto parsed = events::Pattern::parse(pattern(i));
    if (!parsed) {
      std::cerr << parsed.error().message << '\n';
      std::exit(1);
    }
    matcher.add_rule("rule-" + std::to_string(i), std::move(*parsed));
  }
  std::vector<std::string> const events = make_events(600);
  double const compile_start = core_s();
  static_cast<void>(matcher.match(events[0]));
  double const start = core_s();
  std::size_t matched = 0;
  std::size_t done = 0;
  double elapsed = 0;
  while (elapsed < seconds) {
    for (std::string const& event : events) matched += matcher.match(event)->size();
    done += events.size();
    elapsed = core_s() - start;
  }
  return {{"rules", rules},
          {"events_per_core_s", static_cast<std::int64_t>(static_cast<double>(done) / elapsed)},
          {"matches_per_event", static_cast<double>(matched) / static_cast<double>(done)},
          {"event_bytes", events[0].size()},
          {"compile_ms", (start - compile_start) * 1e3}};
}

}  // namespace

int main(int argc, char** argv) {
  double const seconds = argc > 1 ? std::atof(argv[1]) : 2.0;
  for (int const rules : {1, 100, 10'000}) std::cout << measure(rules, seconds).dump() << '\n';
  return 0;
}
