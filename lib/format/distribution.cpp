// Points of use as people write them.
#include "almirah/distribution.hpp"

#include "base/name.hpp"
#include "format/json.hpp"

namespace almirah {

namespace {

bool is_code_of(PointKind kind, std::string_view code) {
    switch (kind) {
    case PointKind::place:
        return base::is_place_code(code);
    case PointKind::person:
    case PointKind::role:
        return base::is_login(code);
    case PointKind::desk:
    case PointKind::board:
        break;
    }
    return base::is_code(code);
}

} // namespace

std::string to_string(const PointOfUse& point) {
    return format::name_of(point.kind) + (":" + point.code) +
           (point.language.empty() ? "" : "@" + point.language);
}

std::optional<PointOfUse> parse_point(std::string_view text) {
    const std::size_t colon = text.find(':'), at = text.find('@');
    if (colon == std::string_view::npos || (at != std::string_view::npos && at + 1 == text.size()))
        return std::nullopt;
    const auto kind = format::parse_point_kind(text.substr(0, colon));
    const std::string_view code = text.substr(colon + 1, at == std::string_view::npos ? at : at - colon - 1);
    if (!kind || !is_code_of(*kind, code)) return std::nullopt;
    return PointOfUse{
        *kind, std::string(code), std::string(at == std::string_view::npos ? "" : text.substr(at + 1)), {}};
}

} // namespace almirah
