#include "wall.hpp"

almirah_code almirah_key_register(int* number, almirah_store* store, const char* public_key,
                                  almirah_error* error) {
    return almirah::c::wall(error, [&] {
        almirah::KeyRequest request;
        request.key = almirah::c::need(public_key, "public_key");
        const int made = almirah::c::need(store, "store")->value.keys().register_key(request);
        if (number != nullptr) *number = made;
    });
}

almirah_code almirah_key_approve(almirah_store* store, const char* login, int number, almirah_error* error) {
    return almirah::c::wall(error, [&] {
        almirah::c::need(store, "store")->value.keys().approve(almirah::c::need(login, "login"), number);
    });
}
