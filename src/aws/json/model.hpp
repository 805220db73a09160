// ServiceModel: what AWS's own description says of a service's operations: shapes, names and
// limits. The tables are made at build time from botocore's service-2.json by
// scripts/aws_model.py and hold only the operations that are served; nothing of botocore is kept
// in this repository.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace helio::aws::json {

enum class Kind : std::uint8_t {
  structure,
  list,
  map,
  text,
  integer,
  number,
  boolean,
  timestamp,
  blob,     // base64 on the wire
  document  // any JSON
};

using ShapeIndex = std::uint16_t;

struct Member {
  std::string_view name;
  ShapeIndex shape = 0;
  bool required = false;
};

struct Shape {
  Kind kind = Kind::structure;
  bool is_union = false;  // exactly one member is set
  // Of a number its value, of a text, list, map or blob its length.
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  std::string_view pattern;                 // of a whole text; empty: any
  std::span<std::string_view const> enums;  // empty: any text
  std::span<Member const> members;          // of a structure
  ShapeIndex element = 0;                   // of a list, and of a map's values
  ShapeIndex key = 0;                       // of a map
};

struct OperationModel {
  std::string_view name;  // "DetectLabels"
  ShapeIndex input = 0, output = 0;
};

struct ErrorModel {
  std::string_view name;  // "ThrottlingException"
  int status = 400;
};

struct ServiceModel {
  std::string_view signing_name;   // "rekognition", as in a signature's scope
  std::string_view target_prefix;  // "RekognitionService"
  std::string_view json_version;   // "1.1"
  std::span<OperationModel const> operations;
  std::span<ErrorModel const> errors;
  std::span<Shape const> shapes;

  [[nodiscard]] OperationModel const* operation(std::string_view name) const noexcept;
};

}  // namespace helio::aws::json
