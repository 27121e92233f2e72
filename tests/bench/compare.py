#!/usr/bin/env python3
"""Almirah beside what anyone would run instead, on the same files, in turn: compare.py ALMIRAH BENCH [options]

Each pair of runs is made one after the other, so that a ratio holds when the machine's speed drifts; what is printed
is the median of the ratios. Ours is synced, hashed by SHA-1 and SHA-256, indexed and searchable when it ends; the
peers are as they come, git as it comes too except where it says "synced".

  --runs N      pairs of each (5)
  --texts N     small texts (20000)      --scans N  files that do not compress (500)
  (0 leaves it out; so below)
  --filings N   filings in a row (20)    --store D  a store that almirah_bench made; without it, one of --records N (1000)
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def run(*command, **more):
    subprocess.run(command, check=True, **{**QUIET, **more})


def shell(line):
    run("sh", "-c", line)


class Bench:
    def __init__(self, options, work):
        self.options = options
        self.work = work
        self.almirah = os.path.realpath(options.almirah)
        self.bench = os.path.realpath(options.bench)
        os.chdir(work)
        os.environ.update({
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "b", "GIT_AUTHOR_EMAIL": "b@b",
            "GIT_COMMITTER_NAME": "b", "GIT_COMMITTER_EMAIL": "b@b", "RESTIC_PASSWORD": "p",
            "RESTIC_CACHE_DIR": work + "/restic-cache", "BORG_BASE_DIR": work + "/borg-home",
            "BORG_UNENCRYPTED_REPO_ACCESS_IS_OK": "yes"})

    def timed(self, prepare, work):
        prepare()
        os.sync()  # what others left to be written is none of its time
        start = time.monotonic()
        work()
        return time.monotonic() - start

    def pairs(self, what, ours, peers):
        """One round is ours and each peer once; a peer that is not installed is passed over."""
        names = [name for name, needs, *_ in peers if shutil.which(needs)]
        times = {name: [] for name in ["almirah"] + names}
        for _ in range(self.options.runs):
            times["almirah"].append(self.timed(*ours))
            for name, needs, prepare, work in peers:
                if name in names:
                    times[name].append(self.timed(prepare, work))
        mine = times["almirah"]
        for name in names:
            ratio = statistics.median(a / b for a, b in zip(mine, times[name]))
            print("| %s | %.3f s | %s | %.3f s | %.2f |"
                  % (what, statistics.median(mine), name, statistics.median(times[name]), ratio), flush=True)

    def fresh(self, *names):
        for name in names:
            shutil.rmtree(name, ignore_errors=True)

    # ---- filing a folder

    def fresh_store(self):
        self.fresh("ours")
        run(self.almirah, "init", "ours", "--office", "Bench", "--code", "B", "--admin", "bench")
        run(self.almirah, "--store", "ours", "--as", "bench", "series", "add", "T", "--title", "Texts")

    def import_folder(self, corpus):
        run(self.almirah, "--store", "ours", "--as", "bench", "--quiet", "record", "import", "--series", "T", corpus)

    def git_tree(self, corpus, synced):
        self.fresh("w")
        run("git", "init", "-q", "w")
        if synced:
            run("git", "-C", "w", "config", "core.fsync", "all")
        shutil.copytree(corpus, "w/x")

    def new(self, repository, *command):
        self.fresh(repository)
        run(*command)

    def filing(self, what, corpus):
        commit = "git -C w add -A && git -C w commit -qm x"
        self.pairs(what, (self.fresh_store, lambda: self.import_folder(corpus)), [
            ("git add + commit", "git", lambda: self.git_tree(corpus, False), lambda: shell(commit)),
            ("git add + commit, synced", "git", lambda: self.git_tree(corpus, True), lambda: shell(commit)),
            ("restic backup", "restic", lambda: self.new("rr", "restic", "init", "-r", "rr"),
             lambda: run("restic", "backup", "-r", "rr", corpus)),
            ("borg create", "borg", lambda: self.new("bb", "borg", "init", "-e", "none", "bb"),
             lambda: run("borg", "create", "bb::a", corpus)),
            ("cp -r + sync, sha256sum", "sha256sum", lambda: self.fresh("cp"),
             lambda: shell("cp -r %s cp && sync -f cp && find cp -type f -print0 | xargs -0 sha256sum" % corpus)),
        ])
        filed = subprocess.run([self.almirah, "--store", "ours", "--json", "record", "list"], check=True,
                               capture_output=True).stdout.count(b"\n")
        there = sum(len(files) for _, _, files in os.walk(corpus))
        if filed != there:
            sys.exit("filed %d of %d" % (filed, there))
        self.reading(what, corpus)

    def reading(self, what, corpus):
        nothing = lambda: None
        self.pairs("verify " + what, (nothing, lambda: run(self.almirah, "--store", "ours", "verify")), [
            ("sha256sum of the same", "sha256sum", nothing,
             lambda: shell("find %s -type f -print0 | xargs -0 sha256sum" % corpus)),
            ("git fsck --strict of the store", "git", nothing, lambda: run("git", "-C", "ours", "fsck", "--strict")),
        ])

    # ---- one filing after another

    def one_by_one(self):
        store, count = self.options.store, self.options.filings
        if not store:
            store = "office"
            run(self.bench, "make", store, str(self.options.records))
        ours, theirs = [], []
        self.fresh("w")
        run("git", "init", "-q", "w")
        run("git", "-C", "w", "config", "core.fsync", "all")
        for number in range(self.options.runs):
            said = subprocess.run([self.bench, "file", store, "--size", str(count)], check=True,
                                  capture_output=True, text=True).stdout
            ours.append(float(next(l for l in said.splitlines() if l.startswith("file-one")).split()[1]) / 1e3)
            times = []
            for n in range(count):
                with open("w/f%d-%d" % (number, n), "w", encoding="utf-8") as file:
                    file.write("note %d of %d\n" % (n, number))
                start = time.monotonic()
                shell("cd w && git add f%d-%d && git commit -qm x" % (number, n))
                times.append(time.monotonic() - start)
            theirs.append(statistics.median(times))
        ratio = statistics.median(a / b for a, b in zip(ours, theirs))
        print("| one durable filing | %.4f s | git add + commit of one file, synced | %.4f s | %.2f |"
              % (statistics.median(ours), statistics.median(theirs), ratio), flush=True)

    def versions(self):
        for command in (["git", "--version"], ["restic", "version"], ["borg", "--version"], [self.almirah, "--version"]):
            if shutil.which(command[0]):
                print("# " + subprocess.run(command, capture_output=True, text=True).stdout.splitlines()[0])


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("almirah")
    parser.add_argument("bench")
    for name, value in (("runs", 5), ("texts", 20000), ("scans", 500), ("filings", 20), ("records", 1000)):
        parser.add_argument("--" + name, type=int, default=value)
    parser.add_argument("--store", type=os.path.realpath)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(options, work)
        bench.versions()
        print("| workload | almirah | beside | its time | ratio |\n|---|---|---|---|---|", flush=True)
        for kind, count in (("small", options.texts), ("scans", options.scans)):
            if count == 0:
                continue
            run(sys.executable, HERE + "/corpus.py", kind, kind, str(count))
            shell("cat %s/*/* >/dev/null" % kind)
            bench.filing("%d %s" % (count, "texts" if kind == "small" else "scans"), kind)
        if options.filings > 0:
            bench.one_by_one()


main()
