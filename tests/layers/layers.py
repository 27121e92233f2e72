"""Checks every #include against the table of rooms in lib/README.md.

    python3 tests/layers/layers.py [ROOT]

Prints one line per offence, FILE:LINE: REASON, and exits 1 when there is any.
"""
import re
import sys
from pathlib import Path

# Which header belongs to which third-party library. A header in angle brackets that is neither here nor of
# the system is refused, so that a new dependency is entered here and in the table on purpose.
THIRD_PARTY = {
    "git2": ("git2.h", "git2/"),
    "sqlite3": ("sqlite3.h",),
    "openssl": ("openssl/",),
    "libdeflate": ("libdeflate.h",),
    "zlib": ("zlib.h",),
    "utf8proc": ("utf8proc.h",),
    "boost": ("boost/",),
    "nlohmann": ("nlohmann/",),
    "simdjson": ("simdjson.h",),
    "cli11": ("CLI/",),
    "python": ("Python.h",),
    "node": ("node_api.h",),
}
SYSTEM_FOLDERS = ("sys/", "linux/", "arpa/", "netinet/")
SYSTEM_HEADERS = set("""assert ctype dirent dlfcn errno fcntl fnmatch grp inttypes langinfo limits locale poll
    pthread pwd sched signal stdarg stdbool stddef stdint stdio stdlib string strings termios time unistd wchar
    endian byteswap iconv immintrin cpuid""".split())
DOOR = ("store.hpp", "store_audit_pack.hpp", "store_audits.hpp", "store_distribution.hpp", "store_documents.hpp",
        "almirah.hpp")
SOURCES = (".hpp", ".cpp", ".h", ".c")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


class Room:
    def __init__(self, name, includes, third_party):
        self.name = name
        self.includes = set(includes)
        self.third_party = set(third_party)


# Outside lib (last paragraphs of lib/README.md): the public headers stand alone, the command line and the
# bindings see nothing of lib.
OUTSIDE = {
    "include/almirah": Room("include", ["values", "door"], []),
    "include": Room("include", ["c-api"], []),
    "cli": Room("cli", ["values", "door"], ["cli11", "nlohmann"]),
    "bindings/c": Room("bindings/c", ["values", "door", "c-api"], []),
    "bindings/python": Room("bindings/python", ["c-api"], ["python"]),
    "bindings/node": Room("bindings/node", ["c-api"], ["node"]),
}


def read_table(readme):
    """The rooms of lib/README.md in the table's order; 'all above' stands for the rooms above."""
    rooms = {}
    for line in readme.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) != 4 or not re.fullmatch(r"`[a-z]+`", cells[0]):
            continue
        includes, third_party = (
            [word.strip(" `") for word in cell.split(",") if word.strip(" `")] for cell in cells[2:])
        if "all above" in includes:
            includes.remove("all above")
            includes += rooms
        rooms[cells[0].strip("`")] = Room(cells[0].strip("`"), includes, third_party)
    return rooms


def faults_of_table(rooms, lib):
    above = set()
    for room in rooms.values():
        for name in room.includes - {"values", "door"}:
            if name not in rooms:
                yield f"lib/README.md: {room.name} may include '{name}', which is no room"
            elif name not in above:
                yield f"lib/README.md: {room.name} may include {name}, which does not stand above it"
        for name in room.third_party - set(THIRD_PARTY):
            yield f"lib/README.md: {room.name} names '{name}', which is not in tests/layers/layers.py"
        above.add(room.name)
    for folder in sorted(path for path in lib.iterdir() if path.is_dir()):
        if folder.name not in rooms and sources_under(folder):
            yield f"lib/{folder.name}: a room that is not in the table of lib/README.md"


def library_of(header):
    for name, starts in THIRD_PARTY.items():
        if any(header == start or (start.endswith("/") and header.startswith(start)) for start in starts):
            return name
    return None


def is_system(header):
    if header.startswith(SYSTEM_FOLDERS):
        return True
    if header.endswith(".h"):
        return header[:-2] in SYSTEM_HEADERS
    return re.fullmatch(r"[a-z0-9_]+", header) is not None


def fault_of_angle(room, header):
    if header.startswith("almirah"):
        return fault_of_quoted(room, header, False, {})
    library = library_of(header)
    if library is None:
        return None if is_system(header) else f"<{header}> is of no library in the table of lib/README.md"
    if library in room.third_party:
        return None
    return f"{room.name} may not use {library} (<{header}>); see the table in lib/README.md"


def fault_of_quoted(room, header, beside, rooms):
    """`beside`: whether the header lies in the including file's own folder."""
    folder, _, name = header.rpartition("/")
    first = header.split("/")[0]
    if header == "almirah.h":
        wanted = "c-api"
    elif folder == "almirah":
        wanted = "door" if name in DOOR else "values"
    elif first in rooms or first == "cli":
        wanted = first
    elif header.startswith("bindings/"):
        wanted = folder
    elif beside:
        return None
    else:
        return f'"{header}" is neither a public header nor of a room'
    if wanted == room.name or wanted in room.includes:
        return None
    return f"{room.name} may not include {wanted} (\"{header}\"); see the table in lib/README.md"


def check_file(path, shown, room, rooms):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        kind, header = match.groups()
        if ".." in header.split("/"):
            fault = f'"{header}" leaves its folder; name the room'
        elif kind == "<":
            fault = fault_of_angle(room, header)
        else:
            fault = fault_of_quoted(room, header, (path.parent / header).is_file(), rooms)
        if fault:
            yield f"{shown}:{number}: {fault}"


def sources_under(folder, deep=True):
    found = folder.rglob("*") if deep else folder.glob("*")
    return sorted(path for path in found if path.suffix in SOURCES and path.is_file())


def check_tree(root):
    rooms = read_table(root / "lib/README.md")
    if not rooms:
        yield "lib/README.md: no table of rooms"
        return
    yield from faults_of_table(rooms, root / "lib")
    for name, room in rooms.items():
        for path in sources_under(root / "lib" / name):
            yield from check_file(path, path.relative_to(root), room, rooms)
    for folder, room in OUTSIDE.items():
        for path in sources_under(root / folder, deep=folder != "include"):
            yield from check_file(path, path.relative_to(root), room, rooms)


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    faults = list(check_tree(root))
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(1)
    print("every #include follows lib/README.md")


if __name__ == "__main__":
    main()
