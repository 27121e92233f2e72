"""Replays transcripts of the command line and compares every byte of what is printed.

    python3 tests/golden/run.py PROGRAM [--write] [TRANSCRIPT…]

A transcript is a text file. Lines that start with "$ " are shell commands, run one after the other in a fresh
folder; the lines after each are what it printed, standard output first, then standard error, and "[exit N]" where
N is not 0. Lines that start with "## " are comments and stay. PROGRAM is on the PATH as `almirah`;
its clock stands still at ALMIRAH_TEST_NOW, which a transcript may set by `$ export`. What differs from run to run by
nature (git's object names, which hold the store's random identity) is shown as <object>, keys, roots and signatures likewise. --write makes the
transcripts anew: read the difference before it is committed.

"## needs: namespaces" in a transcript skips it (exit code 77) where nobody may make a namespace of his own;
"## as: nobody" replays it without root's rights, where the person who runs it has them.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "cli"
ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-04-06T05:30:00Z"
SKIPPED = 77
NOBODY = 65534
OBJECT_NAME = re.compile(r"(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])")
TEMPORARY = re.compile(r"tmp_almirah_pack_[0-9_]+")
STORE_IDENTITY = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")


def steps_of(text):
    """Pairs of the comments before a command and the command; what it printed is left out."""
    comments = []
    for line in text.splitlines():
        if line.startswith("## "):
            comments.append(line)
        elif line.startswith("$ "):
            yield ["", *comments] if comments else [], line[2:]
            comments = []


FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")
PUBLIC_KEY = re.compile(r"ssh-ed25519 AAAA[A-Za-z0-9+/=]+")
NOTE = re.compile(r"^(\u2014 \S+ )[A-Za-z0-9+/=]{92}$", re.M)
ROOT_HASH = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=")


def settled(text, folder):
    text = text.replace(str(folder), "<here>")
    text = PUBLIC_KEY.sub("ssh-ed25519 <key>", FINGERPRINT.sub("SHA256:<fingerprint>", text))
    text = ROOT_HASH.sub("<root>", NOTE.sub(r"\1<signature>", text))
    text = TEMPORARY.sub("tmp_almirah_pack_N", text)
    return STORE_IDENTITY.sub("<identity>", OBJECT_NAME.sub("<object>", text))


class Shell:
    """One shell for a transcript, so that `export` and `cd` hold for the commands that follow."""

    def __init__(self, program, folder, as_nobody):
        tools = folder / ".tools"
        tools.mkdir()
        self.prefix = []
        if as_nobody and os.geteuid() == 0:
            shutil.copy(program, tools / "almirah")  # nobody may not enter every folder
            shutil.chown(folder, NOBODY, NOBODY)
            shutil.chown(tools, NOBODY, NOBODY)
            self.prefix = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        else:
            (tools / "almirah").symlink_to(program)
        self.state = tools / "state"
        self.folder = folder
        self.environment = {
            "PATH": f"{tools}:/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "ALMIRAH_TEST_NOW": NOW, "SAMPLES": str(ROOT / "docs" / "sample-office"), "POLICIES": str(ROOT / "docs" / "policies"),
        }
        self.state.write_text(f"cd {folder}\n")
        self.state.chmod(0o666)

    def run(self, command):
        script = (f". {self.state}\n{command}\ncode=$?\n"
                  f"{{ export -p; echo cd \"'$PWD'\"; }} > {self.state}\nexit $code\n")
        done = subprocess.run([*self.prefix, "bash", "-c", script], cwd=self.folder, env=self.environment,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        shown = (done.stdout + done.stderr).decode("utf-8", "backslashreplace")
        if shown and not shown.endswith("\n"):
            shown += "\n[no newline at the end]\n"
        if done.returncode:
            shown += f"[exit {done.returncode}]\n"
        return settled(shown, self.folder)


def namespaces():
    """Whether this person may make a namespace of his own, to mount a small disk in."""
    tried = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True)
    return tried.returncode == 0


def replay(program, transcript):
    """The transcript as it comes out now."""
    folder = Path(tempfile.mkdtemp(prefix="almirah-golden-"))
    try:
        text = transcript.read_text()
        shell = Shell(program, folder, "## as: nobody" in text)
        lines = []
        for comments, command in steps_of(text):
            lines += comments + [f"$ {command}"]
            lines += shell.run(command).splitlines()
        return "\n".join(lines).lstrip("\n") + "\n"
    finally:
        subprocess.run(["chmod", "-R", "u+rwx", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def difference(name, wanted, got):
    import difflib
    return "".join(difflib.unified_diff(wanted.splitlines(True), got.splitlines(True), f"{name} (kept)",
                                        f"{name} (now)"))


def main(arguments):
    write = "--write" in arguments
    program, *names = [word for word in arguments if word != "--write"]
    transcripts = [Path(name) for name in names] or sorted(FOLDER.glob("*.txt"))
    failed = skipped = 0
    for transcript in transcripts:
        kept = transcript.read_text()
        if "## needs: namespaces" in kept and not namespaces():
            skipped += 1
            continue
        got = replay(Path(program).resolve(), transcript)
        if write:
            transcript.write_text(got)
        elif got != kept:
            failed += 1
            print(difference(transcript.name, kept, got))
    print(f"{len(transcripts)} transcripts, {failed} differ, {skipped} skipped")
    return 1 if failed else SKIPPED if skipped == len(transcripts) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
