// Mistakes in the command itself: one clear line, with what was probably meant.
#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace almirah::cli {

/// What is wrong with the noun or the verb; nothing when both are known. Asked before parsing, since the
/// parser would speak of an "unexpected argument".
std::optional<std::string> misspelt(const CLI::App& root, const std::vector<std::string>& args);

/// One line for a command that the parser refused.
std::string explain(const CLI::App& root, const CLI::ParseError& error);

/// The word of `known` that is nearest to `word`; empty when none is near.
std::string nearest(const std::string& word, const std::vector<std::string>& known);

} // namespace almirah::cli
