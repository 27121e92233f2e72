"""Compares the views that docs/index.md describes with those of the sample office's index, and runs its examples.

    python3 tests/docs/views.py PROGRAM

PROGRAM is almirah_frozen.
"""
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def views_of(page):
    """view -> its columns, in order."""
    views = {}
    for name, _, cell in re.findall(r"^\| `(v_\w+)` \|(.*?)\| (.*) \|$", page, re.MULTILINE):
        listed = "".join(re.findall(r"`([^`]*)`", cell))
        views[name] = re.findall(r"\w+", re.sub(r"\([^)]*\)", "", listed))
    return views


def queries_of(page):
    block = "\n".join(line[4:] for line in page.splitlines() if line.startswith("    "))
    block = re.sub(r"--.*", "", block)
    yield from (text for text in re.findall(r"SELECT[^;\"]*", block) if "v_" in text)


def make_store(program, folder):
    told = {**os.environ, "ALMIRAH_TEST_NOW": "2026-07-01T05:30:00Z"}
    store = folder / "office.almirah"

    def almirah(*words):
        subprocess.run([program, "--store", store, "--as", "asha", *words], env=told, check=True, capture_output=True)

    almirah("init", str(store), "--office", "Collectorate", "--code", "BSR", "--admin", "asha")
    almirah("schedule", "load", str(ROOT / "docs/sample-office/schedule.csv"))
    almirah("record", "file", "--series", "GEN-COR", "--title", "Ponds", "--closed", "2020-01-01")
    return store


def faults(page, connection):
    views = views_of(page)
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")}
    for name in sorted(there ^ views.keys()):
        yield f"{name} is " + ("not in docs/index.md" if name in there else "in docs/index.md and not in the index")
    for name in sorted(there & views.keys()):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        if columns != views[name]:
            yield f"{name} has the columns {columns}, docs/index.md says {views[name]}"
    queries = list(queries_of(page))
    if len(queries) < 6:
        yield f"only {len(queries)} examples found in docs/index.md"
    for query in queries:
        try:
            connection.execute(query).fetchall()
        except sqlite3.Error as error:
            yield f"{query}: {error}"
    if connection.execute("SELECT count(*) FROM v_due").fetchone() != (1,):
        yield "v_due does not show the record that is due"


def main(program):
    folder = Path(tempfile.mkdtemp(prefix="almirah-views-"))
    try:
        store = make_store(os.path.abspath(program), folder)
        connection = sqlite3.connect(f"file:{store}/almirah/index.sqlite3?mode=ro", uri=True)
        found = list(faults((ROOT / "docs" / "index.md").read_text(encoding="utf-8"), connection))
        connection.close()
    finally:
        shutil.rmtree(folder)
    print("\n".join(found) if found else "the views are those of docs/index.md")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
