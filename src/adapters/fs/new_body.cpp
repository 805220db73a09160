// NewBody: chunks sealed and written as they fill, then made durable.
#include <algorithm>
#include <optional>

#include "adapters/fs/body_store.hpp"
#include "adapters/fs/chunk_cipher.hpp"

namespace helio::files {

struct NewBody::Parts {
  std::string id;
  FileSystem::Path path;  // where it is now
  std::unique_ptr<WritableFile> file;
  SecretKey key;
  ChunkCipher cipher;
  Bytes buffer;            // one chunk, with room for its tag
  std::size_t filled = 0;  // of the chunk
  std::uint64_t chunks = 0;
  std::uint64_t size_bytes = 0;
  std::optional<Error> failed = {};
};

NewBody::NewBody(BodyStore& store, std::unique_ptr<Parts> parts)
    : store_(store), parts_(std::move(parts)) {}

NewBody::~NewBody() {
  if (!kept_) store_.remove_file(parts_->path);
  std::scoped_lock const lock(store_.mutex_);
  store_.pending_.erase(parts_->id);
}

Result<std::unique_ptr<NewBody>> BodyStore::begin() {
  std::string id = ids_.next();
  Path path = path_of(id);
  path += ".part";
  {
    std::scoped_lock const lock(mutex_);
    pending_.insert(id);
  }
  BodyHeaderBytes const header = encode_body_header({kChunkBytes, id});
  SecretKey const key = SecretKey::made_by(random_);
  std::unique_ptr<NewBody> body(new NewBody(
      *this, std::make_unique<NewBody::Parts>(NewBody::Parts{std::move(id), path, nullptr, key,
                                                             ChunkCipher(key, header),
                                                             Bytes(kChunkBytes + kTagBytes)})));
  body->keep();  // until there is a file to remove
  auto made = make_directory_of(path);
  if (!made) return fail(made);
  auto file = files_.create(path);
  if (!file && file.error().code == Errc::not_found) {  // a sweep found the folder empty
    {
      std::scoped_lock const lock(directory_mutex_);
      last_directory_.clear();
    }
    made = make_directory_of(path);
    if (!made) return fail(made);
    file = files_.create(path);
  }
  if (!file) return fail(file);
  body->kept_ = false;
  body->parts_->file = std::move(*file);
  auto const begun = body->parts_->file->write(header);
  if (!begun) return tl::unexpected<Error>(begun.error());
  return body;
}

Result<void> NewBody::write_chunk(bool last) {
  auto& parts = *parts_;
  std::span const sealed(parts.buffer.data(), parts.filled + kTagBytes);
  parts.cipher.seal({parts.chunks, last}, BytesView(parts.buffer).first(parts.filled), sealed);
  ++parts.chunks;
  parts.filled = 0;
  auto written = parts.file->write(sealed);
  if (!written) parts.failed = written.error();
  return written;
}

// A full chunk waits until more comes: only then is it known not to be the last.
Result<void> NewBody::write(BytesView piece) {
  auto& parts = *parts_;
  if (parts.failed) return tl::unexpected<Error>(*parts.failed);
  parts.size_bytes += piece.size();
  while (!piece.empty()) {
    if (parts.filled == kChunkBytes) {
      if (auto const written = write_chunk(false); !written) return written;
    }
    auto const some = piece.first(std::min<std::size_t>(piece.size(), kChunkBytes - parts.filled));
    std::copy(some.begin(), some.end(),
              parts.buffer.begin() + static_cast<std::ptrdiff_t>(parts.filled));
    parts.filled += some.size();
    piece = piece.subspan(some.size());
  }
  return {};
}

// The rename comes before the syncs: no reader looks for the file until the index has it, and on a
// journaling file system the file's own sync then carries its name along.
Result<objects::Body> NewBody::finish() {
  auto& parts = *parts_;
  if (parts.failed) return tl::unexpected<Error>(*parts.failed);
  auto const path = store_.path_of(parts.id);
  auto done = write_chunk(true);
  if (done) done = store_.files_.rename(parts.path, path);
  if (done) {
    parts.path = path;
    done = parts.file->sync();
  }
  if (done) done = store_.directory_sync_.sync(path.parent_path());
  if (!done) return fail(done);
  parts.file = nullptr;
  return objects::Body{parts.id, parts.size_bytes, store_.keys_.seal(parts.key)};
}

}  // namespace helio::files
