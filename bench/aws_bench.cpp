// aws_bench: the client side of bench/aws, and the cost of a signature alone.
//
//   aws_bench --port PORT --key ID --secret SECRET [FILE…]
//
// Takes one command per line on standard input and answers each by one line of JSON, so that
// bench/aws can let servers take turns. N clients are N threads, each with a connection of its own;
// every request is signed. {"requests", "seconds", "cpu_seconds"}: cpu_seconds are this client's.
//
//   bucket NAME                 makes it; all below uses it
//   put N REQUESTS BYTES        new objects, names never used before
//   get N REQUESTS              of those put last, one after the other
//   head N REQUESTS             the same, without their bytes
//   detect-bytes N              DetectLabels of each FILE, sent along
//   store                       puts the FILEs as objects
//   detect-objects N            DetectLabels of each of them, by name
//   verify REQUESTS             in this process, no server: {…, "microseconds": of one
//   verification}
#include <atomic>
#include <charconv>
#include <ctime>
#include <functional>
#include <iostream>
#include <sstream>
#include <thread>

#include <nlohmann/json.hpp>

#include "aws/sigv4_verify.hpp"
#include "base/encoding.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "base/sha256.hpp"
#include "wire_client.hpp"

namespace helio::bench {
namespace {

constexpr std::uint64_t kFileBytesMax = 5U << 20U;
constexpr std::string_view kDetectLabels = "RekognitionService.DetectLabels";

[[noreturn]] void stop(std::string const& message) {
  std::cerr << "error: " << message << '\n';
  std::exit(1);
}

struct Body {
  std::string text, sha256;
};

Body body_of(std::string text) {
  std::string hash = sha256_hex(bytes_of(text));
  return {std::move(text), std::move(hash)};
}

double cpu_seconds() {
  return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

class OneKey final : public aws::CredentialStore {
 public:
  explicit OneKey(aws::SigningIdentity const& identity)
      : credential_{{identity.access_key_id, "arn:aws:iam::000000000000:user/bench", {}},
                    identity.secret_access_key} {}
  Result<std::optional<aws::Credential>> find(std::string_view) override { return credential_; }

 private:
  aws::Credential const credential_;
};

class Bench {
 public:
  Bench(WireTarget target, std::vector<std::string> const& files);

  Json answer(std::string const& command);

 private:
  using Each = std::function<void(WireClient&, std::size_t)>;
  // each(client, n) for n from 0 to before `requests`, by `clients` at a time.
  Json timed(std::size_t clients, std::size_t requests, Each const& each) const;
  Json put(std::size_t clients, std::size_t requests, std::size_t bytes);
  [[nodiscard]] Json read(std::string_view method, std::size_t clients, std::size_t requests) const;
  [[nodiscard]] Json detect(std::vector<Body> const& bodies, std::size_t clients) const;
  [[nodiscard]] Json store() const;
  [[nodiscard]] Json verify(std::size_t requests) const;
  [[nodiscard]] std::string path_of(std::size_t number) const {
    return "/" + bucket_ + "/o/" + std::to_string(number);
  }
  [[nodiscard]] std::string picture(std::size_t number) const {
    return "pictures/" + std::to_string(number);
  }

  WireTarget const target_;
  Body const nothing_ = body_of("");
  std::string bucket_;
  std::vector<std::string> pictures_;
  std::size_t first_ = 0, next_ = 0;  // numbers of the objects put last
};

Bench::Bench(WireTarget target, std::vector<std::string> const& files)
    : target_(std::move(target)) {
  for (auto const& file : files) {
    auto const bytes = read_file(file, kFileBytesMax);
    if (!bytes) stop(bytes.error().message);
    pictures_.emplace_back(text_of(*bytes));
  }
}

Json Bench::timed(std::size_t clients, std::size_t requests, Each const& each) const {
  SystemClock const clock;
  std::vector<std::unique_ptr<WireClient>> connected;
  for (std::size_t i = 0; i < clients; ++i) {
    connected.push_back(std::make_unique<WireClient>(target_));
  }
  std::atomic<std::size_t> next = 0;
  double const cpu_start = cpu_seconds();
  auto const start = clock.now();
  {
    std::vector<std::jthread> threads;
    for (auto& client : connected) {
      threads.emplace_back([&] {
        for (std::size_t n = next++; n < requests; n = next++) each(*client, n);
      });
    }
  }
  double const seconds = elapsed_ms(start, clock.now()) / 1000;
  return {{"requests", requests}, {"seconds", seconds}, {"cpu_seconds", cpu_seconds() - cpu_start}};
}

Json Bench::put(std::size_t clients, std::size_t requests, std::size_t bytes) {
  SystemRandom random;
  Bytes noise(bytes);
  random.fill(noise);
  Body const body = body_of(std::string(text_of(noise)));
  first_ = next_;
  next_ += requests;
  return timed(clients, requests, [&](WireClient& client, std::size_t n) {
    client.exchange({.method = "PUT",
                     .path = path_of(first_ + n),
                     .body = body.text,
                     .payload_hash = body.sha256});
  });
}

Json Bench::read(std::string_view method, std::size_t clients, std::size_t requests) const {
  std::size_t const count = next_ - first_;
  if (count == 0) stop("put comes before get and head");
  return timed(clients, requests, [&](WireClient& client, std::size_t n) {
    client.exchange(
        {.method = method, .path = path_of(first_ + n % count), .payload_hash = nothing_.sha256});
  });
}

Json Bench::detect(std::vector<Body> const& bodies, std::size_t clients) const {
  return timed(clients, bodies.size(), [&](WireClient& client, std::size_t n) {
    client.exchange({.method = "POST",
                     .path = "/",
                     .body = bodies[n].text,
                     .payload_hash = bodies[n].sha256,
                     .service = "rekognition",
                     .aws_target = kDetectLabels});
  });
}

Json Bench::store() const {
  return timed(1, pictures_.size(), [&](WireClient& client, std::size_t n) {
    client.exchange({.method = "PUT",
                     .path = "/" + bucket_ + "/" + picture(n),
                     .body = pictures_[n],
                     .payload_hash = aws::kUnsignedPayload});
  });
}

// What the server does of a PutObject's head before it takes the body.
Json Bench::verify(std::size_t requests) const {
  OneKey keys(target_.identity);
  SystemClock const clock;
  aws::SignatureVerifier const verifier(keys, clock);
  http::RequestHead head;
  head.method = "PUT";
  head.raw_path = "/bucket/o/1";
  head.headers.add("host", "127.0.0.1:8080");
  head.headers.add("content-type", "image/jpeg");
  aws::sign_headers(head, target_.identity,
                    {.time = clock.wall(), .payload_hash = nothing_.sha256});
  head.headers.add("content-length", "100000");
  double const cpu_start = cpu_seconds();
  auto const start = clock.now();
  for (std::size_t n = 0; n < requests; ++n) {
    if (!verifier.verify(head, nothing_.sha256, "s3")) stop("a good signature was refused");
  }
  double const seconds = elapsed_ms(start, clock.now()) / 1000;
  return {{"requests", requests},
          {"seconds", seconds},
          {"cpu_seconds", cpu_seconds() - cpu_start},
          {"microseconds", 1e6 * seconds / static_cast<double>(requests)}};
}

Json Bench::answer(std::string const& command) {
  std::istringstream words(command);
  std::string name;
  words >> name;
  if (name == "bucket") {
    words >> bucket_;
    return timed(1, 1, [&](WireClient& client, std::size_t) {
      client.exchange({.method = "PUT", .path = "/" + bucket_, .payload_hash = nothing_.sha256});
    });
  }
  if (name == "store") return store();
  std::size_t first = 0, requests = 0, bytes = 0;
  words >> first >> requests >> bytes;
  if (first == 0) stop("\"" + command + "\" needs a number");
  if (name == "put") return put(first, requests, bytes);
  if (name == "get") return read("GET", first, requests);
  if (name == "head") return read("HEAD", first, requests);
  if (name == "verify") return verify(first);
  std::vector<Body> bodies;
  for (std::size_t n = 0; n < pictures_.size(); ++n) {
    Json const image = name == "detect-bytes"
                           ? Json{{"Bytes", to_base64(bytes_of(pictures_[n]))}}
                           : Json{{"S3Object", {{"Bucket", bucket_}, {"Name", picture(n)}}}};
    bodies.push_back(body_of(Json{{"Image", image}}.dump()));
  }
  if (name == "detect-bytes" || name == "detect-objects") return detect(bodies, first);
  stop("there is no command \"" + command + "\"");
}

Bench bench_of(char** argv) {
  WireTarget target;
  std::vector<std::string> files;
  for (char** each = argv + 1; *each != nullptr; ++each) {
    std::string_view const text = *each;
    bool const more = each[1] != nullptr;
    if (text == "--port" && more) {
      std::string_view const port = *++each;
      std::from_chars(port.data(), port.data() + port.size(), target.port);
    } else if (text == "--key" && more) {
      target.identity.access_key_id = *++each;
    } else if (text == "--secret" && more) {
      target.identity.secret_access_key = *++each;
    } else {
      files.emplace_back(text);
    }
  }
  return {std::move(target), files};
}

}  // namespace
}  // namespace helio::bench

int main(int, char** argv) {
  helio::bench::Bench bench(helio::bench::bench_of(argv));
  for (std::string command; std::getline(std::cin, command);) {
    std::cout << bench.answer(command).dump() << std::endl;
  }
}
