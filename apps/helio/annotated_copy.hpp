// `--annotate DIR`: a copy of each picture with what was found drawn into it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "helio/image_files.hpp"
#include "image/annotate.hpp"
#include "vision/analyzer.hpp"

namespace helio::cli {

// Boxes of labels (blue hues), faces (green) and lines of text (orange), with captions.
[[nodiscard]] std::vector<image::Mark> marks(vision::Analysis const& analysis, int width_px,
                                             int height_px);

// One name per image: DIR/photo.annotated.jpg; a second photo of that name is photo-2. No name
// stands twice, nor is it one of the images themselves.
[[nodiscard]] std::vector<std::filesystem::path> annotated_names(
    std::vector<ImageFile> const& images, std::filesystem::path const& folder);

// Makes the folder and tries to write in it, so that a mistake is noticed before the work.
// Errors: as write_file().
[[nodiscard]] Result<void> prepare_folder(std::filesystem::path const& folder);

// Errors: those of annotate(), encode_jpeg() and write_file().
[[nodiscard]] Result<void> write_annotated(vision::ImageReport const& report,
                                           std::filesystem::path const& path);

}  // namespace helio::cli
