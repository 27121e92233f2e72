"""Compares the codes of docs/errors.md with those of the sources, both ways.

    python3 tests/docs/codes.py [ROOT]
"""
import re
import sys
from pathlib import Path

CODE = r'"([a-z]+(?:-[a-z]+)*)"'


def sources(root, *patterns):
    return "\n".join(path.read_text(encoding="utf-8") for pattern in patterns for path in sorted(root.glob(pattern)))


def section(page, title):
    """The codes in the first column of the tables of a section, with their whole rows."""
    text = page.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]
    return {match[1]: match[0] for match in re.finditer(r"^\| `([a-z-]+)` \|.*$", text, re.MULTILINE)}


def error_rows(root):
    """name -> (number, exit code), as the sources have them."""
    numbers = dict(re.findall(r"^    (\w+) = (\d+),", sources(root, "include/almirah/error.hpp"), re.MULTILINE))
    exits = dict(re.findall(r"(exit_\w+) = (\d+)", sources(root, "cli/exit_code.hpp")))
    taken = dict(re.findall(r"case Code::(\w+):\s+return (\w+);", sources(root, "cli/exit_code.cpp")))
    return {name.replace("_", "-"): (number, exits[taken[name]]) for name, number in numbers.items()}


def finding_codes(root):
    """code -> severities."""
    text = sources(root, "lib/vault/*.cpp", "lib/index/*.cpp", "lib/store/*.cpp")
    found = {}
    for code, severity in re.findall(CODE + r",\s*Severity::(\w+)", text):
        found.setdefault(code, set()).add(severity)
    # What is wrong with an entry or its signature is an error; the replay gives it its severity.
    for code in re.findall(r'[({]\s*"((?:entry|signature)-[a-z-]+)"', sources(root, "lib/store/entry_*.cpp", "lib/store/replay.cpp")):
        found.setdefault(code, set()).add("error")
    for code in re.findall(r'_code = "([a-z-]+)"', sources(root, "lib/store/entry_*.cpp")):
        found.setdefault(code, set()).add("error")
    for code in re.findall(r"guarded\((?:findings|result),\s*" + CODE, text):
        found.setdefault(code, set()).add("error")
    return found


def reason_codes(root):
    text = sources(root, "lib/model/*.cpp")
    arguments = re.findall(r"\b(?:block|tell)\(([^;]*?)[,)]", text)
    return {code for argument in arguments for code in re.findall(CODE, argument)}


def bag_codes(root):
    return set(re.findall(r"(?:wrong|doubtful|remark)\)?\(\w+(?:\(\))?,\s*" + CODE,
                          sources(root, "lib/exchange/bag*.cpp", "lib/store/bag*.cpp")))


def differences(what, in_sources, on_page):
    for code in sorted(set(in_sources) - set(on_page)):
        yield f"{what} {code} is in the sources and not in docs/errors.md"
    for code in sorted(set(on_page) - set(in_sources)):
        yield f"{what} {code} is in docs/errors.md and not in the sources"


def faults(root):
    page = (root / "docs" / "errors.md").read_text(encoding="utf-8")
    errors, findings = section(page, "Error codes"), section(page, "Findings of verify")
    reasons = section(page, "Reasons of an evaluation")
    wanted_errors, wanted_findings = error_rows(root), finding_codes(root)
    yield from differences("error", wanted_errors, errors)
    yield from differences("finding", wanted_findings, findings)
    yield from differences("fault of a bag", bag_codes(root), section(page, "Faults of a bag"))
    yield from differences("reason", reason_codes(root), reasons)
    for code in wanted_errors.keys() & errors.keys():
        if f"| {' | '.join(wanted_errors[code])} |" not in errors[code]:
            yield f"error {code}: docs/errors.md does not have its number and exit code {wanted_errors[code]}"
    for code in wanted_findings.keys() & findings.keys():
        if findings[code].split(" | ")[1] not in wanted_findings[code]:
            yield f"finding {code}: its severity is {wanted_findings[code]}"


def main(arguments):
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[2]
    found = list(faults(root))
    print("\n".join(found) if found else "docs/errors.md has every code, and no other")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
