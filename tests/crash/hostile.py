#!/usr/bin/env python3
"""Stores that somebody made to do harm: each is refused in one line, or read without harm.

    hostile.py --almirah PATH [--all]

For each, `verify`, `record list`, `record file` and `reindex` run with a limit of time and of memory. None may die of a
signal, take longer, or say more than one line when it refuses; nothing appears outside the store. What verify must
say stands beside each. --all adds the large ones (a tree of a million entries).
"""
import argparse
import hashlib
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zlib

SECONDS, MEMORY_BYTES = 120, 3 << 30
ENVIRONMENT = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_INDEX_FILE": "foreign-index",
               **{f"GIT_{who}_{what}": "x@x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}}


class Store:
    def __init__(self, almirah, folder):
        self.almirah, self.path = almirah, os.path.join(folder, "office")
        run = lambda *words: subprocess.run([almirah, *words], check=True, stdout=subprocess.DEVNULL,
                                            stderr=subprocess.DEVNULL)
        paper = os.path.join(folder, "a.txt")
        with open(paper, "w") as file:
            file.write("kept")
        run("init", self.path, "--office", "Collectorate", "--code", "BSR", "--admin", "kiran")
        act = ["--store", self.path, "--as", "kiran", "--quiet"]
        run(*act, "series", "add", "LR", "--title", "Land records")
        run(*act, "record", "file", "--series", "LR", "--title", "Kept", paper)
        self.vault = re.search(r"^Vault: (\w+)$", self.git("log", "-1", "--format=%B", "register"), re.M)[1]
        self.tree = self.git("rev-parse", "register^{tree}").strip()

    def git(self, *arguments, data=None):
        done = subprocess.run(["git", "-C", self.path, *arguments], input=data, capture_output=True, env=ENVIRONMENT)
        if done.returncode:
            raise RuntimeError(f"git {arguments}: {done.stderr.decode()}")
        return done.stdout.decode(errors="replace")

    def write(self, kind, data):
        return self.git("hash-object", "-t", kind, "--literally", "-w", "--stdin", data=data).strip()

    def tree_of(self, *entries):
        """A tree as given, however wrong: (mode, name, id)."""
        return self.write("tree", b"".join(f"{mode} ".encode() + name + b"\0" + bytes.fromhex(id)
                                           for mode, name, id in entries))

    def entries(self, tree):
        """Of a sound tree."""
        return [(line.split()[0].lstrip("0"), line.split("\t")[1].encode(), line.split()[2])
                for line in self.git("ls-tree", tree).splitlines()]

    def with_file(self, path, data):
        """The register's tree with another file in it."""
        blob = self.write("blob", data)
        self.git("read-tree", "register")
        self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
        return self.git("write-tree").strip()

    def entry(self, tree=None, vault=None):
        commit = self.git("commit-tree", tree or self.tree, "-p", "register",
                          data=f"Foreign\n\nVault: {vault or self.vault}\n".encode()).strip()
        self.git("update-ref", "refs/heads/register", commit)

    def file(self, name, text):
        with open(os.path.join(self.path, name), "a") as file:
            file.write(text)

    def elsewhere(self, name):
        """Moves a folder out of the store and leaves a link."""
        target = os.path.join(os.path.dirname(self.path), "elsewhere")
        shutil.move(os.path.join(self.path, name), target)
        os.symlink(target, os.path.join(self.path, name))

    def pack(self, objects):
        """Writes a pack of (type number, size, header bytes, data), and has git index it."""
        data = b"PACK" + struct.pack(">II", 2, len(objects))
        for kind, size, extra, body in objects:
            head, size = bytearray([kind << 4 | size & 15]), size >> 4
            while size:
                head[-1] |= 128
                head.append(size & 127)
                size >>= 7
            data += bytes(head) + extra + zlib.compress(body, 9)
        data += hashlib.sha1(data).digest()
        name = os.path.join(self.path, "objects/pack", f"pack-{hashlib.sha1(data).hexdigest()}.pack")
        with open(name, "wb") as file:
            file.write(data)
        subprocess.run(["git", "-C", self.path, "index-pack", name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def varint(number):
    out = bytearray()
    while True:
        out.append(number & 127 | (128 if number > 127 else 0))
        number >>= 7
        if not number:
            return bytes(out)


def delta(base_size, copies):
    """A delta that copies the first 64 KiB (or all) of its base so many times."""
    piece = min(base_size, 0x10000)
    copy = bytes([0x80 | 0x10 | 0x20 | (0x40 if piece > 0xFFFF else 0)]) + struct.pack("<I", piece)[:2] + (
        b"\1" if piece > 0xFFFF else b"")
    return varint(base_size) + varint(piece * copies) + copy * copies, piece * copies


def delta_bomb(store):
    """Four steps of a thousandfold: 64 KiB say that they are terabytes."""
    base = b"x" * 0x10000
    names, objects, size = hashlib.sha1(b"blob 65536\0" + base).digest(), [(3, len(base), b"", base)], len(base)
    for _ in range(3):
        body, size = delta(size, 2000)
        objects.append((7, len(body), names, body))
        names = hashlib.sha1(body).digest()  # nobody's: git cannot index it, and neither may we follow it
    store.pack(objects)


def self_delta(store):
    """A delta whose base is itself."""
    body, _ = delta(100, 1)
    store.pack([(7, len(body), hashlib.sha1(b"x").digest(), body)])


def nested(store, width, depth):
    tree = store.vault
    for _ in range(depth):
        tree = store.tree_of(*[("40000", f"{n:03}".encode(), tree) for n in range(width)])
    return tree


def blob(store):
    return store.write("blob", b"x")


def wide(store):
    one = bytes.fromhex(blob(store))
    return store.write("tree", b"".join(b"100644 %07d\0" % n + one for n in range(1000000)))


# What it is, what is done, what verify must say ("": nothing, or anything).
ATTACKS = [
    ("alternates", lambda s: s.file("objects/info/alternates", "/elsewhere/objects\n"), "borrows objects"),
    ("http alternates", lambda s: s.file("objects/info/http-alternates", "http://x/\n"), "borrows objects"),
    ("a config that includes", lambda s: s.file("config", "[include]\n\tpath = /etc/passwd\n"), "includes other files"),
    ("a config that includes, if", lambda s: s.file("config", '[includeIf "gitdir:/"]\n\tpath = /etc/passwd\n'),
     "includes other files"),
    ("an extension", lambda s: s.file("config", "[extensions]\n\tworktreeConfig = true\n"), "extensions"),
    ("a common directory", lambda s: s.file("commondir", "../other"), "redirects"),
    ("objects elsewhere", lambda s: s.elsewhere("objects"), "symbolic link"),
    ("packs elsewhere", lambda s: s.elsewhere("objects/pack"), "symbolic link"),
    ("refs elsewhere", lambda s: s.elsewhere("refs"), "symbolic link"),
    ("our folder elsewhere", lambda s: s.elsewhere("almirah"), "symbolic link"),
    ("a folder '..' in the register", lambda s: s.entry(s.tree_of(("40000", b"..", s.tree), *s.entries(s.tree))), ""),
    ("a folder '..' in the vault", lambda s: s.entry(vault=s.tree_of(("40000", b"..", s.vault))), "vault-stray"),
    ("a file '.git/config'",
     lambda s: s.entry(vault=s.tree_of(("40000", b".git", s.tree_of(("100644", b"config", blob(s)))))), "vault-stray"),
    ("a name twice", lambda s: s.entry(s.tree_of(*[("100644", b"a", blob(s))] * 2)), "not well-formed"),
    ("a name with a slash", lambda s: s.entry(s.tree_of(("100644", b"people/x", blob(s)))), "not well-formed"),
    ("a name that is none", lambda s: s.entry(s.tree_of(("100644", b"", blob(s)))), "not well-formed"),
    ("a submodule", lambda s: s.entry(s.tree_of(("160000", b"x", s.git("rev-parse", "register").strip()))),
     "not well-formed"),
    ("a record that is a link", lambda s: s.entry(s.tree_of(*[
        (("120000", name, s.write("blob", b"/etc/passwd")) if name == b"office.json" else (mode, name, id))
        for mode, name, id in s.entries(s.tree)])), "office.json"),
    ("a vault a thousand folders deep", lambda s: s.entry(vault=nested(s, 1, 3000)), "too deep"),
    ("deep JSON", lambda s: s.entry(s.with_file("people/x.json", b"[" * 3000000)), "people/x.json"),
    ("deep objects of JSON", lambda s: s.entry(s.with_file("people/x.json", b'{"a":' * 1000000)), "people/x.json"),
    ("huge JSON", lambda s: s.entry(s.with_file("people/x.json", b'{"login": "' + b"x" * 20000000 + b'"}')),
     "people/x.json"),
    ("JSON with a million names", lambda s: s.entry(s.with_file(
        "people/x.json", b"{" + b",".join(b'"%d":1' % n for n in range(200000)) + b"}")), "people/x.json"),
    ("a message of 10 MB", lambda s: s.git("update-ref", "refs/heads/register", s.git(
        "commit-tree", s.tree, "-p", "register", data=b"x" * 10000000 + f"\n\nVault: {s.vault}\n".encode()).strip()), ""),
    ("a delta bomb", delta_bomb, "pack-damaged"),
    ("a delta of itself", self_delta, "pack-damaged"),
    ("a loose object that says it is huge", lambda s: loose(s, b"blob 99999999999999\0x"), "object-damaged"),
    ("a loose bomb", lambda s: loose(s, b"blob 300000000\0" + bytes(300000000)), "object-damaged"),
    ("fifty thousand packed refs", lambda s: s.file("packed-refs", "".join(
        f"{n:040x} refs/heads/x{n}\n" for n in range(50000))), ""),
]
LARGE = [
    ("a tree of a million entries", lambda s: s.entry(vault=wide(s)), "vault-stray"),
    ("a million files from twenty trees", lambda s: s.entry(vault=nested(s, 10, 6)), "vault-stray"),
]


def loose(store, data):
    """Under a name that is not its own."""
    os.makedirs(os.path.join(store.path, "objects/aa"), exist_ok=True)
    with open(os.path.join(store.path, "objects/aa", "b" * 38), "wb") as file:
        file.write(zlib.compress(data, 9))


def try_commands(almirah, store, told):
    """What is wrong, or None."""
    for words in (["verify"], ["record", "list"], ["record", "file", "--series", "LR", "--title", "New", sys.argv[0]],
                  ["reindex"]):
        command = ["prlimit", f"--as={MEMORY_BYTES}", "--", almirah, "--store", store, "--as", "kiran", "--quiet", *words]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return f"{' '.join(words)}: takes longer than {SECONDS} s"
        out, error = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
        if done.returncode < 0 or done.returncode > 100:
            return f"{' '.join(words)}: dies with {done.returncode}: {error[-300:]}"
        if words != ["verify"] and error.count("\n") > 1:
            return f"{' '.join(words)}: says more than one line: {error[:300]}"
        if words == ["verify"] and told not in out + error:
            return f"verify does not say '{told}': {(out + error)[:400]}"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--almirah", required=True)
    parser.add_argument("--all", action="store_true", default=os.environ.get("ALMIRAH_CAMPAIGN") == "1")
    parser.add_argument("--only")
    options = parser.parse_args()
    failures, started = 0, time.monotonic()
    attacks = [attack for attack in ATTACKS + (LARGE if options.all else []) if options.only in (None, attack[0])]
    for what, act, told in attacks:
        with tempfile.TemporaryDirectory(prefix="almirah-hostile-") as folder:
            store = Store(options.almirah, folder)
            act(store)
            before = sorted(os.listdir(folder))
            begun = time.monotonic()
            fault = try_commands(options.almirah, store.path, told)
            if not fault and sorted(os.listdir(folder)) != before:
                fault = "something appeared outside the store"
            if fault:
                failures += 1
                print(f"{what}: {fault}", flush=True)
            elif time.monotonic() - begun > 10:
                print(f"{what}: {time.monotonic() - begun:.0f} s", flush=True)
    print(f"hostile: {len(attacks)} stores, {failures} failures, {time.monotonic() - started:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
