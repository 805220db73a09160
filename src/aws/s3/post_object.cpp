#include "aws/s3/post_object.hpp"

#include <algorithm>
#include <optional>

#include "aws/form_signature.hpp"
#include "aws/s3/authorize.hpp"
#include "aws/s3/object_headers.hpp"
#include "aws/s3/object_lock.hpp"
#include "aws/s3/post_policy.hpp"
#include "aws/s3/reply.hpp"
#include "aws/s3/tag_set.hpp"
#include "aws/s3/unsupported.hpp"
#include "base/encoding.hpp"
#include "http/etag.hpp"
#include "http/form_data.hpp"
#include "http/text.hpp"
#include "http/uri.hpp"

namespace helio::aws::s3 {
namespace {

constexpr std::size_t kFieldBytesMax = 64 * 1024;  // names and values of all fields; S3 takes 20 KB
constexpr std::string_view kFileName = "${filename}";

Failure too_large(std::uint64_t bytes_max) {
  return Failure(Errc::too_large, "EntityTooLarge",
                 "Your proposed upload exceeds the maximum allowed size")
      .with("MaxSizeAllowed", std::to_string(bytes_max));
}

// The failure of the form itself, rather than of what a sink says.
Failure form_failure(Error error) {
  if (error.name == "MalformedForm") error.name = "MalformedPOSTRequest";
  return Failure(std::move(error));
}

class Form final : public http::BodyWriter, private http::FormSink {
 public:
  Form(FormContext context, std::string const& boundary)
      : context_(std::move(context)), parser_(boundary, *this) {}

  std::optional<http::Response> write(BytesView piece) override {
    auto const taken = parser_.write(piece);
    if (taken) return std::nullopt;
    return finished(context_.head, refuse(failure_of(taken.error())));
  }

  http::Response finish() override {
    auto const whole = parser_.finish();
    if (!whole) return finished(context_.head, refuse(failure_of(whole.error())));
    return finished(context_.head, commit());
  }

  std::optional<http::Response> cut_off(http::BodyEnd why) override {
    return cut_off_response(context_.head, why);
  }

 private:
  Result<void> begin_part(http::FormPart part) override {
    name_ = http::lower(part.name);
    in_file_ = name_ == "file" && !upload_;
    if (!in_file_) return check_once();
    if (part.file_name) replace_file_name(*part.file_name);
    auto failure = begin_upload();
    if (!failure) return {};
    auto error = failure->error;
    failure_ = *std::move(failure);
    return tl::unexpected<Error>(std::move(error));
  }

  Result<void> write_part(BytesView piece) override {
    if (!in_file_) return add_to_field(piece);
    size_bytes_ += piece.size();
    if (size_bytes_ <= size_.most) return upload_->write(piece);
    failure_ = too_large(size_.most);
    return tl::unexpected<Error>(failure_->error);
  }

  Result<void> end_part() override {
    in_file_ = false;
    return {};
  }

  Result<void> check_once() {
    if (upload_ || !fields_.contains(name_)) return {};
    return fail(Errc::invalid_argument, "InvalidArgument",
                "The field " + name_.substr(0, 64) + " stands twice in the form.");
  }

  // What comes after the file is not looked at, as S3 says.
  Result<void> add_to_field(BytesView piece) {
    if (upload_) return {};
    std::string& value = fields_[name_];
    field_bytes_ += piece.size() + (value.empty() ? name_.size() : 0);
    if (field_bytes_ > kFieldBytesMax) {
      return fail(Errc::too_large, "MaxPostPreDataLengthExceededError",
                  "Your POST request fields preceding the upload file were too large.");
    }
    value += text_of(piece);
    return {};
  }

  void replace_file_name(std::string const& file_name) {
    for (auto& [name, value] : fields_) {
      auto const at = value.find(kFileName);
      if (at != std::string::npos) value.replace(at, kFileName.size(), file_name);
    }
  }

  Failure failure_of(Error const& error) {
    return failure_ ? *std::exchange(failure_, std::nullopt) : form_failure(error);
  }

  [[nodiscard]] std::string const* field(std::string_view name) const {
    auto const found = fields_.find(name);
    return found == fields_.end() ? nullptr : &found->second;
  }

  // All fields are there, and nothing of the file is.
  std::optional<Failure> begin_upload() {
    auto const* const key = field("key");
    if (key == nullptr || key->empty()) {
      return Failure(Errc::invalid_argument, "InvalidArgument",
                     "Bucket POST must contain a field named 'key'. If it is specified, please "
                     "check the order of the fields.");
    }
    auto verified = verify_form(fields_, context_.credentials);
    if (!verified) return std::move(verified.error());
    auto covered = fields_;
    covered["bucket"] = context_.bucket;
    auto const size = check_policy(*field("policy"), covered, context_.now);
    if (!size) return Failure(size.error());
    size_ = *size;
    Call const call = call_of(*key, *std::move(verified));
    if (!allows(call.verified.identity.grant, Access::write, {context_.bucket, *key})) {
      return Failure(Errc::forbidden, "AccessDenied",
                     "The access key that signed the policy does not allow this object.");
    }
    if (auto failure = unsupported_header(call.headers, context_.options)) return failure;
    size_.most = std::min(
        {size_.most, context_.options.object_bytes_max, call.upload_limit().value_or(UINT64_MAX)});
    return open(call);
  }

