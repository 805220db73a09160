// Which files `helio analyze` looks at: those named, and the images in the folders named.
//
// Folders are walked whole, in the order of names. What counts there is what a file begins with,
// not its name: photographs without an extension are found, notes between them are passed over, and
// so are hidden files and folders. Links to files are followed, links to folders are not (they can
// lead in circles). A file that was named is always looked at, so that a typing error is an error.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace helio::cli {

struct ImageFile {
  std::filesystem::path path;  // "-" is standard input
  std::optional<Error> error;  // a folder that cannot be read, or that holds no image

  [[nodiscard]] bool is_standard_input() const { return path == "-"; }
};

[[nodiscard]] std::vector<ImageFile> find_images(std::vector<std::string> const& named);

// The bytes of one of them. Errors: as read_file(), "ImageTooLarge" past `bytes_max`.
[[nodiscard]] Result<std::vector<std::byte>> read_image(ImageFile const& file,
                                                        std::uint64_t bytes_max);

}  // namespace helio::cli
