#!/usr/bin/env python3
"""Kills an import through the command line with SIGKILL at random moments, and looks at what is left.

    kill9_import.py --almirah PATH [--times N] [--files N] [--seed N]

After each kill the next command works; what the register acknowledged before is there; verify and git fsck find
nothing; running the import again to its end files every file, and none twice.
"""
import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time


class Store:
    def __init__(self, almirah, directory):
        self.almirah, self.directory = almirah, directory

    def command(self, *arguments):
        return [self.almirah, "--store", self.directory, "--as", "kiran", *arguments]

    def run(self, *arguments):
        done = subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=300)
        if done.returncode:
            raise AssertionError(f"{' '.join(arguments)}: exit {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def titles(self):
        return [json.loads(line)["title"] for line in self.run("--json", "record", "list").splitlines()]

    def git(self, *arguments):
        environment = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1")
        done = subprocess.run(["git", "-C", self.directory, *arguments], capture_output=True, text=True,
                              env=environment, check=False)
        if done.returncode:
            raise AssertionError(f"git {arguments[0]}: {done.stdout}{done.stderr}")
        return done.stdout

    def filed(self):
        """How many records the entries of the register say were filed."""
        summaries = self.git("log", "--format=%s", "register").splitlines()
        return sum(int(line.split()[1]) for line in summaries if line.startswith("File "))

    def import_folder(self, folder):
        return self.command("--quiet", "record", "import", "--series", "LR", folder)


def make_files(folder, count):
    for i in range(count):
        path = os.path.join(folder, f"{i // 500:03d}")
        os.makedirs(path, exist_ok=True)
        with open(os.path.join(path, f"file {i:05d}.txt"), "w") as file:
            file.write(f"paper {i}\n" * (1 + i % 40))


def kill_at(store, folder, seconds):
    """Runs the import and kills it; whether it was still running."""
    child = subprocess.Popen(store.import_folder(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    return child.wait() == -signal.SIGKILL


def look(store, acknowledged):
    titles = store.titles()
    assert len(titles) == len(set(titles)), "a file is filed twice"
    assert len(titles) == store.filed(), f"{len(titles)} records, but the register's entries tell of {store.filed()}"
    assert len(titles) >= acknowledged, f"{acknowledged} were acknowledged, {len(titles)} are there"
    store.run("verify")
    store.git("fsck", "--strict", "--full")
    return len(titles)


def trial(almirah, base, folder, files, seconds):
    directory = base + "-trial"
    shutil.rmtree(directory, ignore_errors=True)
    shutil.copytree(base, directory)
    store = Store(almirah, directory)
    killed = kill_at(store, folder, seconds)
    acknowledged = store.filed()
    left = look(store, acknowledged)
    store.run("--quiet", "record", "import", "--series", "LR", folder)
    assert look(store, left) == files, "not every file is filed"
    return killed, left


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--almirah", required=True)
    parser.add_argument("--times", type=int, default=20 if os.environ.get("ALMIRAH_CAMPAIGN") == "1" else 8)
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print(f"seed {options.seed}")
    random.seed(options.seed)
    with tempfile.TemporaryDirectory(prefix="almirah-kill9-") as parent:
        folder, base = os.path.join(parent, "papers"), os.path.join(parent, "base")
        make_files(folder, options.files)
        subprocess.run([options.almirah, "init", base, "--office", "Collectorate", "--code", "BSR", "--admin", "kiran"],
                       check=True, stdout=subprocess.DEVNULL)
        Store(options.almirah, base).run("series", "add", "LR", "--title", "Land records")
        undisturbed = base + "-undisturbed"
        shutil.copytree(base, undisturbed)
        started = time.monotonic()
        subprocess.run(Store(options.almirah, undisturbed).import_folder(folder), check=True)
        whole = time.monotonic() - started
        killed = 0
        for _ in range(options.times):
            seconds = random.uniform(0, whole)
            try:
                was_running, left = trial(options.almirah, base, folder, options.files, seconds)
            except AssertionError as fault:
                print(f"killed after {seconds:.3f} of {whole:.3f} s: {fault}")
                return 1
            killed += was_running
            print(f"killed after {seconds:.3f} of {whole:.3f} s with {left} of {options.files} filed: sound", flush=True)
        print(f"{options.times} imports, {killed} killed while running, 0 failures")
        return 0 if killed else 1


if __name__ == "__main__":
    sys.exit(main())
