#!/usr/bin/env python3
"""Eight processes work in one store at once and are killed at random, two more read all the time, and stock git gc runs
beside them.

    crowd.py --driver crash_driver [--seconds N] [--seed N]

In the end each record whose filing was acknowledged is there with its title and content, verify and git fsck find nothing,
nobody saw a wrong answer or an error, and nobody waited for more than five seconds.
"""
import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

WRITERS, READERS, LONGEST_SECONDS = 8, 2, 5.0


class Crowd:
    def __init__(self, driver, folder):
        self.driver, self.store = driver, os.path.join(folder, "store")
        self.folder, self.running, self.started = folder, [], 0
        self.faults = []
        subprocess.run([driver, "prepare", "file", self.store], check=True)

    def start(self, verb):
        self.started += 1
        path = os.path.join(self.folder, f"{verb}-{self.started}")
        with open(path + ".out", "w") as out, open(path + ".err", "w") as err:
            process = subprocess.Popen([self.driver, verb, self.store, str(self.started)], stdout=out, stderr=err)
        self.running.append((process, verb, path))

    def reap(self):
        """Replaces those that ended; whoever was not killed must have ended well."""
        for one in list(self.running):
            process, verb, path = one
            if process.poll() is None:
                continue
            self.running.remove(one)
            if process.returncode not in (0, -signal.SIGKILL):
                self.faults.append(f"{verb} ends with {process.returncode}: {open(path + '.err').read().strip()}")
            if not os.path.exists(self.store + ".stop"):
                self.start(verb)

    def outputs(self, pattern):
        for name in os.listdir(self.folder):
            if name.endswith(".out"):
                yield from re.findall(pattern, open(os.path.join(self.folder, name)).read(), re.M)

    def collect_garbage(self):
        environment = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1")
        return subprocess.Popen(["git", "-C", self.store, "gc", "-q"], env=environment, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)

    def run(self, seconds):
        for _ in range(WRITERS):
            self.start("work")
        for _ in range(READERS):
            self.start("watch")
        kills = collections = 0
        collector, end = self.collect_garbage(), time.monotonic() + seconds
        while time.monotonic() < end and not self.faults:
            time.sleep(random.uniform(0.05, 0.5))
            process, verb, _ = random.choice(self.running)
            if verb == "work":
                process.kill()
                kills += 1
            if collector.poll() is not None:
                collections += 1
                collector = self.collect_garbage()
            self.reap()
        open(self.store + ".stop", "w").close()
        for process, _, _ in self.running:
            process.wait()
        collector.wait()
        self.reap()
        return kills, collections

    def look(self):
        filed = dict(self.outputs(r"^filed (\S+) (\S+)$"))
        done = subprocess.run([self.driver, "list-records", self.store], capture_output=True, text=True)
        there = dict(line.split("\t")[:2] for line in done.stdout.splitlines())
        for record, title in filed.items():
            if there.get(record) != title:
                self.faults.append(f"{record} was acknowledged as {title} and is {there.get(record)}")
        if done.returncode:
            self.faults.append(done.stderr.strip())
        slowest = max(map(float, self.outputs(r"^slowest (\S+)$")), default=0)
        if slowest > LONGEST_SECONDS:
            self.faults.append(f"somebody waited for {slowest:.1f} s")
        return len(filed), slowest


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--driver", required=True)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    random.seed(options.seed)
    with tempfile.TemporaryDirectory(prefix="almirah-crowd-") as folder:
        crowd = Crowd(options.driver, folder)
        kills, collections = crowd.run(options.seconds)
        filed, slowest = crowd.look()
        for fault in crowd.faults[:20]:
            print(fault)
        print(f"crowd: {WRITERS} writers, {READERS} readers, {kills} kills, {collections} git gc, {filed} records filed, "
              f"longest wait {slowest:.1f} s, {len(crowd.faults)} failures, {options.seconds:.0f} s")
        return 1 if crowd.faults or not filed else 0


if __name__ == "__main__":
    sys.exit(main())
