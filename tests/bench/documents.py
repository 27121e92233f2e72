#!/usr/bin/env python3
"""Puts controlled documents of ten revisions each into a store, by one commit of stock git, and has the index made anew.

    documents.py ALMIRAH STORE DOCUMENTS [REVISIONS]

The store must be there (almirah init). Through the engine each revision is three entries, which is days for a hundred
thousand documents; what is read does not depend on how many entries wrote it. The revisions have no approvals, so that
verify names them: the store is for measuring only.
"""
import hashlib
import json
import subprocess
import sys

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


def commit(store, branch, message, files):
    there = subprocess.run(["git", "-C", store, "rev-parse", "-q", "--verify", branch], stdout=subprocess.DEVNULL).returncode == 0
    git = subprocess.Popen(["git", "-C", store, "-c", "pack.depth=0", "fast-import", "--quiet", "--depth=0"],
                           stdin=subprocess.PIPE)
    out = git.stdin
    text = message.encode()
    out.write(b"commit refs/heads/%s\ncommitter asha <asha@almirah> 1795281805 +0000\ndata %d\n%s\n"
              % (branch.encode(), len(text), text))
    if there:
        out.write(b"from refs/heads/%s^0\n" % branch.encode())
    for path, data in files:
        out.write(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data))
    out.close()
    if git.wait():
        sys.exit("git fast-import failed")
    return subprocess.run(["git", "-C", store, "rev-parse", branch], check=True, capture_output=True,
                          text=True).stdout.strip()


def main():
    almirah, store, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    revisions = int(sys.argv[4]) if len(sys.argv) > 4 else 10
    numbers = range(1, count + 1)
    vault = commit(store, "vault", "Content of the records and documents\n",
                   ((f"documents/D-{place:06}/{revision}/text.md", content(f"D-{place:06}", revision))
                    for place in numbers for revision in range(1, revisions + 1)))
    made = (document(place, revisions) for place in numbers)
    commit(store, "register", f"New documents\n\nOperation: document.new\nBy: asha\nVault: {vault}\n",
           ((f"documents/{number}.json", (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())
            for number, value in made))
    subprocess.run([almirah, "--store", store, "--as", "asha", "reindex"], check=True)


main()
