#include "helio/upload_command.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/json_members.hpp"
#include "helio/image_files.hpp"
#include "helio/in_order.hpp"
#include "helio/progress.hpp"
#include "helio/report_json.hpp"
#include "helio/result_text.hpp"
#include "helio/server_client.hpp"
#include "helio/terminal.hpp"
#include "helio/terminal_text.hpp"
#include "image/probe.hpp"

namespace helio::cli {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kSideBySide = 4;
constexpr std::uint64_t kImageBytesMax = 100'000'000;
constexpr auto kWaitMax = 120s;
constexpr auto kPollMax = 500ms;

struct Uploaded {
  std::string image_id;
  Json answer;  // the upload's, or with --wait the result's record
};

// One upload: asks for a URL, sends the bytes there, and waits where that is wanted.
class Uploader {
 public:
  explicit Uploader(UploadArguments const& arguments)
      : arguments_(arguments), client_(arguments.server) {}

  Result<Uploaded> upload(ImageFile const& file) {
    if (file.error) return tl::unexpected<Error>(*file.error);
    auto const bytes = read_image(file, kImageBytesMax);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    auto const format = image::sniff(*bytes);
    if (!format) {
      return fail(Errc::invalid_argument, "InvalidImageFormat",
                  file.path.string() + " is none of the image formats that are analysed.");
    }
    Json wish = {{"fileName", file.path.filename().string()},
                 {"fileType", image::media_type(*format)}};
    if (!arguments_.user.empty()) wish["userId"] = arguments_.user;
    auto permit = client_.post("/upload-url", wish);
    if (!permit) return tl::unexpected<Error>(permit.error());
    if (auto const sent = send(*bytes, *permit); !sent) return tl::unexpected<Error>(sent.error());
    Uploaded uploaded{permit->value("imageId", ""), std::move(*permit)};
    uploaded.answer.erase("uploadUrl");  // it is used up, and a secret while it was not
    uploaded.answer.erase("headers");
    if (!arguments_.wait) return uploaded;
    auto record = wait_for(uploaded.image_id);
    if (!record) return tl::unexpected<Error>(record.error());
    uploaded.answer = std::move(*record);
    return uploaded;
  }

 private:
  Result<void> send(Bytes const& bytes, Json const& permit) {
    curl::HttpRequest put{.method = "PUT", .url = permit.value("uploadUrl", "")};
    put.body.assign(reinterpret_cast<char const*>(bytes.data()), bytes.size());
    put.timeout = 10min;
    auto const headers = permit.find("headers");
    if (headers != permit.end()) {
      for (auto const& [name, value] : headers->items()) {
        put.headers.emplace_back(name, value.is_string() ? value.get<std::string>() : "");
      }
    }
    put.on_progress = [](std::uint64_t /*sent*/) { return !stopped(); };
    auto const response = client_.send(put);
    if (!response) return tl::unexpected<Error>(response.error());
    if (response->status >= 300) return tl::unexpected<Error>(error_of(*response));
    return {};
  }

  // Asks again and again, ever less often: an answer comes within a second, a busy server takes its
  // time. A record that is not there yet is one that has not begun.
  Result<Json> wait_for(std::string const& image_id) {
    SystemClock const clock;
    auto const give_up = clock.now() + kWaitMax;
    auto pause = 20ms;
    while (clock.now() < give_up && !stopped()) {
      auto record = client_.get("/results/" + image_id);
      if (record && record->value("status", "") != "PROCESSING") return record;
      if (!record && record.error().code != Errc::not_found) return record;
      std::this_thread::sleep_for(pause);
      pause = std::min<std::chrono::milliseconds>(pause * 2, kPollMax);
    }
    return fail(Errc::timed_out, "ResultTimeout",
                fmt::format("The result of {} is not there yet; ask later with "
                            "`helio results {}`.",
                            image_id, image_id));
  }

  UploadArguments const& arguments_;
  ServerClient client_;
};

// What was waited for: a result, or the word that there is none.
bool came_through(Uploaded const& uploaded, bool waited) {
  if (!waited) return true;
  auto const status = text_member(uploaded.answer, "status");
  return status != "REJECTED" && status != "FAILED";
}

std::string uploaded_text(ImageFile const& file, Uploaded const& uploaded, bool json, bool wait,
                          TableStyle style) {
  if (json) return to_text(uploaded.answer, -1) + "\n";
  if (wait) return result_table(uploaded.answer, style) + "\n";
  return fmt::format("{}  {}\n", uploaded.image_id, printable(file.path.string()));
}

}  // namespace

ExitStatus run_upload(UploadArguments const& arguments) {
  auto const files = find_images(arguments.files);
  auto const terminal = Terminal::look();
  TableStyle const style{.columns = terminal.columns, .colour = terminal.colour};
  stop_on_signals();
  SystemClock const clock;
  auto const start = clock.now();
  Progress progress{.total = files.size()};
  ProgressBar bar(files.size(), terminal.stderr_is_terminal && files.size() > 1, terminal.columns);
  Uploader uploader(arguments);
  WorkerPool pool({.name = "upload", .threads = kSideBySide, .queue_max = kSideBySide * 2});
  in_order<Result<Uploaded>>(
      pool, files.size(), kSideBySide, [&](std::size_t i) { return uploader.upload(files[i]); },
      [&](std::size_t i, Result<Uploaded> uploaded) {
        bar.clear();
        ++progress.done;
        if (uploaded) {
          (void)print(
              uploaded_text(files[i], *uploaded, arguments.server.json, arguments.wait, style));
          if (!came_through(*uploaded, arguments.wait)) ++progress.failed;
        } else {
          ++progress.failed;
          std::fputs(error_table(files[i].path.string(), uploaded.error(), {}).c_str(), stderr);
        }
        progress.elapsed_s = elapsed_ms(start, clock.now()) / 1000;
        bar.draw(progress);
        return !stopped();
      });
  bar.clear();
  if (stopped()) return kInterrupted;
  return progress.failed == 0 ? kDone : kSomeFailed;
}

}  // namespace helio::cli
