// Any bytes as a profile file, and as what a service answers: settings that can be read back, and
// an error that has a name and a short text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/awscloud/profile_file.hpp"
#include "adapters/awscloud/service_error.hpp"
#include "base/utf8.hpp"

namespace {

using namespace helio::awscloud;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_profiles(std::string_view text, ProfileFileKind kind) {
  auto const file = parse_profile_file(text, kind);
  if (!file) return;
  for (auto const& [name, section] : file->profiles) {
    require(!name.empty());
    for (auto const& [setting, value] : section) {
      require(!setting.empty() && value.find('\n') == std::string::npos);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view const text(reinterpret_cast<char const*>(data) + 1, size - 1);
  check_profiles(text, ProfileFileKind::config);
  check_profiles(text, ProfileFileKind::credentials);
  helio::curl::HttpResponse response;
  response.status = 300 + data[0];
  response.body = text;
  response.headers = {{"x-amzn-errortype", std::string(text.substr(0, 40))}};
  for (int i = 0; i < 2; ++i) {
    auto const error = service_error(response);
    require(!error.name.empty() && !error.message.empty());
    require(error.message.size() <= kErrorMessageBytesMax + 4 && helio::is_utf8(error.message));
    response.headers.clear();
  }
  return 0;
}
