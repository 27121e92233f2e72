#!/usr/bin/env python3
"""Kills an operation at each of its system calls, or makes each of them fail, and looks at what is left.

    campaign.py --driver crash_driver kill|error [--operation NAME] [--all] [--seconds N]

For each operation (driver.cpp) the calls that change anything are listed once. Then, for each of them, the operation is
run on a copy of the same store and is killed there (kill), or the call fails with ENOSPC or EIO (error). A fresh process
must find the state before or the state after, wholly; verify and git fsck find nothing; what is asked for next
works. An operation that said "done" must be done, and one that said "not done" must not be (P1, P2, P3, P7).

Within --seconds, a sample of all points is tried, spread evenly; with --all, or ALMIRAH_CAMPAIGN=1, every one. The last
line is a row for the table in docs: points there are, tried, met (killed there; or the error
was told), failures.
"""
import argparse
import collections
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
CHANGING = ("write pwrite64 writev pwritev fsync fdatasync rename renameat renameat2 unlink unlinkat rmdir openat mkdir "
            "mkdirat ftruncate fallocate link linkat symlink chmod fchmod").split()
ERRORS = ("ENOSPC", "EIO")
# What no file system answers to these calls.
NEVER = {("unlink", "ENOSPC"), ("unlinkat", "ENOSPC"), ("rmdir", "ENOSPC"), ("chmod", "ENOSPC"), ("fchmod", "ENOSPC")}

Point = collections.namedtuple("Point", "operation call nth error")


class Bench:
    """Stores prepared once, copied for each trial."""

    def __init__(self, driver, folder):
        self.driver, self.folder = driver, folder
        self.entries = {}
        self.reached = 0  # trials in which the kill or the error was seen

    def run(self, *arguments, under=()):
        return subprocess.run([*under, self.driver, *arguments], capture_output=True, text=True, timeout=120,
                              errors="replace")

    def base(self, operation):
        base = os.path.join(self.folder, "base-" + operation)
        if operation in self.entries:
            return base
        made = self.run("prepare", operation, base)
        if made.returncode:
            sys.exit(f"{operation}: cannot prepare: {made.stderr}")
        log = git(base, "rev-list", "--count", "register") if os.path.exists(base) else None
        self.entries[operation] = int(log.stdout) if log else 0
        return base

    def copy(self, operation):
        trial = os.path.join(self.folder, "trial")
        for name in os.listdir(self.folder):
            if name.startswith("trial"):
                shutil.rmtree(os.path.join(self.folder, name))
        base = self.base(operation)
        if os.path.exists(base):
            shutil.copytree(base, trial)
        return trial


def git(repository, *arguments):
    environment = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1")
    return subprocess.run(["git", "-C", repository, *arguments], capture_output=True, text=True, env=environment,
                          errors="replace")


def points_of(bench, operation, errors):
    """The state-changing calls of an undisturbed run, as (call, how manieth of its thread)."""
    trial = bench.copy(operation)
    trace = os.path.join(bench.folder, "trace")
    done = bench.run("act", operation, trial,
                     under=["strace", "-f", "-qq", "-o", trace, "-e", "trace=" + ",".join(CHANGING)])
    if done.returncode:
        sys.exit(f"{operation}: an undisturbed run does not succeed: {done.stderr}")
    counts, found = collections.Counter(), []
    for line in open(trace, errors="replace"):
        match = re.match(r"(\d+) +(\w+)\((.*)", line)
        if not match or match[2] not in CHANGING:
            continue
        thread, call, rest = match.groups()
        counts[thread, call] += 1
        if call == "openat" and "O_CREAT" not in rest:
            continue
        if call == "write" and re.match(r"[12],", rest):
            continue
        point = (call, counts[thread, call])
        if point not in found:
            found.append(point)
    return [Point(operation, call, nth, error) for call, nth in found for error in errors
            if (call, error) not in NEVER]


