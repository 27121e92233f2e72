"""Checks that each public header compiles alone, twice included, without a warning.

    python3 tests/layers/headers.py --cxx c++ --cc cc [ROOT]

include/almirah/*.hpp as C++20; include/almirah.h as C99 and as C++20.
"""
import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]


def compile_alone(compiler, language, standard, root, header):
    """What the compiler says; empty when it is content."""
    command = [compiler, "-x", language, f"-std={standard}", *WARNINGS, "-fsyntax-only", "-I", root / "include", "-"]
    include = f'#include "{header}"\n'
    run = subprocess.run(command, input=include * 2, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return f"include/{header}: does not compile alone as {standard}:\n{run.stdout}" if run.returncode else ""


def jobs_of(root, cxx, cc):
    headers = sorted((root / "include/almirah").glob("*.hpp"))
    for header in headers:
        yield cxx, "c++", "c++20", root, f"almirah/{header.name}"
    if (root / "include/almirah.h").exists():
        yield cc, "c", "c99", root, "almirah.h"
        yield cxx, "c++", "c++20", root, "almirah.h"


def check_tree(root, cxx="c++", cc="cc"):
    jobs = list(jobs_of(root, cxx, cc))
    if not jobs:
        return ["include: no public header"]
    with ThreadPoolExecutor(max_workers=2) as pool:
        return [fault for fault in pool.map(lambda job: compile_alone(*job), jobs) if fault]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cxx", default="c++")
    parser.add_argument("--cc", default="cc")
    parser.add_argument("root", nargs="?", type=Path, default=Path(__file__).resolve().parents[2])
    given = parser.parse_args()
    faults = check_tree(given.root, given.cxx, given.cc)
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(1)
    print("each public header compiles alone")


if __name__ == "__main__":
    main()
