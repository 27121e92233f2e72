// Forms: lists and returns that a law or an office asks for, made of questions to the index and a layout. A
// form is data of the store; another state's form is another file (docs/forms.md).
#pragma once

#include "almirah/text.hpp"

#include <map>
#include <string>
#include <vector>

namespace almirah {

/// What a form has to be told before it can be filled.
struct FormBlank {
    std::string name; ///< As the questions (":name") and the layouts ("{{name}}") have it.
    Text title;
    std::string kind = "text"; ///< "text", "date", "record" (an id), "disposal" (an id).
    std::string action;        ///< Of a disposal: only lists of this action ("destroy").
    std::string fallback; ///< What stands there when nothing is said: a layout, "{{today}}". Empty: it must
                          ///< be said, but for texts, which then stay blank to be filled by hand.

    bool operator==(const FormBlank&) const = default;
};

struct FormColumn {
    std::string field; ///< Column of the question.
    Text title;

    bool operator==(const FormColumn&) const = default;
};

/// Rows that one question to the index gives.
struct FormTable {
    std::string name;
    /// One SELECT over the views of docs/index.md, with the blanks as parameters (":from"). Nothing else can
    /// be read by it, and nothing written.
    std::string question;
    std::vector<FormColumn> columns; ///< Of the table as it is drawn, and of its CSV.

    bool operator==(const FormTable&) const = default;
};

struct Form {
    std::string code; ///< In capitals: "PRR-6".
    Text title;
    Text authority; ///< The law or order that asks for it.
    std::vector<FormBlank> asks;
    std::vector<FormTable> tables;
    std::map<std::string, Text> words;          ///< Words of the layouts in several languages, by name.
    std::map<std::string, std::string> layouts; ///< By medium, "text" and "html" (docs/forms.md, "Layouts").
    std::string file_in; ///< Series in which a printed one is kept as a record (R57); empty: in none.

    bool operator==(const Form&) const = default;
};

/// A form to be filled.
struct FormRequest {
    std::string form;                            ///< Its code.
    std::map<std::string, std::string> values{}; ///< Of its blanks, by name.
    std::string language{}; ///< "en", "hi", …; empty: every text in all its languages, "One / एक".
};

/// A form with its answers.
struct FilledForm {
    std::string form;
    std::map<std::string, std::string> fields; ///< Blanks, words, and what the store knows, by name.
    struct Table {
        std::string name;
        std::vector<std::string> columns; ///< Titles.
        std::vector<std::string> fields;  ///< Names of all columns of the question; those drawn first.
        std::vector<std::vector<std::string>> rows;
    };
    std::vector<Table> tables;
};

/// What an office takes over at once from a folder of files (docs/forms.md, "Profiles"): fields of the policy
/// and forms. Its schedules are named, and loaded as all schedules are.
struct Adoption {
    std::string title;
    std::vector<std::string> changes;             ///< One sentence each; empty: everything is so already.
    std::map<std::string, std::string> schedules; ///< Id -> path of the CSV.
};

} // namespace almirah
