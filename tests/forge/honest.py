"""Opens stores that earlier versions made, and asks verify of each: honest history is clean, and goes on.

    python3 tests/forge/honest.py PROGRAM BUNDLE…
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "GIT_CONFIG_GLOBAL": "/dev/null",
               "GIT_CONFIG_NOSYSTEM": "1"}


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, env=ENVIRONMENT)


def look_at(program, bundle, folder):
    """What is wrong with the store; empty when nothing."""
    store = str(Path(folder) / bundle.stem)
    for words in (["git", "clone", "-q", "--bare", str(bundle), store],
                  ["git", "-C", store, "symbolic-ref", "HEAD", "refs/heads/register"]):
        done = run(*words)
        if done.returncode:
            return f"{' '.join(words[:2])}: {done.stderr}"
    for words in (["verify"], ["verify", "--signatures"], ["reindex"], ["history"]):
        done = run(program, "--store", store, *words)
        if done.returncode:
            return f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return ""


def main():
    program, failed = str(Path(sys.argv[1]).resolve()), 0
    with tempfile.TemporaryDirectory(prefix="almirah-honest-") as folder:
        for bundle in map(Path, sys.argv[2:]):
            fault = look_at(program, bundle, folder)
            if fault:
                failed += 1
                print(f"{bundle.name}: {fault}")
    print(f"{len(sys.argv) - 2} stores, {failed} not clean")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