def fault_of(bench, point):
    """What is wrong after this point, or None."""
    trial = bench.copy(point.operation)
    what = "signal=KILL" if point.error is None else "error=" + point.error
    acted = bench.run("act", point.operation, trial,
                      under=["strace", "-f", "-qq", "-o", "/dev/null", "-e",
                             f"inject={point.call}:{what}:when={point.nth}"])
    if point.error is None and acted.returncode == 0:
        return None  # a thread made fewer calls this time
    bench.reached += point.error is None or acted.returncode != 0
    if point.error and acted.returncode not in (0, 1, 2):
        return f"crashed with status {acted.returncode}: {acted.stderr.strip()[-300:]}"
    if point.error and acted.returncode == 1 and not re.match(r"(no-space|io|busy|corrupt|permission): ", acted.stderr):
        return "said: " + acted.stderr.strip()
    checked = bench.run("check", point.operation, trial)
    if checked.returncode:
        return checked.stderr.strip() or f"check died with status {checked.returncode}"
    state, entries = checked.stdout.split()
    fault = promise_broken(bench, point, acted.returncode, state, int(entries))
    if fault:
        return fault + (": " + acted.stderr.strip() if acted.stderr else "")
    fsck = git(trial, "fsck", "--strict", "--full")
    return f"git fsck: {fsck.stdout}{fsck.stderr}" if fsck.returncode else None


def promise_broken(bench, point, status, state, entries):
    before = bench.entries[point.operation]
    if state == "old" and entries != before:
        return f"the state is old, with {entries} entries instead of {before}"
    if point.operation in ("init", "reindex", "rebuild"):
        return None
    if status == 0 and state != "new":
        return f"it said done, and the state is {state}"
    # A disposal goes in steps, and is carried on by calling again.
    if point.error and status == 1 and state == "new":
        return "it said not done, and it is done"
    return None


def spread(points, count):
    """All points, in an order whose every beginning is an even sample of operations and calls; another each time."""
    step = max(1, len(points) // max(1, count))
    starts = random.sample(range(step), step)
    return [points[at] for start in starts for at in range(start, len(points), step)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--driver", required=True)
    parser.add_argument("--operation", action="append")
    parser.add_argument("--point", help="CALL:NTH[:ERROR] only")
    parser.add_argument("--all", action="store_true", default=os.environ.get("ALMIRAH_CAMPAIGN") == "1")
    parser.add_argument("--seconds", type=float, default=25)
    parser.add_argument("how", choices=("kill", "error"))
    options = parser.parse_args()
    if not shutil.which("strace") or subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"]).returncode:
        print("skipped: strace is not installed, or may not trace here")
        return SKIPPED
    operations = options.operation or subprocess.run([options.driver, "list"], capture_output=True, text=True,
                                                     check=True).stdout.split()
    started, failures, tried = time.monotonic(), 0, 0
    with tempfile.TemporaryDirectory(prefix="almirah-crash-") as folder:
        bench = Bench(options.driver, folder)
        errors = (None,) if options.how == "kill" else ERRORS
        points = [point for operation in operations for point in points_of(bench, operation, errors)]
        if options.point:
            call, nth, *error = options.point.split(":")
            points = [p for p in points if (p.call, str(p.nth)) == (call, nth) and p.error == (error or [None])[0]]
        budget = float("inf") if options.all else options.seconds
        for point in spread(points, 60):
            if time.monotonic() - started > budget:
                break
            tried += 1
            fault = fault_of(bench, point)
            if fault:
                failures += 1
                what = ":".join(filter(None, (point.call, str(point.nth), point.error)))
                print(f"--operation {point.operation} --point {what}: {fault}", flush=True)
    seconds = time.monotonic() - started
    print(f"{options.how}: {len(points)} points in {len(operations)} operations, {tried} tried, {bench.reached} met, "
          f"{failures} failures, {seconds:.0f} s")
    return 1 if failures or not bench.reached else 0


if __name__ == "__main__":
    sys.exit(main())
