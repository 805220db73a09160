// ObjectStore: Amazon S3, or what speaks its wire, behind the port of src/objects.
//
// Reading   comes in pieces of kPieceBytes, each a ranged GET of the very version, or of the very
//           ETag where the bucket is not versioned: an object that is overwritten meanwhile gives
//           "PreconditionFailed" and never a mixture.
// Writing   is kept in memory and sent by commit() in one PUT, at most put_bytes_max of it.
//           Everything that S3 alone can say (no bucket, a condition) is said by commit().
// Weaker    than the port: no sequencer, as S3 tells those in events only; ObjectInfo::tags is
//           empty; the origin of a change is who signed it; a version that is not there is
//           "NoSuchVersion" by the body of a GET, and "NoSuchKey" by a HEAD, which has none.
#pragma once

#include "adapters/awscloud/client.hpp"
#include "objects/object_store.hpp"

namespace helio::awscloud {

struct ObjectStoreOptions {
  std::uint64_t put_bytes_max = 100'000'000;  // of one object that is written, held in memory
};

class ObjectStore final : public objects::ObjectStore {
 public:
  static constexpr std::uint64_t kPieceBytes = std::uint64_t{16} << 20U;

  // The client outlives the store.
  explicit ObjectStore(Client& client, ObjectStoreOptions options = {})
      : client_(client), options_(options) {}

  Result<std::unique_ptr<objects::Upload>> put(std::string_view bucket, std::string_view key,
                                               objects::PutOptions options) override;
  Result<std::unique_ptr<objects::ObjectReader>> get(
      objects::ObjectId const& id, std::optional<objects::RangeRequest> range) override;
  Result<objects::ObjectInfo> head(objects::ObjectId const& id) override;
  Result<objects::ObjectInfo> remove(objects::ObjectId const& id,
                                     objects::Origin const& origin) override;
  Result<objects::Listing> list(std::string_view bucket,
                                objects::ListOptions const& options) override;

 private:
  Client& client_;
  const ObjectStoreOptions options_;
};

}  // namespace helio::awscloud
