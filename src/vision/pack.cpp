#include "vision/pack.hpp"

#include <cmath>
#include <system_error>

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/sha256.hpp"
#include "vision/manifest_reader.hpp"

namespace helio::vision {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kManifestBytesMax = 4U << 20U;
constexpr std::uint64_t kTableBytesMax = 16U << 20U;
constexpr std::size_t kModelsMax = 64;
constexpr std::size_t kLabelsMax = 200'000;

std::string text_of(Bytes const& bytes) {
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};  // NOLINT
}

// A name in a manifest is a file of the pack's own folder: no path that leads out of it.
Result<fs::path> file_in(fs::path const& folder, std::string const& name,
                         std::string const& where) {
  if (name.empty() || name.starts_with('.') || name.find('/') != std::string::npos) {
    return fail(Errc::invalid_argument, "InvalidManifest",
                where + ": \"" + name + "\" must be a file name in the pack's own folder.");
  }
  fs::path path = folder / name;
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    return fail(Errc::not_found, "ModelFileMissing",
                path.string() + ": the model pack names this file, but it is not there. " +
                    "Make the pack again or mend its manifest.");
  }
  return path;
}

// One name per line; the row is the class id. A missing last newline is fine.
Result<std::vector<std::string>> read_labels(fs::path const& path) {
  auto const bytes = read_file(path, kTableBytesMax);
  if (!bytes) return fail(Errc::invalid_argument, "InvalidManifest", bytes.error().message);
  std::string const text = text_of(*bytes);
  std::vector<std::string> labels;
  for (std::size_t start = 0; start < text.size() && labels.size() < kLabelsMax;) {
    std::size_t const newline = text.find('\n', start);
    std::size_t const end = newline == std::string::npos ? text.size() : newline;
    std::string label = text.substr(start, end - start);
    if (label.ends_with('\r')) label.pop_back();
    labels.push_back(std::move(label));
    start = end + 1;
  }
  return labels;
}

Result<Json> read_table(fs::path const& folder, ManifestReader& reader, char const* field) {
  std::string const name = reader.text_or(field, "");
  if (name.empty()) return Json(nullptr);
  auto const path = file_in(folder, name, reader.where() + "." + field);
  if (!path) return tl::unexpected(path.error());
  auto const bytes = read_file(*path, kTableBytesMax);
  if (!bytes) return tl::unexpected(bytes.error());
  auto json = parse_json(text_of(*bytes));
  if (!json) {
    return fail(Errc::invalid_argument, "InvalidManifest",
                path->string() + ": " + json.error().message, json.error().detail);
  }
  return json;
}

Result<void> check_hashes(fs::path const& folder, ModelManifest const& model, bool read_files) {
  for (auto const& [name, expected] : model.sha256) {
    auto const path = file_in(folder, name, model.name + ".sha256");
    if (!path) return tl::unexpected(path.error());
    if (!read_files) continue;
    auto const actual = sha256_file(*path);
    if (!actual) return tl::unexpected(actual.error());
    if (*actual != expected) {
      return fail(Errc::corrupt, "ModelCorrupt",
                  path->string() + ": the file does not match the SHA-256 in its manifest. " +
                      "Make the model pack again.",
                  "expected " + expected + ", found " + *actual);
    }
  }
  return {};
}

Result<ModelManifest> read_model(Json const& json, std::size_t index, fs::path const& folder,
                                 bool verify_hashes) {
  ManifestReader reader(json, fmt::format("models[{}]", index));
  auto model = reader.model();
  if (reader.failed()) return tl::unexpected(reader.error());

  auto file = file_in(folder, model.file.string(), reader.where() + ".file");
  if (!file) return tl::unexpected(file.error());
  model.file = *file;
  if (std::string const labels = reader.text_or("labels", ""); !labels.empty()) {
    auto const path = file_in(folder, labels, reader.where() + ".labels");
    if (!path) return tl::unexpected(path.error());
    auto read = read_labels(*path);
    if (!read) return tl::unexpected(read.error());
    model.labels = std::move(*read);
  }
  if (reader.failed()) return tl::unexpected(reader.error());
  if (auto checked = check_hashes(folder, model, verify_hashes); !checked) {
    return tl::unexpected(checked.error());
  }
  return model;
}

Result<Json> read_manifest(fs::path const& folder) {
  auto const bytes = read_file(folder / "pack.json", kManifestBytesMax);
  if (!bytes && bytes.error().code == Errc::not_found) {
    return fail(Errc::not_found, "ModelPackMissing",
                folder.string() +
                    ": there is no model pack here (no pack.json). ./quickstart makes " +
                    "the default one; docs/model-packs.md says how to write your own.");
  }
  if (!bytes) return tl::unexpected(bytes.error());
  auto json = parse_json(text_of(*bytes));
  if (!json) {
    return fail(Errc::invalid_argument, "InvalidManifest",
                (folder / "pack.json").string() + ": " + json.error().message, json.error().detail);
  }
  return json;
}

}  // namespace

float ModelManifest::parameter(char const* parameter_name, float fallback) const {
  if (!parameters.is_object()) return fallback;
  auto const at = parameters.find(parameter_name);
  if (at == parameters.end() || !at->is_number()) return fallback;
  auto const value = at->get<float>();
  return std::isfinite(value) ? value : fallback;
}

Result<Pack> read_pack(fs::path const& folder, bool verify_hashes) {
  auto const json = read_manifest(folder);
  if (!json) return tl::unexpected(json.error());

  ManifestReader reader(*json, (folder / "pack.json").string());
  Pack pack;
  pack.folder = fs::absolute(folder);
  int const format = reader.integer("format", 0, 1'000'000);
  if (!reader.failed() && format != kPackFormat) {
    return fail(Errc::unsupported, "UnsupportedPackVersion",
                fmt::format("{}: the pack has format {}; this program reads format {}. "
                            "Make the pack again with this version's ./quickstart.",
                            reader.where(), format, kPackFormat));
  }
  pack.name = reader.text("name");
  pack.version = reader.text("version");
  Json const& models = reader.array("models", kModelsMax);
  if (reader.failed()) return tl::unexpected(reader.error());

  auto taxonomy = read_table(pack.folder, reader, "taxonomy");
  if (!taxonomy) return tl::unexpected(taxonomy.error());
  pack.taxonomy = std::move(*taxonomy);
  auto moderation = read_table(pack.folder, reader, "moderation");
  if (!moderation) return tl::unexpected(moderation.error());
  pack.moderation = std::move(*moderation);

  for (std::size_t i = 0; i < models.size(); ++i) {
    auto model = read_model(models[i], i, pack.folder, verify_hashes);
    if (!model) {
      Error error = model.error();
      if (error.name == "InvalidManifest") {
        error.message = reader.where() + ": " + error.message;
      }
      return tl::unexpected(std::move(error));
    }
    pack.models.push_back(std::move(*model));
  }
  return pack;
}

}  // namespace helio::vision
