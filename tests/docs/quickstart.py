"""Runs docs/quickstart.sh with a built program and looks at the store that it leaves.

    python3 tests/docs/quickstart.py PROGRAM
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def ends_with(code, *command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode != code:
        sys.exit(f"{' '.join(map(str, command))}\nended with {done.returncode}, not {code}\n{done.stdout}{done.stderr}")
    return done.stdout


def look_at_the_end(store, work, said):
    blobs = [line.split()[0] for line in (work / "gone.txt").read_text().splitlines() if line.endswith(" gone")]
    if len(blobs) < 40:
        sys.exit(f"only {len(blobs)} files were destroyed")
    clone = work / "clone.git"
    ends_with(0, "git", "clone", "--quiet", "--bare", store, clone)
    for place in (store, clone):
        ends_with(0, "git", "-C", place, "fsck", "--strict", "--no-dangling")
        held = ends_with(0, "git", "-C", place, "cat-file", "--batch-check", input="\n".join(blobs) + "\n")
        if held.count(" missing\n") != len(blobs):
            sys.exit(f"{place} still has content of destroyed records:\n{held}")
    judged = ends_with(0, "git", "-C", store, "-c", f"gpg.ssh.allowedSignersFile={work / 'allowed_signers'}", "log",
                       "--format=%G? %s", "register").splitlines()
    keyed = next(at for at, line in enumerate(judged) if " Approve the key " in line)
    if keyed < 20 or any(not line.startswith("G ") for line in judged[:keyed]):
        sys.exit("stock git does not say good of each entry since all have keys:\n" + "\n".join(judged))
    for wanted in (": every signature counts", ": clean\n", "History extends the checkpoint", f"The store is {store}\n", "Three things to try:"):
        if wanted not in said:
            sys.exit(f"the quickstart does not say '{wanted.strip()}'")


def main(program):
    folder = Path(os.path.realpath(tempfile.mkdtemp(prefix="almirah-quickstart-")))
    try:
        tools = folder / "bin"
        tools.mkdir()
        (tools / "almirah").symlink_to(Path(program).resolve())
        store = folder / "office.almirah"
        told = {**os.environ, "ALMIRAH": str(tools / "almirah"), "LC_ALL": "C.UTF-8"}
        said = ends_with(0, "sh", ROOT / "docs" / "quickstart.sh", store, env=told)
        look_at_the_end(store, folder / "office.almirah-work", said)
        ends_with(2, "sh", ROOT / "docs" / "quickstart.sh", store, env=told)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("the quickstart ends as it should")


if __name__ == "__main__":
    main(sys.argv[1])
