"""Checks the length of functions (70 lines) and files (600 lines) in lib, cli, bindings and include.

    python3 tests/layers/ratchet.py [ROOT]

The limits are hard; they never go up. Braces are counted on code as clang-format leaves it: a body's brace
has a space before it, an initialiser's has none.
"""
import re
import sys
from pathlib import Path

FUNCTION_LINES = 70
FILE_LINES = 600
FOLDERS = ("lib", "cli", "bindings", "include")
SOURCES = (".hpp", ".cpp", ".h", ".c")
NOISE = re.compile(
    r'R"(?P<tag>[^(\s]*)\(.*?\)(?P=tag)"'  # raw strings
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'"  # characters, not the ' of 10'000
    r"|//[^\n]*"
    r"|/\*.*?\*/", re.DOTALL)
OPENS_SCOPE = re.compile(r'\b(namespace|class|struct|union|enum|extern)\b')


def without_noise(text):
    """The text with comments, strings and preprocessor lines blanked, line by line."""
    text = NOISE.sub(lambda match: "\n" * match.group().count("\n"), text)
    return re.sub(r"^[ \t]*#(?:.*\\\n)*.*$", lambda match: "\n" * match.group().count("\n"), text, flags=re.M)


def kind_of(head, before):
    """What a brace opens: an initialiser, a scope of declarations, or a function's body."""
    if before not in " \n\t" or head.rstrip().endswith(("=", ",", "(", "return")):
        return "initialiser"
    words = head.split("(")[0]
    if OPENS_SCOPE.search(words) and ")" not in head.rsplit(">", 1)[-1]:
        return "scope"
    return "function" if "(" in head else "initialiser"


def functions_of(text):
    """(first line, name, number of lines) of each function that is not inside another."""
    code = without_noise(text)
    stack, head, head_line, line = [], "", 0, 1
    for at, char in enumerate(code):
        if char == "{":
            inside = any(kind == "function" for kind, _, _ in stack)
            kind = kind_of(head, code[at - 1] if at else "\n")
            stack.append(("inner" if inside else kind, head, head_line or line))
            if kind != "initialiser":
                head, head_line = "", 0
        elif char == "}" and stack:
            kind, name, first = stack.pop()
            if kind == "function":
                yield first, " ".join(name.split())[:80], line - first + 1
            if kind != "initialiser":
                head, head_line = "", 0
        elif char == ";":
            head, head_line = "", 0
        else:
            if not char.isspace() and not head_line:
                head_line = line
            head += char
        line += char == "\n"


def check_file(path, shown):
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    if lines > FILE_LINES:
        yield f"{shown}:{lines}: file of {lines} lines; {FILE_LINES} are allowed: split it by noun"
    for first, name, length in functions_of(text):
        if length > FUNCTION_LINES:
            yield f"{shown}:{first}: function of {length} lines; {FUNCTION_LINES} are allowed: {name}"


def check_tree(root):
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in SOURCES and path.is_file():
                yield from check_file(path, path.relative_to(root))


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    faults = list(check_tree(root))
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(1)
    print(f"no function over {FUNCTION_LINES} lines, no file over {FILE_LINES}")


if __name__ == "__main__":
    main()
