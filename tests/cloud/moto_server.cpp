#include "moto_server.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/curl/http_client.hpp"

namespace helio::cloud {
namespace {

// The environment without what would be preloaded into Python or change where boto3 looks.
std::array<char*, 3> plain_environment() {
  static std::string path = "PATH=/usr/bin:/bin";
  static std::string home = "HOME=/nonexistent";
  return {path.data(), home.data(), nullptr};
}

std::string read_line(int from) {
  std::string line;
  char c = 0;
  while (::read(from, &c, 1) == 1 && c != '\n') line += c;
  return line;
}

}  // namespace

MotoServer& MotoServer::shared() {
  static MotoServer server;
  return server;
}

MotoServer::MotoServer() {
  std::array<int, 2> input{};
  std::array<int, 2> output{};
  if (::pipe(input.data()) != 0 || ::pipe(output.data()) != 0) std::abort();
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input[0], 0);
  posix_spawn_file_actions_adddup2(&actions, output[1], 1);
  for (int const other : {input[0], input[1], output[0], output[1]}) {
    posix_spawn_file_actions_addclose(&actions, other);
  }
  std::string python = HELIO_TEST_PYTHON;
  std::string script = HELIO_MOTO_SCRIPT;
  std::array<char*, 3> arguments = {python.data(), script.data(), nullptr};
  auto environment = plain_environment();
  int const failed = ::posix_spawn(&process_, python.c_str(), &actions, nullptr, arguments.data(),
                                   environment.data());
  posix_spawn_file_actions_destroy(&actions);
  ::close(input[0]);
  ::close(output[1]);
  input_ = input[1];
  std::string const port = failed == 0 ? read_line(output[0]) : "";
  ::close(output[0]);
  if (port.empty()) {
    std::fprintf(stderr, "moto does not start: does %s have it? ./test installs it.\n",
                 python.c_str());
    std::abort();
  }
  url_ = "http://127.0.0.1:" + port;
}

MotoServer::~MotoServer() {
  ::close(input_);
  int status = 0;
  ::waitpid(process_, &status, 0);
}

void MotoServer::reset() const {
  auto const done = curl::HttpClient().send({.method = "POST", .url = url_ + "/moto-api/reset"});
  if (!done || done->status != 200) std::abort();
}

}  // namespace helio::cloud
