#include "objects/store_errors.hpp"

#include <string>

namespace helio::objects {

tl::unexpected<Error> no_such_bucket(std::string_view bucket) {
  return fail(Errc::not_found, "NoSuchBucket",
              "There is no bucket " + std::string(bucket) + "; make it first.");
}

tl::unexpected<Error> no_such_object(ObjectId const& id) {
  if (id.version_id) {
    return fail(Errc::not_found, "NoSuchVersion",
                "The key " + id.key + " has no version " + *id.version_id + ".");
  }
  return fail(Errc::not_found, "NoSuchKey", "The key " + id.key + " does not exist.");
}

tl::unexpected<Error> no_such_upload() {
  return fail(Errc::not_found, "NoSuchUpload",
              "There is no such upload: it was completed or aborted, or is of another key.");
}

tl::unexpected<Error> bucket_exists() {
  return fail(Errc::conflict, "BucketAlreadyOwnedByYou",
              "The bucket exists and is yours; use it as it is.");
}

tl::unexpected<Error> bucket_not_empty() {
  return fail(Errc::conflict, "BucketNotEmpty",
              "The bucket has objects, old versions or unfinished uploads; remove those first.");
}

}  // namespace helio::objects
