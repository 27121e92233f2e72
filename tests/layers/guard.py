"""Finds every place in lib/store that takes content away, changes it, or lets go of a record, and checks that each is
behind the one guard (lib/store/guard.hpp).

    python3 tests/layers/guard.py [ROOT]

Holds that are not checked on every such path are the commonest defect of records systems. A new path makes this fail
until it asks the guard, or stands below with the reason why it need not.
"""
import re
import sys
from pathlib import Path

# What takes away, hands over or changes: as it is written in lib/store.
DEEDS = {
    "content leaves the vault": r"\bremove_content\(",
    "content leaves the packs": r"\bpurge\(",
    "a record is destroyed": r"state = RecordState::destroyed",
    "a record is handed over": r"state = RecordState::transferred",
    "content changes": r"\bversions\.push_back\(",
    "a description changes": r"\bcorrected\(record",
    "a record leaves a series": r"erase\(record\.also_in|record\.series = ",
}
GUARD = re.compile(r"\b(why_not_disposable|why_not_weedable|refuse_unless_free|why_held)\(")
# Functions that are reached only through a guarded one, or that make what was not there before.
BEHIND = {
    ("carry_out.cpp", "dispose"): "called by decide_items for what why_not_disposable lets through",
    ("carry_out.cpp", "purge_and_finish"): "purges what an entry has destroyed already",
    ("weeding.cpp", "weed"): "called by dispose for what why_not_weedable lets through",
    ("turn.cpp", "Turn::purge"): "the door to the vault; its callers are looked at",
    ("turn.hpp", "remove_content"): "the door to the vault; its callers are looked at",
    ("turn.hpp", "purge"): "the declaration",
    ("filing.cpp", "put_record"): "a record that is being filed",
    ("import.cpp", "add_found"): "a record that is being filed",
    ("import.cpp", "read_manifest"): "a record that is being filed",
    ("bag_import.cpp", ""): "a record that is being filed",
    ("transfer.cpp", "remove_transferred"): "called by dispose for what why_not_disposable lets through",
    ("document_review.cpp", "record_of"): "a record that is being filed",
    ("document_review.cpp", "file_issue"): "an issue becomes a record, with its content: only records are held",
    ("documents.cpp", "put_revision_content"): "the draft of a document: only records are held",
}
NAME = re.compile(r"([A-Za-z_]\w*(?:::[A-Za-z_]\w*)*)\s*\(")


def functions_of(text):
    """(name, first line, body) of every function at the outermost level, as clang-format leaves it: its head begins
    and its last brace stands in the first column."""
    lines = text.splitlines()
    first = 0
    for at, line in enumerate(lines):
        if not line.strip():
            first = at + 1
        elif line == "}":
            body = "\n".join(lines[first:at + 1])
            head = body.split("{", 1)[0]
            name = NAME.search(re.sub(r"template <[^>]*>", "", head))
            yield (name.group(1) if name else ""), first + 1, body
            first = at + 1


def faults_of(path):
    text = re.sub(r"//[^\n]*", "//", path.read_text(encoding="utf-8"))
    functions = list(functions_of(text))
    for deed, pattern in DEEDS.items():
        for found in re.finditer(pattern, text):
            line = text.count("\n", 0, found.start()) + 1
            owner = next(((name, body) for name, first, body in functions
                          if first <= line <= first + body.count("\n")), ("", ""))
            if path.suffix == ".hpp" or (path.name, owner[0]) in BEHIND or GUARD.search(owner[1]):
                yield None
            else:
                yield f"{path.name}:{line}: {deed} in {owner[0] or 'no function'}, and the guard is not asked"


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    found = [fault for path in sorted((root / "lib/store").glob("*.?pp")) for fault in faults_of(path)]
    faults = [fault for fault in found if fault]
    for fault in faults:
        print(fault)
    if len(found) < len(DEEDS):
        faults.append("too few")
        print(f"only {len(found)} deeds were found: the patterns no longer fit the code")
    if faults:
        sys.exit(1)
    print(f"{len(found)} places take away or change content; each asks the guard")


if __name__ == "__main__":
    main()
