// Everything of the C++ API. Start reading at almirah/store.hpp.
#pragma once

#include "almirah/store.hpp"
