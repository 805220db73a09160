#include "adapters/awscloud/topic_notifier.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/json_dump.hpp"
#include "base/json_members.hpp"
#include "http/uri.hpp"

namespace helio::awscloud {
namespace {

constexpr std::size_t kSubjectCharactersMax = 100;
constexpr std::size_t kAttributesMax = 10;  // of a message

// Empty: SNS would refuse it.
std::string subject_of(notify::Notification const& notification) {
  std::string subject;
  for (char const c : notify::summary(notification)) {
    // Of a character that is not ASCII its bytes become one sign.
    if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U) continue;
    subject += c >= ' ' && c <= '~' ? c : '?';
  }
  subject.resize(std::min(subject.size(), kSubjectCharactersMax));
  auto const first = subject.find_first_not_of(' ');
  return first == std::string::npos ? std::string() : subject.substr(first);
}

struct Attribute {
  std::string name, type, value;
};

std::vector<Attribute> attributes_of(notify::Notification const& notification) {
  std::vector<Attribute> attributes;
  if (!notification.message) {
    return {{"type", "String", std::string(notify::to_string(notification.kind))},
            {"status", "String", std::string(results::to_string(notification.record.status))}};
  }
  if (!notification.message->attributes.is_object()) return attributes;
  for (auto const& [name, value] : notification.message->attributes.items()) {
    if (attributes.size() == kAttributesMax) break;
    attributes.push_back({name, text_member(value, "Type"), text_member(value, "Value")});
  }
  return attributes;
}

void add_attributes(http::QueryParameters& form, std::vector<Attribute> const& attributes) {
  int number = 0;
  for (auto const& [name, type, value] : attributes) {
    std::string const entry = "MessageAttributes.entry." + std::to_string(++number) + ".";
    form.emplace_back(entry + "Name", name);
    form.emplace_back(entry + "Value.DataType", type);
    form.emplace_back(
        entry + (type.starts_with("Binary") ? "Value.BinaryValue" : "Value.StringValue"), value);
  }
}

}  // namespace

Result<void> TopicNotifier::notify(notify::Notification const& notification) {
  std::string text = notification.message ? notification.message->text
                                          : dump_json(notify::notification_json(notification));
  if (text.size() > kMessageBytesMax) {
    return fail(Errc::too_large, "MessageTooLong",
                "A message to SNS has at most 256 KiB; publish a reference instead.");
  }
  http::QueryParameters form = {{"Action", "Publish"},
                                {"Version", "2010-03-31"},
                                {"TopicArn", topic_arn_},
                                {"Message", std::move(text)}};
  std::string subject = subject_of(notification);
  if (!subject.empty()) form.emplace_back("Subject", std::move(subject));
  add_attributes(form, attributes_of(notification));
  if (topic_arn_.ends_with(".fifo")) {
    std::string const& image = notification.record.image_id;
    form.emplace_back("MessageGroupId", image.empty() ? notification.id : image);
    form.emplace_back("MessageDeduplicationId", notification.id);
  }
  Call call{.service = kSns};
  call.headers = {{"content-type", "application/x-www-form-urlencoded; charset=utf-8"}};
  call.body = http::query_text(form);
  auto const response = client_.send(call);
  if (!response) return tl::unexpected(response.error());
  return {};
}

}  // namespace helio::awscloud
