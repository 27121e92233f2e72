#include "vault/config.hpp"

#include <algorithm>
#include <cctype>

namespace almirah::vault {

namespace {

bool is_name(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
}

std::string lower(std::string_view text) {
    std::string made(text);
    for (char& c : made)
        c = char(std::tolower(static_cast<unsigned char>(c)));
    return made;
}

/// Reads as git does (git-config(1), "Syntax").
class ConfigReader {
public:
    explicit ConfigReader(std::string_view bytes) : rest_(bytes) {
        if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
    }

    /// The number of the line that cannot be read; 0 when each can.
    int bad_line() {
        for (int before = line_; !rest_.empty(); before = line_)
            if (!read_item()) return before;
        return 0;
    }
    /// What is said of core.bare last, in small letters.
    const std::string& bare() const { return bare_; }

private:
    char peek() const { return rest_.empty() ? '\n' : rest_.front(); }
    char next() {
        const char c = peek();
        if (!rest_.empty()) rest_.remove_prefix(1);
        line_ += c == '\n';
        return c;
    }
    void skip_blanks() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\r')
            next();
    }
    bool skip_line() {
        while (next() != '\n')
            if (rest_.empty()) break;
        return true;
    }
    std::string name() {
        std::string made;
        while (is_name(peek()) || peek() == '.')
            made += next();
        return lower(made);
    }

    /// A section, a setting, a comment, or an empty line.
    bool read_item() {
        skip_blanks();
        switch (peek()) {
        case '\n':
            next();
            return true;
        case '#':
        case ';':
            return skip_line();
        case '[':
            return read_section();
        default:
            return read_setting();
        }
    }

    bool read_section() {
        next();
        section_ = name();
        if (section_.empty()) return false;
        skip_blanks();
        if (peek() == '"') {
            next();
            for (char c = next(); c != '"'; c = next()) {
                if (c == '\\') c = next();
                if (c == '\n' || c == '\0') return false;
            }
            section_ += " of its own";
        }
        return next() == ']';
    }

    bool read_setting() {
        if (std::isalpha(static_cast<unsigned char>(peek())) == 0) return false;
        const std::string key = name();
        if (key.find('.') != std::string::npos) return false;
        skip_blanks();
        std::string value = "true";
        if (peek() == '=') {
            next();
            value.clear();
            if (!read_value(value)) return false;
        } else if (next() != '\n')
            return false;
        if (section_ == "core" && key == "bare") bare_ = lower(value);
        return true;
    }

    bool read_value(std::string& value) {
        skip_blanks();
        for (bool quoted = false;;) {
            char c = next();
            if (c == '\n') {
                value.erase(value.find_last_not_of(" \t\r") + 1);
                return !quoted;
            }
            if (!quoted && (c == '#' || c == ';')) {
                skip_line();
                value.erase(value.find_last_not_of(" \t\r") + 1);
                return true;
            }
            if (c == '"') {
                quoted = !quoted;
                continue;
            }
            if (c == '\\') {
                c = next();
                if (c == '\n') continue;
                if (std::string_view("ntb\"\\").find(c) == std::string_view::npos) return false;
            }
            value += c;
        }
    }

    std::string_view rest_;
    std::string section_, bare_;
    int line_ = 1;
};

} // namespace

std::string fault_of_config(std::string_view bytes) {
    if (std::all_of(bytes.begin(), bytes.end(), [](char c) { return std::isspace(c) != 0; }))
        return "is empty";
    ConfigReader reader(bytes);
    if (const int line = reader.bad_line(); line > 0)
        return "has in line " + std::to_string(line) + " what git cannot read";
    const std::string& bare = reader.bare();
    if (bare != "true" && bare != "yes" && bare != "on" && bare != "1")
        return "does not say that the repository is bare";
    return "";
}

} // namespace almirah::vault
