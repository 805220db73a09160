#include "aws/sns/publish.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "base/json_members.hpp"

namespace helio::aws::sns {
namespace {

constexpr std::array<std::string_view, 6> kParameters = {
    "TopicArn", "TargetArn", "Message", "Subject", "MessageStructure", "MessageAttributes"};

tl::unexpected<Error> invalid(std::string what) {
  return fail(Errc::invalid_argument, "InvalidParameter", "Invalid parameter: " + std::move(what));
}

Result<void> check_parameters(Json const& input) {
  if (!input.is_object()) return invalid("the parameters are a JSON object");
  for (auto const& [name, value] : input.items()) {
    if (std::ranges::find(kParameters, name) == kParameters.end()) {
      return invalid(name + " is not supported here");
    }
    if (name != "MessageAttributes" && !value.is_string()) return invalid(name + " is no text");
  }
  return {};
}

Result<void> check_subject(std::string const& subject) {
  bool const plain =
      std::ranges::none_of(subject, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  if (plain && subject.size() <= kSubjectCharactersMax) return {};
  return invalid("Subject: it has at most 100 characters and no line breaks");
}

// {name: {"DataType","StringValue"}} as subscribers get them: {name: {"Type","Value"}}.
Result<Json> attributes_of(Json const& given) {
  if (given.is_null()) return given;
  if (!given.is_object()) return invalid("MessageAttributes is no object");
  Json attributes = Json::object();
  for (auto const& [name, attribute] : given.items()) {
    std::string const type = text_member(attribute, "DataType");
    bool const binary = type.starts_with("Binary");
    bool const known = binary || type.starts_with("String") || type.starts_with("Number");
    Json const& value = member(attribute, binary ? "BinaryValue" : "StringValue");
    if (!known || !value.is_string()) {
      return invalid("The message attribute '" + name +
                     "' needs a DataType of String, Number or Binary and its value");
    }
    attributes[name] = {{"Type", type}, {"Value", value}};
  }
  return attributes;
}

// The texts by protocol: with MessageStructure "json" the message has several.
Result<Json> texts_of(Json const& input) {
  std::string const message = text_member(input, "Message");
  if (message.empty()) return invalid("Empty message");
  if (message.size() > kMessageBytesMax) return invalid("Message too long");
  std::string const structure = text_member(input, "MessageStructure");
  if (structure.empty()) return Json{{"default", message}};
  if (structure != "json") return invalid("MessageStructure: it is \"json\" or left away");
  auto texts = parse_json(message, {.bytes_max = kMessageBytesMax, .depth_max = 8});
  if (!texts) return invalid("Message Structure - JSON message body failed to parse");
  if (!member(*texts, "default").is_string()) {
    return invalid("Message Structure - No default entry in JSON message body");
  }
  return texts;
}

std::string text_for(Json const& texts, std::string const& protocol) {
  std::string const own = text_member(texts, protocol);
  return own.empty() ? text_member(texts, "default") : own;
}

}  // namespace

Result<Json> publish(PublishParts const& parts, Json const& input) {
  if (auto const known = check_parameters(input); !known) return tl::unexpected(known.error());
  std::string arn = text_member(input, "TopicArn");
  if (arn.empty()) arn = text_member(input, "TargetArn");
  if (arn.empty()) return invalid("TopicArn or TargetArn must be given");
  if (!arn.starts_with("arn:aws:sns:")) {
    return invalid("TopicArn: An ARN must have at least 6 elements, not " +
                   std::to_string(std::ranges::count(arn, ':') + 1));
  }
  auto const* const subscriptions = parts.topics.find(arn);
  if (subscriptions == nullptr) return fail(Errc::not_found, "NotFound", "Topic does not exist");
  auto const texts = texts_of(input);
  if (!texts) return texts;
  auto attributes = attributes_of(member(input, "MessageAttributes"));
  if (!attributes) return attributes;
  std::string const subject = text_member(input, "Subject");
  if (auto const fits = check_subject(subject); !fits) return tl::unexpected(fits.error());
  notify::Notification notification{
      .id = parts.ids.next(),
      .kind = notify::Kind::message,
      .time = parts.clock.wall(),
      .message = notify::Message{
          .topic_arn = arn, .subject = subject, .text = {}, .attributes = *attributes}};
  for (Subscription const& subscription : *subscriptions) {
    notification.message->text = text_for(*texts, subscription.protocol);
    if (auto const told = subscription.notifier->notify(notification); !told) {
      return tl::unexpected(told.error());
    }
  }
  return Json{{"MessageId", notification.id}};
}

}  // namespace helio::aws::sns
