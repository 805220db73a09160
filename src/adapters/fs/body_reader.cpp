#include "adapters/fs/body_reader.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace helio::files {

Result<std::unique_ptr<BodyReader>> BodyReader::open(BodyStore& store,
                                                     std::vector<objects::Body> bodies,
                                                     objects::ByteRange range) {
  auto hold = store.hold(bodies);
  std::unique_ptr<BodyReader> reader(new BodyReader(store, std::move(bodies), std::move(hold)));
  reader->left_ = range.size_bytes();
  reader->offset_ = reader->left_ == 0 ? 0 : range.first;
  auto const& all = reader->bodies_;
  while (reader->body_ + 1 < all.size() && reader->offset_ >= all[reader->body_].size_bytes) {
    reader->offset_ -= all[reader->body_++].size_bytes;
  }
  auto opened = reader->open_body();
  if (!opened) return fail(opened);
  return reader;
}

Result<void> BodyReader::open_body() {
  if (body_ >= bodies_.size()) return damaged_body("", "fewer bodies than the object has bytes");
  auto const& body = bodies_[body_];
  auto const key = store_.keys().unseal(body.key);
  if (!key) return tl::unexpected<Error>(key.error());
  auto file = store_.files().open(store_.path_of(body.id));
  if (!file) return fail(file);
  BodyHeaderBytes bytes{};
  auto const read = (*file)->read_at(0, bytes);
  if (!read) return tl::unexpected<Error>(read.error());
  auto header = parse_body_header(BytesView(bytes).first(*read));
  if (!header) return fail(header);
  auto const size = (*file)->size_bytes();
  if (!size) return tl::unexpected<Error>(size.error());
  if (header->body_id != body.id) return damaged_body(body.id, "is body " + header->body_id);
  if (*size != body_file_bytes(body.size_bytes, header->chunk_bytes)) {
    return damaged_body(body.id, "the file has " + std::to_string(*size) + " bytes");
  }
  open_.emplace(OpenBody{std::move(*file), std::move(*header), ChunkCipher(*key, bytes)});
  return {};
}

Result<void> BodyReader::load_chunk() {
  auto const& body = bodies_[body_];
  std::uint32_t const chunk_bytes = open_->header.chunk_bytes;
  std::uint64_t const index = offset_ / chunk_bytes;
  bool const last = index + 1 == chunk_count(body.size_bytes, chunk_bytes);
  auto const plain_bytes = static_cast<std::size_t>(last ? body.size_bytes - index * chunk_bytes
                                                         : std::uint64_t{chunk_bytes});
  sealed_.resize(plain_bytes + kTagBytes);
  plain_.resize(plain_bytes);
  plain_at_ = static_cast<std::size_t>(offset_ - index * chunk_bytes);
  auto const read = open_->file->read_at(chunk_offset(index, chunk_bytes), sealed_);
  if (!read) return tl::unexpected<Error>(read.error());
  if (*read != sealed_.size() || !open_->cipher.open({index, last}, sealed_, plain_)) {
    plain_.clear();
    return damaged_body(body.id, "chunk " + std::to_string(index) + " is not authentic");
  }
  return {};
}

Result<std::size_t> BodyReader::read(std::span<std::byte> into) {
  std::size_t given = 0;
  while (given < into.size() && left_ > 0) {
    if (offset_ == bodies_[body_].size_bytes) {
      offset_ = 0;
      plain_.clear();
      plain_at_ = 0;
      open_.reset();
      ++body_;
      if (auto const opened = open_body(); !opened) return tl::unexpected<Error>(opened.error());
      continue;
    }
    if (plain_at_ == plain_.size()) {
      if (auto const loaded = load_chunk(); !loaded) return tl::unexpected<Error>(loaded.error());
    }
    std::size_t const some = std::min({into.size() - given, plain_.size() - plain_at_,
                                       static_cast<std::size_t>(std::min<std::uint64_t>(
                                           left_, std::numeric_limits<std::size_t>::max()))});
    auto const from = plain_.begin() + static_cast<std::ptrdiff_t>(plain_at_);
    std::copy_n(from, some, into.begin() + static_cast<std::ptrdiff_t>(given));
    given += some;
    plain_at_ += some;
    offset_ += some;
    left_ -= some;
  }
  return given;
}

}  // namespace helio::files