  // The fields are to a form what headers are to a PUT.
  [[nodiscard]] Call call_of(std::string const& key, Verified verified) const {
    Call call{.head = context_.head,
              .headers = {},
              .stores = context_.stores,
              .options = context_.options,
              .address = {context_.bucket, key},
              .payload = {},
              .verified = std::move(verified),
              .now = context_.now};
    for (auto const& [name, value] : fields_) {
      if (name == "acl") {
        call.headers.add("x-amz-acl", value);
      } else {
        call.headers.add(name, value);
      }
    }
    return call;
  }

  std::optional<Failure> open(Call const& call) {
    auto const* const tagging = field("tagging");
    auto tags = tagging == nullptr ? Result<objects::Metadata>(objects::Metadata())
                                   : parse_tagging(*tagging, objects::kObjectTagsMax);
    if (!tags) return Failure(std::move(tags.error()));
    auto const lock = lock_of(call);
    if (!lock) return Failure(lock.error());
    auto checksums = checksums_of(call);
    if (!checksums) return Failure(std::move(checksums.error()));
    auto metadata = metadata_of(call);
    objects::PutOptions options{.content_type = std::move(metadata.content_type),
                                .system_metadata = std::move(metadata.system),
                                .user_metadata = std::move(metadata.user),
                                .size_bytes = {},
                                .checksums = *std::move(checksums),
                                .tags = *std::move(tags),
                                .lock = *lock,
                                .origin = call.origin("POST Object")};
    auto upload = context_.stores.objects.put(context_.bucket, *field("key"), std::move(options));
    if (!upload) return Failure(std::move(upload.error()));
    upload_ = *std::move(upload);
    return std::nullopt;
  }

  Outcome<http::Response> commit() {
    if (!upload_) {
      return refuse(Errc::invalid_argument, "InvalidArgument",
                    "POST requires exactly one file upload per request.");
    }
    if (size_bytes_ < size_.least) {
      return refuse(Failure(Errc::invalid_argument, "EntityTooSmall",
                            "Your proposed upload is smaller than the minimum allowed size")
                        .with("ProposedSize", std::to_string(size_bytes_))
                        .with("MinSizeAllowed", std::to_string(size_.least)));
    }
    auto const stored = upload_->commit();
    if (!stored) return refuse(stored.error());
    return answer(*stored);
  }

  [[nodiscard]] std::string location(objects::ObjectInfo const& stored) const {
    return std::string(context_.head.tls ? "https://" : "http://") +
           std::string(context_.head.headers.get("host").value_or("")) + "/" + stored.bucket + "/" +
           http::percent_encode(stored.key, "/");
  }

  [[nodiscard]] http::Response answer(objects::ObjectInfo const& stored) const {
    http::Response response;
    auto const* redirect = field("success_action_redirect");
    if (redirect == nullptr) redirect = field("redirect");
    auto const* const status = field("success_action_status");
    std::string const etag = http::quoted_etag(stored.etag);
    if (redirect != nullptr && is_url(*redirect)) {
      response.status = 303;
      char const joint = redirect->find('?') == std::string::npos ? '?' : '&';
      response.headers.add("location", *redirect + joint +
                                           "bucket=" + http::percent_encode(stored.bucket) +
                                           "&key=" + http::percent_encode(stored.key) +
                                           "&etag=" + http::percent_encode(etag));
    } else if (status != nullptr && *status == "201") {
      XmlWriter xml("PostResponse", XmlWriter::Namespace::none);
      xml.text("Location", location(stored)).text("Bucket", stored.bucket);
      xml.text("Key", stored.key).text("ETag", etag);
      response = xml_response(std::move(xml));
      response.status = 201;
    } else {
      response.status = status != nullptr && *status == "200" ? 200 : 204;
    }
    if (response.status != 303) response.headers.add("location", location(stored));
    response.headers.add("etag", etag);
    add_version(response.headers, stored);
    add_checksums(response.headers, stored.checksums);
    response.headers.add("x-amz-server-side-encryption", "AES256");
    return response;
  }

  // That a browser may be sent to, and that forges no header line.
  static bool is_url(std::string_view text) {
    bool const web = text.starts_with("http://") || text.starts_with("https://");
    return web && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
  }

  FormContext context_;
  http::FormDataParser parser_;
  FormFields fields_;
  std::size_t field_bytes_ = 0;
  std::string name_;  // of the part under way
  bool in_file_ = false;
  SizeRange size_;
  std::uint64_t size_bytes_ = 0;
  std::unique_ptr<objects::Upload> upload_;
  std::optional<Failure> failure_;  // what a sink's error is, with its elements
};

}  // namespace

bool is_form(http::RequestHead const& head) {
  return head.method == "POST" && !head.headers.get("authorization") &&
         http::form_boundary(head.headers.get("content-type").value_or("")).has_value();
}

std::unique_ptr<http::BodyWriter> post_object(FormContext context) {
  auto const type = context.head.headers.get("content-type").value_or("");
  auto const boundary = http::form_boundary(type).value_or("");
  return std::make_unique<Form>(std::move(context), boundary);
}

}  // namespace helio::aws::s3
