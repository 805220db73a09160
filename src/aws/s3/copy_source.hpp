// Where CopyObject and UploadPartCopy take their bytes from: x-amz-copy-source, its conditions and
// its range; and the copying itself.
#pragma once

#include <memory>
#include <optional>

#include "aws/s3/call.hpp"
#include "objects/object_store.hpp"

namespace helio::aws::s3 {

// "/bucket/key?versionId=…", percent-encoded. Errors: invalid_argument "InvalidArgument".
[[nodiscard]] Result<objects::ObjectId> parse_copy_source(std::string_view header);

// Opens the source if the key may read it and its conditions hold. Errors: as ObjectStore::get(),
// and "AccessDenied", "PreconditionFailed", "InvalidArgument" (a range that is none),
// "InvalidRequest" (more bytes than one copy takes).
[[nodiscard]] Outcome<std::unique_ptr<objects::ObjectReader>> open_copy_source(Call const& call);

// Upload: objects::Upload, objects::PartUpload.
template <typename Upload>
[[nodiscard]] Result<void> copy_bytes(objects::ObjectReader& reader, Upload& upload) {
  Bytes piece(256U << 10U);
  while (true) {
    auto const got = reader.read(piece);
    if (!got) return tl::unexpected<Error>(got.error());
    if (*got == 0) return {};
    auto written = upload.write(BytesView(piece).first(*got));
    if (!written) return written;
  }
}

}  // namespace helio::aws::s3
