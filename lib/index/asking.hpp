// Questions that people write: one SELECT over the stable views (docs/index.md), nothing else.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace almirah::index {

struct Answer {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows; ///< NULL is the empty text.
};

/// Asks on a connection of its own that can only read, and only the views. `values` by parameter name without
/// the colon; parameters that it lacks are NULL. Throws invalid_argument with SQLite's words when the
/// question is wrong, reads what it may not, changes anything, runs for more than a minute, or has an answer
/// of more than 100,000 rows or 64 MiB.
Answer ask(const std::string& file, const std::string& question,
           const std::map<std::string, std::string>& values);

struct QuestionShape {
    std::vector<std::string> columns;
    std::vector<std::string> blanks; ///< Parameters as they are written: ":year", "?".
};

/// What a question gives and what it asks for; throws as `ask` does. Nothing is read.
QuestionShape shape_of(const std::string& file, const std::string& question);

} // namespace almirah::index
