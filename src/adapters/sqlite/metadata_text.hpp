// Metadata in one column: "name\0value\0" for each pair, and an empty name after the last.
//
// HTTP header values are bytes, not always UTF-8, which is why this is no JSON. Names are never
// empty, and neither names nor values hold a NUL (objects/put_rules.hpp refuses them).
#pragma once

#include <string>
#include <string_view>

#include "objects/object_info.hpp"

namespace helio::sqlite {

void append_metadata(std::string& text, objects::Metadata const& metadata);

// Takes one map's text off the front of `text`. What is cut short ends the map.
[[nodiscard]] objects::Metadata take_metadata(std::string_view& text);

// A lock as one such map, empty where nothing is locked.
void append_lock(std::string& text, objects::ObjectLock const& lock);
[[nodiscard]] objects::ObjectLock take_lock(std::string_view& text);

}  // namespace helio::sqlite
