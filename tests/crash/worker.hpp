// One of many processes that work in a store at once (crowd.py).
#pragma once

#include <string>

namespace almirah::crash {

/// Works until killed or until the file `stop` beside the store is there: files, moves, holds, versions,
/// searches, reads what it filed and what others filed. What is acknowledged is said on stdout, "filed ID
/// TITLE"; the longest wait at the end, "slowest SECONDS". Throws when an answer is wrong or a call fails.
void work(const std::string& directory, unsigned seed);
/// The same without writing.
void look_on(const std::string& directory, unsigned seed);

} // namespace almirah::crash
