// LifecycleConfiguration: the document of a bucket's lifecycle rules (objects/lifecycle.hpp).
#pragma once

#include <cstddef>
#include <stop_token>
#include <string_view>
#include <vector>

#include "aws/s3/call.hpp"
#include "aws/s3/xml_writer.hpp"
#include "objects/lifecycle.hpp"

namespace helio::aws::s3 {

constexpr std::size_t kLifecycleRulesMax = 1000;

// A rule without an ID gets one. Errors: invalid_argument "MalformedXML", "InvalidArgument",
// "InvalidRequest"; unsupported "NotImplemented" (transitions: there is one storage class).
[[nodiscard]] Result<std::vector<objects::LifecycleRule>> parse_lifecycle(std::string_view body);
[[nodiscard]] XmlWriter write_lifecycle(std::vector<objects::LifecycleRule> const& rules);

// One round over all buckets that have rules, cut short where a stop is asked for; how much was
// removed. Errors: the stores'.
[[nodiscard]] Result<std::size_t> carry_out_lifecycles(Stores const& stores, Timestamp now,
                                                       std::stop_token const& stop = {});

}  // namespace helio::aws::s3
