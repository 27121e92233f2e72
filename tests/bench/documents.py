#!/usr/bin/env python3
"""Puts controlled documents of ten revisions each into a store, by one entry, and has the index made anew.

    documents.py ALMIRAH STORE DOCUMENTS [REVISIONS]

The store must be there (almirah init). Through the engine each revision is three entries, which is days for a hundred
thousand documents; what is read does not depend on how many entries wrote it. The revisions have no approvals, so that
verify names them: the store is for measuring only.
"""
import hashlib
import json
import os
import struct
import subprocess
import sys
import zlib

WORDS = ["complaint", "receipt", "survey", "training", "licence", "inspection", "purchase", "dispatch", "leave", "audit"]
HINDI = ["शिकायत", "प्राप्ति", "सर्वेक्षण", "प्रशिक्षण", "अनुज्ञप्ति", "निरीक्षण", "क्रय", "प्रेषण", "अवकाश", "अंकेक्षण"]
TYPES = ["procedure", "work-instruction", "form", "manual"]


def content(number, revision):
    return f"{number}, revision {revision}. {WORDS[(revision + len(number)) % 10]} is handled at the desk.\n".encode()


def file_of(number, revision):
    data = content(number, revision)
    return {"name": "text.md", "size_bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(),
            "blob": hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()}


def revision_of(place, number, revision, revisions):
    year, month = 2026 - (revisions - revision) // 2, 1 + 6 * ((revisions - revision + 1) % 2)
    made = {"number": revision, "author": "asha", "at": f"{year}-{month:02}-02T06:00:00Z", "change": "improved",
            "files": [file_of(number, revision)], "state": "approved", "effective_on": f"{year}-{month:02}-05"}
    if revision == revisions and place % 100 < 2:
        made["state"] = "draft" if place % 100 else "in review"
        del made["effective_on"]
    elif revision == revisions and place % 100 == 2:
        made["effective_on"] = "2099-01-01"
    return made


def document(place, revisions):
    number = f"D-{place:06}"
    made = {"number": number, "title": f"{WORDS[place % 10]} of section {place // 10}",
            "type": TYPES[place % 4], "language": "en", "owner": f"D{1 + place % 30:02}"}
    if place % 5 == 0:
        made["title"] = {"text": made["title"], "hi": f"{HINDI[place % 10]} {place // 10}"}
    if place % 4 == 0:
        made["review_every"] = "3y"
    made["revisions"] = [revision_of(place, number, r, revisions) for r in range(1, revisions + 1)]
    return number, made


class Pack:
    """A pack of git's, in version 2, without deltas; git itself indexes it."""

    TYPES = {"commit": 1, "tree": 2, "blob": 3}

    def __init__(self, path):
        self.file, self.sum, self.count, self.seen = open(path, "w+b"), None, 0, set()
        self.file.write(b"PACK" + struct.pack(">II", 2, 0))

    def add(self, kind, data):
        made = hashlib.sha1(b"%s %d\0" % (kind.encode(), len(data)) + data).digest()
        if made not in self.seen:
            self.seen.add(made)
            self.count += 1
            size, head = len(data) >> 4, [self.TYPES[kind] << 4 | len(data) & 15]
            while size:
                head[-1] |= 128
                head.append(size & 127)
                size >>= 7
            self.file.write(bytes(head) + zlib.compress(data, 1))
        return made

    def tree(self, entries):
        """`entries`: (name, mode, id), in git's order."""
        return self.add("tree", b"".join(b"%s %s\0" % (mode, name.encode()) + made for name, mode, made in entries))

    def close(self):
        self.file.seek(8)
        self.file.write(struct.pack(">I", self.count))
        self.file.seek(0)
        whole = hashlib.sha1()
        while block := self.file.read(1 << 20):
            whole.update(block)
        self.file.write(whole.digest())
        self.file.close()


def git(store, *arguments):
    return subprocess.run(["git", "-C", store, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def commit(pack, store, branch, message, entries):
    """A commit on a branch whose tree has `entries` beside those that it has; the tree, and the commit."""
    lines = git(store, "ls-tree", branch).splitlines() if branch in git(store, "branch").split() else []
    there = {line.split("\t")[1]: line.split()[:3] for line in lines}
    merged = [(name, mode.lstrip("0").encode(), bytes.fromhex(made)) for name, (mode, _, made) in there.items()]
    tree = pack.tree(sorted(merged + entries, key=lambda entry: entry[0] + ("/" if entry[1] == b"40000" else "")))
    parent = f"parent {git(store, 'rev-parse', branch)}\n" if lines else ""
    who = "asha <asha@almirah> 1795281805 +0000"
    return tree.hex(), pack.add("commit", f"tree {tree.hex()}\n{parent}author {who}\ncommitter {who}\n\n{message}".encode()).hex()


def main():
    almirah, store, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    revisions = int(sys.argv[4]) if len(sys.argv) > 4 else 10
    path = store + "/documents.pack"
    pack = Pack(path)
    contents, documents = [], []
    for place in range(1, count + 1):
        number, value = document(place, revisions)
        issues = [(str(revision), b"40000", pack.tree([("text.md", b"100644", pack.add("blob", content(number, revision)))]))
                  for revision in range(1, revisions + 1)]
        contents.append((number, b"40000", pack.tree(sorted(issues))))
        text = (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
        documents.append((number + ".json", b"100644", pack.add("blob", text)))
    held, vault = commit(pack, store, "vault", "Content of the records and documents\n",
                   [("documents", b"40000", pack.tree(contents))])
    _, register = commit(pack, store, "register", f"New documents\n\nOperation: document.new\nBy: asha\nVault: {held}\n",
                         [("documents", b"40000", pack.tree(documents))])
    pack.close()
    with open(path, "rb") as packed:
        subprocess.run(["git", "-C", store, "index-pack", "--stdin", "--strict"], stdin=packed, check=True,
                       stdout=subprocess.DEVNULL)
    os.remove(path)
    git(store, "update-ref", "refs/heads/vault", vault)
    git(store, "update-ref", "refs/heads/register", register)
    subprocess.run([almirah, "--store", store, "--as", "asha", "reindex"], check=True)


main()
