// S3InMemory: a whole S3 in memory with a bucket "photos" and an admin's client, for tests.
#pragma once

#include "aws/access_keys.hpp"
#include "aws/memory_key_store.hpp"
#include "aws/s3/handler.hpp"
#include "aws/s3/signed_client.hpp"
#include "base/manual_clock.hpp"
#include "objects/memory_store.hpp"

namespace helio::aws::s3 {

class S3InMemory {
 protected:
  S3InMemory() { static_cast<void>(store_.buckets().create_bucket("photos")); }

  // A client with a key of its own.
  SignedClient client_with(Grant grant) {
    return SignedClient(handler_, identity_of(keys_.create("someone", std::move(grant)).value()),
                        clock_);
  }
  static SigningIdentity identity_of(NewKey const& key) {
    return {.access_key_id = key.key.access_key_id, .secret_access_key = key.secret_access_key};
  }

  static Options options() {
    Options options;
    options.upload_limits = {{"photos", "small/", 10}};
    return options;
  }

  ManualClock clock_;
  SeededRandom random_{5};
  MemoryKeyStore key_store_;
  AccessKeys keys_{key_store_, MasterKey{}, clock_, random_};
  objects::MemoryStore store_{clock_};
  S3Handler handler_{{store_, store_.buckets(), store_, store_}, keys_, clock_, options()};
  SigningIdentity admin_ = identity_of(keys_.create("admin", {Role::admin}).value());
  SignedClient client_{handler_, admin_, clock_};
};

}  // namespace helio::aws::s3
