#include "lambda/wiring.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "adapters/awscloud/cloud.hpp"
#include "adapters/awscloud/image_analyzer.hpp"
#include "adapters/awscloud/object_store.hpp"
#include "adapters/awscloud/result_store.hpp"
#include "adapters/awscloud/topic_notifier.hpp"
#include "adapters/awscloud/url_signer.hpp"
#include "base/encoding.hpp"
#include "base/ids.hpp"
#include "base/random.hpp"
#include "functions/image_processor.hpp"
#include "functions/notification_handler.hpp"
#include "functions/presigned_url_generator.hpp"
#include "functions/rekognition_analyzer.hpp"
#include "functions/result_saver.hpp"
#include "functions/result_viewer.hpp"
#include "lambda/local_analyzer.hpp"
#include "notify/fan_out.hpp"
#include "results/cursor.hpp"

namespace helio::lambda {

// In the order in which they are made of each other.
struct Wiring::Parts {
  explicit Parts(std::unique_ptr<awscloud::Cloud> opened)
      : cloud(std::move(opened)), objects(cloud->client()), signer(cloud->client()) {}

  Result<void> open_results(Variables const& variables);
  Result<void> make_presigned_url_generator(Variables const& variables);
  Result<void> make_image_processor(Variables const& variables);
  Result<void> make_rekognition_analyzer(Variables const& variables);
  Result<void> make_result_saver(Variables const& variables);
  Result<void> make_notification_handler(Variables const& variables);
  Result<void> make_result_viewer(Variables const& variables);

  SystemClock clock;
  SystemRandom random;
  IdGenerator ids{clock, random};
  std::unique_ptr<awscloud::Cloud> cloud;
  awscloud::ObjectStore objects;
  awscloud::UrlSigner signer;
  std::unique_ptr<awscloud::ResultStore> results;
  std::unique_ptr<results::Cursors> cursors;
  std::unique_ptr<functions::ImageAnalyzer> analyzer;
  std::unique_ptr<awscloud::TopicNotifier> topic;
  notify::FanOut channels;
  std::unique_ptr<functions::Function> function;
};

namespace {

constexpr std::chrono::milliseconds kAnswerTime{500};  // kept of an invocation's, to report
constexpr std::int64_t kDaysMax = 36'500;
constexpr std::int64_t kExpiryMax = 604'800;  // of a presigned URL: a week

// What AWS's services take too long for is an error with a name, and not Lambda's end of the
// process.
class InTime final : public functions::Function {
 public:
  InTime(std::unique_ptr<functions::Function> inner, awscloud::Client& client)
      : inner_(std::move(inner)), client_(client) {}

  [[nodiscard]] std::string_view name() const noexcept override { return inner_->name(); }
  Result<Json> handle(Json const& event, functions::Context const& context) override {
    client_.end_calls_by(context.deadline() - kAnswerTime);
    return inner_->handle(event, context);
  }

