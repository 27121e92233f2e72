// JSON read: the quick parser, and the patient one for what it refuses.
#pragma once

#include <simdjson.h>
#include <string>
#include <string_view>

namespace almirah::format {

/// A text, parsed. Its values live as long as it does.
class ParsedJson {
public:
    /// Throws bad_alloc.
    explicit ParsedJson(std::string_view text);
    ParsedJson(const ParsedJson&) = delete; // the values know where their parser is
    ParsedJson& operator=(const ParsedJson&) = delete;

    /// Why it is no JSON, and where: "line 3, column 5: syntax error while parsing value - …"; "" when it is.
    const std::string& fault() const { return fault_; }
    /// Only without a fault.
    simdjson::dom::element root() const { return root_; }

private:
    simdjson::dom::parser parser_;
    simdjson::dom::element root_;
    std::string fault_;
};

} // namespace almirah::format
