// usage: asl_bench [SECONDS]
// Transitions per second of the workflow interpreter by itself: no store, no tasks, no threads. One
// transition is a state entered and left. Prints a line per machine, with and without history.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include <nlohmann/json.hpp>

#include "asl/execution.hpp"
#include "asl/parse.hpp"

namespace {

using namespace helio::asl;
using Clock = std::chrono::steady_clock;

struct Machine {
  char const* name;
  char const* definition;
  int transitions;  // of one execution
};

constexpr Machine kMachines[] = {
    {"Pass, Choice, Pass with ResultPath", R"({"StartAt":"A","States":{
       "A":{"Type":"Pass","Next":"B"},
       "B":{"Type":"Choice","Choices":[
         {"Variable":"$.confidence","NumericLessThan":80,"Next":"D"},
         {"And":[{"Variable":"$.format","StringEquals":"jpeg"},
                 {"Variable":"$.size","IsPresent":true}],"Next":"C"}],"Default":"D"},
       "C":{"Type":"Pass","Parameters":{"key.$":"$.key","n":1},"ResultPath":"$.record","Next":"D"},
       "D":{"Type":"Succeed"}}})",
     4},
    {"Parallel of two branches", R"({"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,
       "Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},
                   {"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}}]}}})",
     3},
    {"Map over 8 items", R"({"StartAt":"M","States":{"M":{"Type":"Map","ItemsPath":"$.items",
       "End":true,"ItemProcessor":{"StartAt":"A","States":{
         "A":{"Type":"Pass","Parameters":{"item.$":"$"},"End":true}}}}}})",
     9}};

double per_second(Machine const& machine, bool history, double seconds) {
  auto const parsed = parse_definition(std::string_view(machine.definition));
  if (!parsed) {
    std::fprintf(stderr, "%s\n", parsed.error().message.c_str());
    std::exit(1);
  }
  auto const input =
      std::make_shared<helio::Json const>(helio::Json{{"key", "uploads/photo.jpg"},
                                                      {"format", "jpeg"},
                                                      {"confidence", 93.5},
                                                      {"size", {{"width", 1600}, {"height", 1200}}},
                                                      {"items", {1, 2, 3, 4, 5, 6, 7, 8}}});
  helio::SeededRandom random(1);
  helio::Timestamp const now{std::chrono::seconds(1'750'000'000)};
  std::int64_t transitions = 0;
  auto const start = Clock::now();
  double elapsed_s = 0;
  while (elapsed_s < seconds) {
    for (int i = 0; i < 200; ++i) {
      Execution execution(*parsed, input, {}, random, {.history = history});
      static_cast<void>(execution.start(now));
      if (execution.status() != Status::succeeded) std::exit(1);
      transitions += machine.transitions;
    }
    elapsed_s = std::chrono::duration<double>(Clock::now() - start).count();
  }
  return static_cast<double>(transitions) / elapsed_s;
}

}  // namespace

int main(int count, char** arguments) {
  double const seconds = count > 1 ? std::atof(arguments[1]) : 2;
  for (Machine const& machine : kMachines) {
    std::printf("%-36s %9.0f transitions/s, %9.0f without history\n", machine.name,
                per_second(machine, true, seconds), per_second(machine, false, seconds));
  }
}
