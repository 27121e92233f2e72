// Which names the shared library shows.
#pragma once

#if defined(__GNUC__)
#define ALMIRAH_API __attribute__((visibility("default")))
#else
#define ALMIRAH_API
#endif
