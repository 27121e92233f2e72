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
