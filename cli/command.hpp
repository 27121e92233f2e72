// What the files of cli/commands share when they declare nouns, verbs and options.
#pragma once

#include "cli/session.hpp"

#include <CLI/CLI.hpp>

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

namespace almirah::cli {

/// Headings under which `almirah --help` lists the nouns.
namespace group {
inline constexpr const char* everyday = "Everyday work";
inline constexpr const char* retention = "Retention";
inline constexpr const char* documents = "Documents";
inline constexpr const char* audits = "Audits";
inline constexpr const char* trust = "Trust";
inline constexpr const char* administration = "Administration";
} // namespace group

/// A noun that needs a verb.
CLI::App& add_noun(CLI::App& root, const std::string& name, const std::string& sentence, const char* heading);

/// A verb, or a noun that needs none. The examples stand at the end of its help.
CLI::App& add_verb(CLI::App& parent, const std::string& name, const std::string& sentence,
                   std::initializer_list<const char*> examples);

/// An option that may be given several times, one value each: what follows the value is not swallowed.
CLI::Option* add_repeated(CLI::App& verb, const std::string& name, std::vector<std::string>& values,
                          const std::string& help);

/// A text in several languages: --title T, --title-hi T, --title-in TAG=T.
struct TextOptions {
    std::string text;
    std::string hindi;
    std::vector<std::string> in;
};
CLI::Option* add_text(CLI::App& verb, const std::string& name, TextOptions& options, const std::string& help);
Text text_of(const TextOptions& options);

/// Options of the many verbs that do one thing to one object.
struct Target {
    std::string id;
    std::string reason;
    std::string on;
};

/// Declares a verb on one object, named by `what` ("RECORD"); `act` does it. The caller may add options.
template <class Act>
CLI::App& add_target_verb(CLI::App& parent, Session& session, const std::string& name,
                          const std::string& sentence, std::initializer_list<const char*> examples,
                          const std::string& what, const std::shared_ptr<Target>& target, Act act) {
    CLI::App& verb = add_verb(parent, name, sentence, examples);
    verb.add_option(what, target->id)->required();
    verb.callback([&session, target, act] { act(session, *target); });
    return verb;
}

} // namespace almirah::cli
