#include "aws/tasks/sdk_members.hpp"

#include <chrono>
#include <cmath>

#include <nlohmann/json.hpp>

#include "base/timestamp.hpp"

namespace helio::aws::tasks {
namespace {

using json::Kind;
using json::ServiceModel;
using json::Shape;
using json::ShapeIndex;

std::string capital(std::string_view name) {
  std::string text(name);
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

// Both ways of one walk: what a member is called, and what becomes of a time.
struct Way {
  ServiceModel const& model;
  bool to_wire = false;

  [[nodiscard]] Json value(ShapeIndex index, Json const& given) const {
    Shape const& shape = model.shapes[index];
    switch (shape.kind) {
      case Kind::structure:
        return given.is_object() ? structure(shape, given) : given;
      case Kind::list:
      case Kind::map:
        return given.is_array() || given.is_object() ? elements(shape, given) : given;
      case Kind::timestamp:
        return time(given);
      default:
        return given;
    }
  }

  [[nodiscard]] Json structure(Shape const& shape, Json const& given) const {
    Json made = Json::object();
    for (auto const& [name, one] : given.items()) {
      json::Member const* const member = member_of(shape, name);
      if (member == nullptr) {
        made[name] = one;
      } else {
        made[to_wire ? std::string(member->name) : capital(name)] = value(member->shape, one);
      }
    }
    return made;
  }

  [[nodiscard]] json::Member const* member_of(Shape const& shape, std::string_view name) const {
    for (json::Member const& member : shape.members) {
      if (to_wire ? capital(member.name) == name : member.name == name) return &member;
    }
    return nullptr;
  }

  [[nodiscard]] Json elements(Shape const& shape, Json const& given) const {
    Json made = given;
    for (Json& one : made) one = value(shape.element, one);
    return made;
  }

  // The wire also takes the texts in which Step Functions writes times.
  [[nodiscard]] Json time(Json const& given) const {
    if (to_wire || !given.is_number()) return given;
    auto const ms = std::llround(given.get<double>() * 1'000);
    return to_rfc3339(Timestamp(std::chrono::milliseconds(ms)));
  }
};

}  // namespace

Json to_wire(ServiceModel const& model, ShapeIndex shape, Json const& parameters) {
  return Way{model, true}.value(shape, parameters);
}

Json from_wire(ServiceModel const& model, ShapeIndex shape, Json const& output) {
  return Way{model, false}.value(shape, output);
}

}  // namespace helio::aws::tasks
