// PostObject: a browser's form puts an object. The fields come first, with a policy and its
// signature; then the file, which streams into the store as PutObject's body does.
// https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
#pragma once

#include <memory>

#include "aws/credentials.hpp"
#include "aws/s3/call.hpp"
#include "base/clock.hpp"

namespace helio::aws::s3 {

struct FormContext {
  http::RequestHead const& head;
  Stores const& stores;
  Options const& options;
  CredentialStore& credentials;
  std::string bucket;
  Timestamp now;
};

// A POST to a bucket that is a form; its own fields are what is signed of it.
[[nodiscard]] bool is_form(http::RequestHead const& head);

[[nodiscard]] std::unique_ptr<http::BodyWriter> post_object(FormContext context);

}  // namespace helio::aws::s3
