#!/usr/bin/env python3
"""Disturbs operations from outside and looks at what is left.

    campaign.py --driver crash_driver kill|power|disk [--operation NAME]… [--point N] [--all] [--seconds N]

kill   the process is killed at a system call that changes something, by strace: the same as "crash_driver sweep
       kill", but with another judge of what a system call is.
power  the same, on an ext4 file system of its own that writes nothing out by itself: its image at that moment is what
       the disk holds after a power cut. Every second time another program syncs a file of its own before.
       The last point of each operation is its end: what was acknowledged must be there. Needs root.
disk   the operation on a full file system (tmpfs), with 4 kB more room each time, until it succeeds. Needs root.

For each operation (operations.cpp) the state must be the one before or the one after, wholly; verify, git fsck and sqlite3
find nothing; what is asked for next works; and an operation that said "done" is done (P1, P2, P3, P7).

Within --seconds, a sample spread over all points is tried; with --all, or ALMIRAH_CAMPAIGN=1, every one. The last line
is a row for docs/reliability.md.
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
KILLED = -9
STEP_BYTES = 4096


class Fault(Exception):
    pass


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=300, **options)


def must(*command):
    done = run(*command)
    if done.returncode:
        raise Fault(f"{' '.join(command)}: {done.stdout}{done.stderr}")
    return done.stdout


class Driver:
    def __init__(self, path):
        self.path = path

    def operations(self):
        return must(self.path, "list").split()

    def prepare(self, operation, store):
        must(self.path, "prepare", operation, store)

    def count(self, store):
        """How many entries a store has. May change its index."""
        return int(must(self.path, "count", store))

    def act(self, operation, store, under=()):
        return run(*under, self.path, "act", operation, store)

    def check(self, operation, store, status, before):
        checked = run(self.path, "check", operation, store, str(status), str(before))
        if checked.returncode:
            raise Fault(checked.stderr.strip() or f"the check dies with status {checked.returncode}")


def strace(call, nth):
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={call}:signal=KILL:when={nth}"]


def points_of(driver, operation, store, trace):
    """The state-changing calls of an undisturbed run, as (call, how manieth of its thread)."""
    done = driver.act(operation, store, ["strace", "-f", "-qq", "-o", trace, "-e", "trace=" + ",".join(CHANGING)])
    if done.returncode:
        raise Fault(f"{operation}: an undisturbed run does not succeed: {done.stderr}")
    counts, found = collections.Counter(), []
    for line in open(trace, errors="replace"):
        match = re.match(r"(\d+) +(\w+)\((.*)", line)
        if not match or match[2] not in CHANGING:
            continue
        thread, call, rest = match.groups()
        counts[thread, call] += 1
        if (call == "openat" and "O_CREAT" not in rest) or (call == "write" and re.match(r"[12],", rest)):
            continue
        if (call, counts[thread, call]) not in found:
            found.append((call, counts[thread, call]))
    return found


class Bench:
    """Stores prepared once, by operation, and what is tried on copies of them."""

    def __init__(self, driver, folder):
        self.driver, self.folder = driver, folder
        self.entries = {}

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def base(self, operation):
        """A folder with the store before the operation, and files beside it."""
        base = self.path("base-" + operation)
        if operation not in self.entries:
            os.mkdir(base)
            self.driver.prepare(operation, os.path.join(base, "store"))
            trial = self.fresh(base, self.path("count"))
            self.entries[operation] = self.driver.count(os.path.join(trial, "store"))
        return base

    def fresh(self, base, trial):
        shutil.rmtree(trial, ignore_errors=True)
        shutil.copytree(base, trial)
        return trial

    def trace(self, operation):
        trial = self.fresh(self.base(operation), self.path("trial"))
        return points_of(self.driver, operation, os.path.join(trial, "store"), self.path("trace"))


class Kill(Bench):
    def points(self, operation):
        return [(operation, *point) for point in self.trace(operation)]

    def try_point(self, operation, call, nth):
        store = os.path.join(self.fresh(self.base(operation), self.path("trial")), "store")
        status = self.driver.act(operation, store, strace(call, nth)).returncode
        self.driver.check(operation, store, status, self.entries[operation])
        return status == KILLED


class Power(Bench):
    """Each operation's store in an image of a file system."""

    def __init__(self, driver, folder):
        super().__init__(driver, folder)
        self.odd = self.tried = 0
        os.mkdir(self.path("disk"))

    def points(self, operation):
        return [(operation, *point) for point in self.trace(operation)] + [(operation, "end", 0)]

    def mount(self, image):
        must("mount", "-o", "loop,commit=3000", image, self.path("disk"))

    def unmount(self):
        must("umount", self.path("disk"))

    def image(self, operation):
        image = self.path(operation + ".img")
        if not os.path.exists(image):
            with open(image, "wb") as file:
                file.truncate(24 << 20)
            must("mkfs.ext4", "-q", "-E", "lazy_itable_init=0,lazy_journal_init=0", image)
            self.mount(image)
            shutil.copytree(self.base(operation), self.path("disk"), dirs_exist_ok=True)
            self.unmount()
        return image

    def sync_something_else(self):
        descriptor = os.open(self.path("disk", "unrelated"), os.O_WRONLY | os.O_CREAT)
        os.write(descriptor, b"of another program")
        os.fsync(descriptor)
        os.close(descriptor)

    def cut(self, image, copy):
        """Copies the image at one instant: nothing was written to it meanwhile."""
        for _ in range(20):
            must("cp", "--sparse=always", image, copy)
            if run("cmp", "-s", image, copy).returncode == 0:
                return
        raise Fault("the image does not come to rest")

    def try_point(self, operation, call, nth):
        # Each point has names of its own: mount takes a loop device that still has a file of the name, with what the
        # kernel remembers of it, and devices are given back late on a busy machine.
        self.tried += 1
        run_image, cut_image = self.path(f"run-{self.tried}.img"), self.path(f"cut-{self.tried}.img")
        try:
            return self.try_images(operation, call, nth, run_image, cut_image)
        finally:
            for image in (run_image, cut_image):
                if os.path.exists(image):
                    os.unlink(image)

    def try_images(self, operation, call, nth, run_image, cut_image):
        must("cp", "--sparse=always", self.image(operation), run_image)
        self.mount(run_image)
        try:
            under = [] if call == "end" else strace(call, nth)
            status = self.driver.act(operation, self.path("disk", "store"), under).returncode
            self.odd ^= 1
            if self.odd:
                self.sync_something_else()
            self.cut(run_image, cut_image)
        finally:
            self.unmount()
        self.mount(cut_image)
        try:
            self.driver.check(operation, self.path("disk", "store"), status, self.entries[operation])
        finally:
            self.unmount()
        return True


