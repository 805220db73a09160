#include "helio/report_table.hpp"

#include <sstream>

#include <gtest/gtest.h>

#include "helio/terminal_text.hpp"

namespace helio::cli {
namespace {

vision::ImageReport street() {
  vision::ImageReport report;
  report.header = {.format = image::Format::jpeg, .width_px = 1024, .height_px = 768};
  report.header.exif.taken_at = "2024-05-01T12:30:00";
  report.size_bytes = 245'300;
  vision::Analysis& found = report.analysis;
  found.labels = {{.name = "Dog", .confidence = 98.4}, {.name = "Street", .confidence = 71}};
  found.labels[0].instances.resize(2);
  vision::FaceDetail face{.box = {0.1, 0.1, 0.2, 0.3}, .confidence = 99};
  face.age_low = 25;
  face.age_high = 35;
  face.gender = "Female";
  face.gender_confidence = 97;
  face.emotions = {{"HAPPY", 91}};
  face.smile = vision::Flag{true, 90};
  face.eyes_open = vision::Flag{false, 80};
  found.faces = {face, {.box = {0, 0, 0.02, 0.02}, .confidence = 60}};
  found.text = {{.text = "EXIT", .confidence = 97},
                {.text = "EXIT", .is_line = false, .id = 1, .confidence = 97}};
  found.timings_ms = {{"decode", 4.4}, {"total", 80.2}};
  return report;
}

TEST(ReportTable, ReadsAsPeopleReadIt) {
  EXPECT_EQ(report_table("a/street.jpg", street(), {.properties = false}, {}),
            "a/street.jpg\n"
            "  Image       JPEG 1024 x 768, 245 kB, 2024-05-01T12:30:00\n"
            "  Labels      Dog 98% (2 boxes), Street 71%\n"
            "  Faces       Female 97%, age 25-35, HAPPY 91%, smiling, eyes closed (20% wide)\n"
            "              too small to say more (2% wide)\n"
            "  Text         97%  EXIT\n"
            "  Moderation  nothing to report\n"
            "  Time in ms  decode 4, total 80\n");
}

TEST(ReportTable, NoLineIsLongerThanTheTerminal) {
  vision::ImageReport report = street();
  for (int i = 0; i < 60; ++i) {
    report.analysis.labels.push_back({.name = "Label " + std::to_string(i), .confidence = 60});
    report.analysis.text.push_back({.text = std::string(200, 'x')});
    report.analysis.faces.push_back(report.analysis.faces[0]);
  }
  report.analysis.properties.emplace();
  for (int const columns : {40, 80, 120}) {
    std::istringstream lines(report_table(std::string(300, 'n'), report, {}, {.columns = columns}));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(columns_of(line), columns) << line;
  }
}

TEST(ReportTable, LeavesOutWhatWasNotAskedFor) {
  std::string const text = report_table(
      "a.jpg", street(),
      {.labels = true, .faces = false, .text = false, .moderation = false, .properties = false},
      {});
  EXPECT_NE(text.find("Labels"), std::string::npos);
  for (char const* name : {"Faces", "Text", "Moderation", "Properties"}) {
    EXPECT_EQ(text.find(name), std::string::npos) << name;
  }
}

TEST(ReportTable, WhatThePictureSaysCannotSteerTheTerminal) {
  vision::ImageReport report = street();
  report.analysis.text[0].text = "\x1b[2Jboo";
  std::string const plain = report_table("a\x1b[31m.jpg", report, {}, {});
  EXPECT_EQ(plain.find('\x1b'), std::string::npos);
  std::string const coloured = report_table("a.jpg", street(), {}, {.colour = true});
  EXPECT_NE(coloured.find("\x1b[1;36ma.jpg\x1b[0m"), std::string::npos);
}

TEST(ReportTable, ErrorsNameTheFileOnce) {
  EXPECT_EQ(error_table("a.jpg", {Errc::invalid_argument, "EmptyImage", "The file is empty."}, {}),
            "error: a.jpg: The file is empty. [EmptyImage]\n");
  EXPECT_EQ(
      error_table("a.jpg", {Errc::not_found, "NoSuchFile", "a.jpg: there is no such file."}, {}),
      "error: a.jpg: there is no such file. [NoSuchFile]\n");
}

}  // namespace
}  // namespace helio::cli
