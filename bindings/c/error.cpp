#include "wall.hpp"

const char* almirah_version(void) {
    return almirah::version();
}

const char* almirah_code_name(almirah_code code) {
    return code == almirah_ok ? "ok" : almirah::name_of(static_cast<almirah::Code>(code));
}

almirah_error* almirah_error_new(void) {
    return new (std::nothrow) almirah_error;
}
void almirah_error_free(almirah_error* error) {
    delete error;
}
almirah_code almirah_error_code(const almirah_error* error) {
    return error == nullptr ? almirah_ok : error->code;
}
const char* almirah_error_message(const almirah_error* error) {
    return error == nullptr ? "" : error->message.c_str();
}
const char* almirah_error_rule(const almirah_error* error) {
    return error == nullptr ? "" : error->rule.c_str();
}

const char* almirah_text_get(const almirah_text* text) {
    return text == nullptr ? "" : text->value.c_str();
}
void almirah_text_free(almirah_text* text) {
    delete text;
}