class Disk(Bench):
    """A point is how much room there is, beyond what the store takes."""

    def points(self, operation):
        used = int(must("du", "-s", "--block-size=4096", self.base(operation)).split()[0])
        room, points = 0, []
        while True:
            points.append((operation, "room", used + room))
            if self.attempt(*points[-1])[0] == 0:
                return points
            room += 1

    def attempt(self, operation, _, blocks):
        """Exit status of the operation, and of the check with room again."""
        disk = self.path("disk")
        os.makedirs(disk, exist_ok=True)
        must("mount", "-t", "tmpfs", "-o", f"size={blocks * STEP_BYTES}", "almirah-test", disk)
        try:
            try:
                shutil.copytree(self.base(operation), disk, dirs_exist_ok=True)
            except shutil.Error:
                return None, None
            acted = self.driver.act(operation, os.path.join(disk, "store"))
            if acted.returncode == 1 and not acted.stderr.startswith(("no-space", "io")):
                raise Fault(f"a full disk is told as: {acted.stderr}")
            must("mount", "-o", "remount,size=64m", disk)
            self.driver.check(operation, os.path.join(disk, "store"), acted.returncode, self.entries[operation])
            return acted.returncode, 0
        finally:
            must("umount", disk)

    def try_point(self, *point):
        status, _ = self.attempt(*point)
        return bool(status)


def cannot(how):
    """Why this cannot be done here, or None."""
    if how != "disk" and (not shutil.which("strace") or run("strace", "-qq", "-o", "/dev/null", "true").returncode):
        return "strace is not installed, or may not trace here"
    if how == "kill":
        return None
    with tempfile.TemporaryDirectory() as folder:
        if run("mount", "-t", "tmpfs", "almirah-test", folder).returncode:
            return "nothing can be mounted here (needs root)"
        if how == "power":
            with open(os.path.join(folder, "image"), "wb") as file:
                file.truncate(4 << 20)
            os.mkdir(os.path.join(folder, "m"))
            made = run("mkfs.ext4", "-q", os.path.join(folder, "image")).returncode == 0
            made = made and run("mount", "-o", "loop", os.path.join(folder, "image"),
                                os.path.join(folder, "m")).returncode == 0
            if made:
                must("umount", os.path.join(folder, "m"))
        must("umount", folder)
        return None if how == "disk" or made else "no image can be mounted here (needs a loop device and mkfs.ext4)"


def campaign(options, folder):
    driver = Driver(options.driver)
    bench = {"kill": Kill, "power": Power, "disk": Disk}[options.how](driver, folder)
    operations = options.operation or driver.operations()
    if options.how == "disk":  # no store yet, or nothing written
        operations = [name for name in operations if name != "init"]
    started, tried, met, failures, known = time.monotonic(), 0, 0, 0, 0
    budget = float("inf") if options.all else options.seconds
    random.shuffle(operations)
    queue = []
    for operation in operations:
        if time.monotonic() - started > budget / 2:
            break
        queue += bench.points(operation)
    known = len(queue)
    random.shuffle(queue)
    for point in queue:
        if options.point and f"{point[1]}:{point[2]}" != options.point:
            continue
        if met and time.monotonic() - started > budget:  # One at least, on a machine however slow.
            break
        tried += 1
        try:
            met += bench.try_point(*point)
        except Fault as fault:
            failures += 1
            print(f"{options.how} --operation {point[0]} --point {point[1]}:{point[2]}: {fault}", flush=True)
    print(f"{options.how}: {len({point[0] for point in queue})} operations, {known} points, {tried} tried, {met} met, "
          f"{failures} failures, {time.monotonic() - started:.0f} s")
    return 1 if failures or not met else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--driver", required=True)
    parser.add_argument("--operation", action="append")
    parser.add_argument("--point", help="CALL:NTH only, as a failure prints it")
    parser.add_argument("--all", action="store_true", default=os.environ.get("ALMIRAH_CAMPAIGN") == "1")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("how", choices=("kill", "power", "disk"))
    options = parser.parse_args()
    if reason := cannot(options.how):
        print(f"skipped: {reason}")
        return SKIPPED
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None  # what is synced there is not waited for
    with tempfile.TemporaryDirectory(prefix="almirah-crash-", dir=memory) as folder:
        # SQLite's random numbers are the same in every driver (faults.cpp), and so are the names of its
        # temporary files: two campaigns at once must not make them in one folder.
        os.environ["SQLITE_TMPDIR"] = folder
        return campaign(options, folder)


if __name__ == "__main__":
    sys.exit(main())
