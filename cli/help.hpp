// How --help looks.
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace almirah::cli {

/// The parser's own format, with one short line per command in overviews and one value per option.
class Help : public CLI::Formatter {
public:
    Help();

    std::string make_description(const CLI::App* app) const override;
    std::string make_usage(const CLI::App* app, std::string name) const override;
    std::string make_subcommand(const CLI::App* sub) const override;
    std::string make_option_opts(const CLI::Option* option) const override;
};

} // namespace almirah::cli
