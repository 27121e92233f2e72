#include "format/json_text.hpp"

#include "almirah/error.hpp"
#include "base/fold.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <simdjson.h>

namespace almirah::format {

void write_text(std::string& out, std::string_view text) {
    if (text.find('\0') != std::string_view::npos)
        throw Error(Code::invalid_argument, "a text has a NUL byte; correct it");
    if (!base::is_utf8(text))
        throw Error(Code::invalid_argument, "a text is not UTF-8; convert it before it is filed");
    const auto special = [](unsigned char c) { return c < 0x20 || c == '"' || c == '\\'; };
    if (std::any_of(text.begin(), text.end(), special))
        out += nlohmann::json(text).dump();
    else
        out.append(1, '"').append(text).append(1, '"');
}

std::string compact(std::string_view json) {
    std::string out(json.size() + simdjson::SIMDJSON_PADDING, '\0');
    std::size_t size = 0;
    if (simdjson::minify(json.data(), json.size(), out.data(), size) != simdjson::SUCCESS)
        throw Error(Code::internal, "JSON that was just written is not well formed; report this");
    out.resize(size);
    return out += '\n';
}

} // namespace almirah::format
