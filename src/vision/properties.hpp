// ImageProperties: how a picture looks, apart from what it shows.
//
// Quality, 0..100 each, of the whole picture, its foreground and its background:
//   brightness  mean luma (Rec. 601)
//   contrast    root mean square contrast: standard deviation of luma, 100 for half black half
//   white sharpness   how much of the local variation a blur would take away (Crete et al., "The
//   blur
//               effect", 2007), in the blurrier of the two directions; 0 for a flat picture
// Rekognition's scales are not published: these order pictures as its do, but are not its numbers.
//
// Foreground is where the labels' instances are (50 % and more); in a picture without any, the
// middle, seven tenths of each side. Background is the rest.
// Cost     at most 64 rows and 64 columns of the picture are read, at full resolution, because
//          a shrunk picture is always sharp: about a millisecond for 2 megapixels.
// Threads  pure functions. No errors: an empty picture has zeros and no colours.
#pragma once

#include <span>
#include <vector>

#include "image/pixels.hpp"
#include "vision/analysis.hpp"

namespace helio::vision {

[[nodiscard]] ImageProperties measure_properties(image::PixelsView picture,
                                                 std::span<Label const> labels);

// Fills in the dominant colours of every instance, at most five each. Best called on the labels
// that are reported, after filter_labels(): a detector also finds many boxes that nobody sees.
void colour_instances(image::PixelsView picture, std::vector<Label>& labels);

}  // namespace helio::vision
