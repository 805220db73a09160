// An execution's history as a timeline: one row per state, its bar where it ran, its duration.
#pragma once

#include <string>

#include "base/json.hpp"
#include "helio/report_table.hpp"

namespace helio::cli {

// `events`: Step Functions' history events, oldest first, with RFC 3339 timestamps; states are
// taken from the …StateEntered and …StateExited events. For example
//
//   ValidateImage            ██                              12 ms
//   AnalyzeWithRekognition     ████████████████████████     141 ms
//
// A state that failed says its error; one that has not ended says so.
[[nodiscard]] std::string timeline_text(Json const& events, TableStyle style);

}  // namespace helio::cli
