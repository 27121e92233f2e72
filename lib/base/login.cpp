#include "base/login.hpp"

#include "base/name.hpp"

namespace almirah::base {

namespace {

bool is_login_joint(char c) {
    return c == '.' || c == '-';
}

} // namespace

bool is_new_login(std::string_view text) {
    bool joint = false;
    for (const char c : text) {
        if (joint && is_login_joint(c)) return false;
        joint = is_login_joint(c);
    }
    return is_login(text) && !joint;
}

std::string look_of(std::string_view login) {
    std::string look;
    for (const char c : login) {
        if (is_login_joint(c) && (look.empty() || look.back() == '-')) continue;
        look += is_login_joint(c) ? '-' : c == '1' ? 'l' : c == '0' ? 'o' : c;
    }
    if (look.ends_with('-')) look.pop_back();
    return look;
}

} // namespace almirah::base
