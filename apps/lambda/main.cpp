// heliograph-lambda: one of the six functions, as AWS Lambda's custom runtime (docs/lambda.md).
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/allocator.hpp"
#include "base/clock.hpp"
#include "base/log.hpp"
#include "lambda/http_runtime_api.hpp"
#include "lambda/runtime.hpp"
#include "lambda/shutdown.hpp"
#include "lambda/variables.hpp"
#include "lambda/wiring.hpp"

namespace helio::lambda {
namespace {

// A line is out before Lambda freezes the process.
void print_line(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  if (!line.ends_with('\n')) std::fputc('\n', stdout);
  std::fflush(stdout);
}

Result<std::unique_ptr<Wiring>> wire_without_exceptions(Variables const& variables) {
  try {
    return Wiring::open(variables);
  } catch (std::exception const& error) {
    return fail(Errc::internal, "Runtime.Unknown", "The function could not start.", error.what());
  }
}

int serve() {
  Variables const variables([](char const* name) { return std::getenv(name); });
  log::set_sink(print_line);
  log::set_level(log_level(variables));
  auto const address = variables.text("AWS_LAMBDA_RUNTIME_API");
  if (!address) {
    std::fputs("heliograph-lambda runs in AWS Lambda, which sets AWS_LAMBDA_RUNTIME_API.\n",
               stderr);
    return 2;
  }
  SystemClock const clock;
  HttpRuntimeApi api(*address, clock);
  auto const wired = wire_without_exceptions(variables);
  if (!wired) {
    log::error("The function could not start.", log::fields_of(wired.error()));
    auto const told = api.report_init_failure(failure_report(wired.error()));
    if (!told) log::error("Nobody could be told.", log::fields_of(told.error()));
    return 1;
  }
  Runtime runtime(api, (*wired)->function(), clock, print_line, {.level = log_level(variables)});
  auto const ended = runtime.run(stopped_by_sigterm());
  if (!ended) log::error("The Runtime API is gone.", log::fields_of(ended.error()));
  return ended ? 0 : 1;
}

}  // namespace
}  // namespace helio::lambda

int main(int count, char** words) {
  helio::return_freed_memory();
  // A container image has the function's name as its command.
  char const* const handler = std::getenv("_HANDLER");
  if (count > 1 && (handler == nullptr || *handler == '\0')) setenv("_HANDLER", words[1], 1);
  return helio::lambda::serve();
}
