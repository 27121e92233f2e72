"""Checks that each whole program in README.md and docs/*.md compiles against the public headers.

    python3 tests/layers/examples.py --cxx c++ [ROOT]

A whole program is a ```cpp block with a main function.
"""
import argparse
import re
import subprocess
import sys
from pathlib import Path

BLOCK = re.compile(r"^```cpp\n(.*?)^```", re.DOTALL | re.MULTILINE)
FLAGS = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only"]


def programs_of(page):
    text = page.read_text(encoding="utf-8")
    for block in BLOCK.finditer(text):
        if "int main(" in block[1]:
            yield text.count("\n", 0, block.start()) + 1, block[1]


def check_tree(root, cxx="c++"):
    for page in [root / "README.md", *sorted((root / "docs").glob("*.md"))]:
        if not page.exists():
            continue
        for line, program in programs_of(page):
            run = subprocess.run([cxx, *FLAGS, "-I", root / "include", "-x", "c++", "-"], input=program, text=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            if run.returncode:
                yield f"{page.relative_to(root)}:{line}: the example does not compile:\n{run.stdout}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cxx", default="c++")
    parser.add_argument("root", nargs="?", type=Path, default=Path(__file__).resolve().parents[2])
    given = parser.parse_args()
    faults = list(check_tree(given.root, given.cxx))
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(1)
    print("each example compiles")


if __name__ == "__main__":
    main()
