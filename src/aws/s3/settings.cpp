#include "aws/s3/settings.hpp"

#include "aws/s3/reply.hpp"

namespace helio::aws::s3 {
namespace {

Failure failure_of(Call const& call, Absent absent) {
  return Failure(Errc::not_found, absent.code, std::string(absent.message))
      .with("BucketName", call.address.bucket);
}

}  // namespace

Outcome<http::Response> answer_setting(Call const& call, std::string_view name, Absent absent) {
  auto text = call.stores.buckets.setting(call.address.bucket, name);
  if (!text) return refuse(std::move(text.error()));
  if (!*text) return refuse(failure_of(call, absent));
  http::Response response;
  response.headers.add("content-type", "application/xml");
  response.body = **std::move(text);
  return response;
}

Outcome<http::Response> keep_setting(Call const& call, std::string_view name, XmlWriter document) {
  auto const kept = call.stores.buckets.set_setting(call.address.bucket, name,
                                                    std::optional(std::move(document).finish()));
  if (!kept) return refuse(kept.error());
  return http::Response{};
}

Outcome<http::Response> drop_setting(Call const& call, std::string_view name) {
  auto const dropped = call.stores.buckets.set_setting(call.address.bucket, name, std::nullopt);
  if (!dropped) return refuse(dropped.error());
  http::Response response;
  response.status = 204;
  return response;
}

Outcome<http::Response> answer_fixed(Call const& call, XmlWriter document) {
  auto const bucket = call.stores.buckets.bucket(call.address.bucket);
  if (!bucket) return refuse(bucket.error());
  return xml_response(std::move(document));
}

Outcome<http::Response> answer_absent(Call const& call, Absent absent) {
  auto const bucket = call.stores.buckets.bucket(call.address.bucket);
  if (!bucket) return refuse(bucket.error());
  return refuse(failure_of(call, absent));
}

}  // namespace helio::aws::s3
