#include "base/charset.hpp"

#include "almirah/error.hpp"

#include <array>
#include <cerrno>
#include <iconv.h>

namespace almirah::base {

namespace {

class Converter {
public:
    explicit Converter(const std::string& charset) : handle_(::iconv_open("UTF-8", charset.c_str())) {}
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter() {
        if (known()) ::iconv_close(handle_);
    }
    bool known() const { return handle_ != reinterpret_cast<iconv_t>(-1); } // NOLINT: iconv's own mark

    /// Appends what is converted; false where the bytes stop being of the encoding, `rest` bytes before the
    /// end.
    bool convert(std::string_view bytes, std::string& text, std::size_t& rest) {
        char* from = const_cast<char*>(bytes.data()); // iconv reads only
        rest = bytes.size();
        while (step(&from, &rest, text))
            if (rest == 0) return step(nullptr, nullptr, text);
        return false;
    }

private:
    bool step(char** from, std::size_t* rest, std::string& text) {
        std::array<char, 4096> piece{};
        char* to = piece.data();
        std::size_t room = piece.size();
        const bool failed = ::iconv(handle_, from, rest, &to, &room) == static_cast<std::size_t>(-1);
        const bool full = failed && errno == E2BIG;
        text.append(piece.data(), piece.size() - room);
        return !failed || full;
    }

    iconv_t handle_;
};

} // namespace

std::string to_utf8(std::string_view bytes, const std::string& charset) {
    Converter converter(charset);
    // A slash begins iconv's own options, which may drop characters silently.
    if (charset.empty() || charset.find('/') != std::string::npos || !converter.known())
        throw Error(Code::invalid_argument, "'" + charset +
                                                "' is no encoding that this machine knows; see `iconv -l`, "
                                                "such as windows-1252");
    std::string text;
    std::size_t rest = 0;
    if (!converter.convert(bytes, text, rest))
        throw Error(Code::invalid_argument, "the byte " + std::to_string(bytes.size() - rest + 1) +
                                                " is none of " + charset + "; name the right encoding");
    return text;
}

} // namespace almirah::base
