#include "wall.hpp"

almirah_options* almirah_options_new(void) {
    return new (std::nothrow) almirah_options;
}
void almirah_options_free(almirah_options* options) {
    delete options;
}

void almirah_options_set_actor(almirah_options* options, const char* login) {
    almirah::c::wall(nullptr, [&] { options->value.actor = almirah::c::text_or_empty(login); });
}

void almirah_options_set_lock_wait_ms(almirah_options* options, uint32_t wait_ms) {
    options->value.lock_wait = std::chrono::milliseconds(wait_ms);
}

void almirah_options_set_threads(almirah_options* options, uint32_t threads) {
    options->value.threads = threads == 0 ? 1 : threads;
}

void almirah_options_set_clock(almirah_options* options, int64_t (*clock)(void* context), void* context) {
    almirah::c::wall(nullptr, [&] {
        if (clock == nullptr)
            options->value.clock = {};
        else
            options->value.clock = [clock, context] {
                return almirah::Instant(std::chrono::seconds(clock(context)));
            };
    });
}

almirah_code almirah_options_set_key_file(almirah_options* options, const char* path, almirah_error* error) {
    return almirah::c::wall(
        error, [&] { options->value.signer = almirah::key_file_signer(almirah::c::need(path, "path")); });
}

almirah_code almirah_options_set_signer(almirah_options* options, const char* public_key,
                                        int (*sign)(void* context, const void* bytes, size_t size_bytes,
                                                    unsigned char* signature),
                                        void* context, almirah_error* error) {
    return almirah::c::wall(error, [&] {
        if (sign == nullptr)
            throw almirah::Error(almirah::Code::invalid_argument,
                                 "the function that signs is NULL; give one");
        options->value.signer = {
            almirah::c::need(public_key, "public_key"), [sign, context](std::string_view bytes) {
                std::string signature(64, '\0');
                if (sign(context, bytes.data(), bytes.size(),
                         reinterpret_cast<unsigned char*>(signature.data())) == 0)
                    return signature;
                throw almirah::Error(almirah::Code::cancelled,
                                     "the host program did not sign; nothing has changed");
            }};
    });
}