 private:
  const std::unique_ptr<functions::Function> inner_;
  awscloud::Client& client_;
};

Result<bool> flag(Variables const& variables, char const* name, bool otherwise) {
  auto const text = variables.text(name);
  if (!text) return otherwise;
  if (*text == "true" || *text == "false") return *text == "true";
  return invalid_configuration(std::string("The environment variable ") + name +
                               " is \"true\" or \"false\".");
}

}  // namespace

Result<void> Wiring::Parts::open_results(Variables const& variables) {
  auto table = variables.required("RESULTS_TABLE");
  if (!table) return fail(table);
  results = std::make_unique<awscloud::ResultStore>(
      cloud->client(), awscloud::ResultStoreOptions{.table = std::move(*table)});
  return {};
}

Result<void> Wiring::Parts::make_presigned_url_generator(Variables const& variables) {
  auto bucket = variables.required("IMAGE_BUCKET");
  if (!bucket) return fail(bucket);
  auto const expiry = variables.number("UPLOAD_URL_EXPIRY", 900, 1, kExpiryMax);
  if (!expiry) return tl::unexpected(expiry.error());
  function = std::make_unique<functions::PresignedUrlGenerator>(signer, ids, std::move(*bucket),
                                                                std::chrono::seconds(*expiry));
  return {};
}

Result<void> Wiring::Parts::make_image_processor(Variables const& variables) {
  if (auto opened = open_results(variables); !opened) return opened;
  function = std::make_unique<functions::ImageProcessor>(objects, *results, clock);
  return {};
}

Result<void> Wiring::Parts::make_rekognition_analyzer(Variables const& variables) {
  auto bucket = variables.text("DERIVED_BUCKET");
  if (!bucket) bucket = variables.text("IMAGE_BUCKET");
  if (!bucket) return invalid_configuration("The function needs DERIVED_BUCKET or IMAGE_BUCKET.");
  std::string const kind = variables.text("ANALYZER").value_or("rekognition");
  auto const from_s3 = flag(variables, "REKOGNITION_FROM_S3", true);
  if (!from_s3) return tl::unexpected(from_s3.error());
  if (kind == "models") {
    auto made = make_local_analyzer(variables, objects);
    if (!made) return fail(made);
    analyzer = std::move(*made);
  } else if (kind == "rekognition") {
    analyzer = std::make_unique<awscloud::ImageAnalyzer>(
        cloud->client(), objects, clock, awscloud::ImageAnalyzerOptions{.from_s3 = *from_s3});
  } else {
    return invalid_configuration("ANALYZER is \"rekognition\" or \"models\".");
  }
  function = std::make_unique<functions::RekognitionAnalyzer>(
      *analyzer, objects, functions::SpillOptions{.bucket = std::move(*bucket)});
  return {};
}

Result<void> Wiring::Parts::make_result_saver(Variables const& variables) {
  if (auto opened = open_results(variables); !opened) return opened;
  auto const days = variables.number("RETENTION_DAYS", 0, 0, kDaysMax);
  if (!days) return tl::unexpected(days.error());
  std::optional<std::chrono::days> keep_for;
  if (*days > 0) keep_for = std::chrono::days(*days);
  function = std::make_unique<functions::ResultSaver>(*results, objects, clock, keep_for);
  return {};
}

// The live feed is of a running server: here nobody listens to it.
Result<void> Wiring::Parts::make_notification_handler(Variables const& variables) {
  auto arn = variables.required("NOTIFICATION_TOPIC_ARN");
  if (!arn) return fail(arn);
  topic = std::make_unique<awscloud::TopicNotifier>(cloud->client(), std::move(*arn));
  channels.add("subscribers", "sns", *topic);
  function = std::make_unique<functions::NotificationHandler>(channels, clock);
  return {};
}

// Without a secret a cursor is still bound to its question, but anybody could make one up: all
// there is to win is another page of what they may read anyway.
Result<void> Wiring::Parts::make_result_viewer(Variables const& variables) {
  if (auto opened = open_results(variables); !opened) return opened;
  std::string const secret =
      variables.text("CURSOR_SECRET").value_or("cursors of " + *variables.text("RESULTS_TABLE"));
  BytesView const bytes = bytes_of(secret);
  cursors = std::make_unique<results::Cursors>(Bytes(bytes.begin(), bytes.end()));
  function = std::make_unique<functions::ResultViewer>(*results, *cursors);
  return {};
}

Wiring::Wiring(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Wiring::~Wiring() = default;
functions::Function& Wiring::function() { return *parts_->function; }

Result<std::unique_ptr<Wiring>> Wiring::open(Variables const& variables) {
  struct Maker {
    std::string_view name;
    Result<void> (Parts::*make)(Variables const&);
  };
  static constexpr std::array<Maker, 6> kMakers = {{
      {"presigned_url_generator", &Parts::make_presigned_url_generator},
      {"image_processor", &Parts::make_image_processor},
      {"rekognition_analyzer", &Parts::make_rekognition_analyzer},
      {"result_saver", &Parts::make_result_saver},
      {"notification_handler", &Parts::make_notification_handler},
      {"result_viewer", &Parts::make_result_viewer},
  }};
  std::string const handler = variables.text("_HANDLER").value_or("");
  auto const* const maker = std::ranges::find(kMakers, handler, &Maker::name);
  if (maker == kMakers.end()) {
    return fail(Errc::invalid_argument, "Runtime.NoSuchHandler",
                "There is no function \"" + handler +
                    "\"; the handler is one of the six, such as \"image_processor\".");
  }
  auto cloud = awscloud::Cloud::open(variables.environment());
  if (!cloud) return fail(cloud);
  auto parts = std::make_unique<Parts>(std::move(*cloud));
  if (auto made = ((*parts).*(maker->make))(variables); !made) return fail(made);
  parts->function = std::make_unique<InTime>(std::move(parts->function), parts->cloud->client());
  return std::unique_ptr<Wiring>(new Wiring(std::move(parts)));
}

}  // namespace helio::lambda
