// JSON as text: written member by member, with no tree of it in memory.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace almirah::format {

/// The text in quotes, at the end of `out`. Throws invalid_argument when it is not UTF-8 or has a NUL byte:
/// programs in C, and the index, would see half of it.
void write_text(std::string& out, std::string_view text);

/// The members of an object or a list, one a line, written to the text as they come.
class Members {
public:
    /// It stands in `depth` others. `open` and `close` are its brackets.
    Members(std::string& out, std::size_t depth, char open, char close)
        : out_(out), depth_(depth), close_(close) {
        out_ += open;
    }

    /// Begins the next member; returns the text, in which its value is to be written.
    std::string& next() {
        out_ += empty_ ? "\n" : ",\n";
        out_.append(depth_ + 1, ' ');
        empty_ = false;
        return out_;
    }
    /// The same for a member with a name.
    std::string& next(std::string_view name) {
        write_text(next(), name);
        return out_ += ": ";
    }
    /// How many brackets the value of a member stands in.
    std::size_t depth() const { return depth_ + 1; }

    void close() {
        if (!empty_) out_.append(1, '\n').append(depth_, ' ');
        out_ += close_;
    }

private:
    std::string& out_;
    std::size_t depth_;
    char close_;
    bool empty_ = true;
};

/// An object of which each member is said by name, for programs: JsonObject::text([](JsonObject& it) { … }).
class JsonObject {
public:
    /// The whole text of an object; `fill` gets it to say its members. Ends with a newline.
    template <class Fill>
    static std::string text(Fill fill) {
        std::string out;
        write(out, 0, fill);
        return out += '\n';
    }

    void put(std::string_view name, std::string_view value) { write_text(members_.next(name), value); }
    void put(std::string_view name, const char* value) { put(name, std::string_view(value)); }
    void put(std::string_view name, bool value) { members_.next(name) += value ? "true" : "false"; }
    void put(std::string_view name, std::integral auto value) {
        members_.next(name) += std::to_string(value);
    }
    void put(std::string_view name, const std::vector<std::string>& values) {
        Members list(members_.next(name), members_.depth(), '[', ']');
        for (const auto& value : values)
            write_text(list.next(), value);
        list.close();
    }

    /// An object as the value; `fill` says its members.
    template <class Fill>
    void object(std::string_view name, Fill fill) {
        write(members_.next(name), members_.depth(), fill);
    }
    /// A list of objects, one for each item: fill(object, item).
    template <class Items, class Fill>
    void list(std::string_view name, const Items& items, Fill fill) {
        Members list(members_.next(name), members_.depth(), '[', ']');
        for (const auto& item : items)
            write(list.next(), list.depth(), [&](JsonObject& it) { fill(it, item); });
        list.close();
    }

private:
    JsonObject(std::string& out, std::size_t depth) : members_(out, depth, '{', '}') {}

    template <class Fill>
    static void write(std::string& out, std::size_t depth, Fill fill) {
        JsonObject object(out, depth);
        fill(object);
        object.members_.close();
    }

    Members members_;
};

/// JSON that is well formed, without blanks between its words, on one line with a newline.
std::string compact(std::string_view json);

} // namespace almirah::format
