"""Runs the whole programs of README.md, docs/api.md and docs/c-api.md, each in a folder with what it asks for.

    python3 tests/docs/programs.py ALMIRAH README_PROGRAM API_PROGRAM C_API_PROGRAM
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
YEAR = re.compile(r"/\d{4}/")


def run(folder, *command):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    if done.returncode:
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}\n{done.stdout}{done.stderr}")
    return YEAR.sub("/2026/", done.stdout)


def expect(name, printed, wanted):
    if printed != wanted:
        sys.exit(f"{name} printed\n{printed}\nand not\n{wanted}")


def readme(folder, almirah, program):
    store = ["--store", "office.almirah", "--as", "asha"]
    run(folder, almirah, "init", "office.almirah", "--office", "Collectorate", "--code", "BSR", "--admin", "asha")
    run(folder, almirah, *store, "schedule", "load", "schedule.csv")
    run(folder, almirah, *store, "person", "add", "dinesh", "--name", "Dinesh Kol", "--role", "clerk")
    (folder / "order.txt").write_text("undisputed\n")
    expect("README.md", run(folder, program).splitlines()[0], "LR-MUT/2026/000001 may go, rule B")


def api(folder, program):
    expect("docs/api.md", run(folder, program), "GEN-COR/2026/000001 C-1 Repair of steel almirahs\nTwo hinges, one lock\n")


def c_api(folder, program):
    page = (ROOT / "docs" / "c-api.md").read_text(encoding="utf-8")
    expect("docs/c-api.md", run(folder, program), re.search(r"^```text\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)[1])


def main(almirah, *programs):
    for check, arguments in ((readme, (almirah, programs[0])), (api, programs[1:2]), (c_api, programs[2:])):
        folder = Path(tempfile.mkdtemp(prefix="almirah-programs-"))
        try:
            shutil.copy(ROOT / "docs" / "sample-office" / "schedule.csv", folder)
            check(folder, *arguments)
        finally:
            shutil.rmtree(folder)
    print("the programs in the docs do what they say")


if __name__ == "__main__":
    main(*map(os.path.abspath, sys.argv[1:]))
