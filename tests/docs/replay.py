"""Replays the commands of a page of docs and compares what they print with what the page says.

    python3 tests/docs/replay.py PROGRAM [--write] PAGE…

PROGRAM is almirah_frozen. In the page's ```sh blocks, lines that start with "$ " are commands (a backslash at the
end of one goes on in the next line) and the lines after each are what it printed, as in tests/golden. A block
whose fence names a file (```csv more.csv) is written to that file. A page that speaks of the quickstart begins with
the store that docs/quickstart.sh makes, in a copy of the source tree. --write puts what is printed now into the page.
"""
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-07-01T05:30:00Z"
HOME = "/home/dinesh/almirah"


def golden():
    """tests/golden/run.py, whose shell is used here."""
    spec = importlib.util.spec_from_file_location("golden_run", ROOT / "tests" / "golden" / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def prepare(shell, folder, page):
    """A copy of docs; and the quickstart's store, where the page goes on from it."""
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    shell.environment["ALMIRAH_TEST_NOW"] = NOW
    if "quickstart" not in page:
        return
    told = {**shell.environment, "ALMIRAH": str(folder / ".tools" / "almirah")}
    done = subprocess.run(["sh", "docs/quickstart.sh"], cwd=folder, env=told, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"docs/quickstart.sh ended with {done.returncode}\n{done.stdout}{done.stderr}")


class Page:
    """Goes through the lines of a page; `now` is the page as it should be."""

    def __init__(self, lines, shell, folder):
        self.lines, self.shell, self.folder = lines, shell, folder
        self.now = []

    def run(self, command):
        return self.shell.run(command).replace("<here>", HOME)

    def take_block(self, at):
        """The block that begins after line `at`: its lines, and the line that closes it."""
        end = next(i for i in range(at + 1, len(self.lines)) if self.lines[i] == "```")
        return self.lines[at + 1:end], end

    def keep_file(self, name, block):
        here = self.run("pwd").strip().replace(HOME, str(self.folder))
        (Path(here) / name).write_text("".join(line + "\n" for line in block))
        self.now += block

    def run_block(self, block):
        at = 0
        while at < len(block):
            line = block[at]
            at += 1
            if not line.startswith("$ "):
                continue
            command = [line]
            while command[-1].endswith("\\"):
                command.append(block[at])
                at += 1
            self.now += command + self.run("\n".join(command)[2:]).splitlines()

    def replay(self):
        at = 0
        while at < len(self.lines):
            self.now.append(self.lines[at])
            fence = re.fullmatch(r"```(\w+)( \S+)?", self.lines[at])
            if fence:
                block, at = self.take_block(at)
                if fence[2]:
                    self.keep_file(fence[2].strip(), block)
                elif fence[1] == "sh" and any(line.startswith("$ ") for line in block):
                    self.run_block(block)
                else:
                    self.now += block
                self.now.append("```")
            at += 1
        return "\n".join(self.now) + "\n"


def replay(program, text):
    run = golden()
    folder = Path(tempfile.mkdtemp(prefix="almirah-docs-"))
    try:
        shell = run.Shell(program, folder, False)
        prepare(shell, folder, text)
        return Page(text.splitlines(), shell, folder).replay(), run
    finally:
        subprocess.run(["chmod", "-R", "u+rwx", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments):
    write = "--write" in arguments
    program, *pages = [word for word in arguments if word != "--write"]
    failed = 0
    for page in map(Path, pages):
        kept = page.read_text(encoding="utf-8")
        now, run = replay(Path(os.path.abspath(program)), kept)
        if write:
            page.write_text(now, encoding="utf-8")
        elif now != kept:
            failed += 1
            print(run.difference(page.name, kept, now))
    print(f"{len(pages)} pages, {failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
