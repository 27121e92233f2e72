"""An independent reader of bags, written from RFC 8493 alone: the standard library and nothing of this project.

    python3 tests/bag/read_bag.py BAG

Prints what it read, one line each; exits 1 with the first thing that is wrong.
"""
import csv
import hashlib
import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from pathlib import Path

PREMIS = "{http://www.loc.gov/premis/v3}"


def need(holds, what):
    if not holds:
        sys.exit(f"not a sound bag: {what}")


def tags_of(path):
    tags = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line[:1] in " \t" and tags:
            tags[-1] = (tags[-1][0], tags[-1][1] + " " + line.strip())
        else:
            label, colon, value = line.partition(": ")
            need(colon, f"{path.name}: {line!r}")
            tags.append((label, value))
    return tags


def lines_of(bag, manifest):
    """path -> digest, as the manifest has them."""
    listed = {}
    for line in (bag / manifest).read_bytes().decode("utf-8").split("\n")[:-1]:
        digest, path = re.fullmatch(r"([0-9a-f]+)[ \t]+(.+)", line).groups()
        path = re.sub("%(0[AaDd]|25)", lambda code: chr(int(code[1], 16)), path)
        need(path not in listed, f"{manifest}: {path} stands twice")
        listed[path] = digest
    return listed


def check_digests(bag, manifest, algorithm, wanted):
    listed = lines_of(bag, manifest)
    need(set(listed) == wanted, f"{manifest} lists {sorted(set(listed) ^ wanted)} otherwise than they are there")
    for path, digest in listed.items():
        need(hashlib.new(algorithm, (bag / path).read_bytes()).hexdigest() == digest, f"{path} by {algorithm}")


def check_names(files):
    folded = [unicodedata.normalize("NFC", name.casefold()) for name in files]
    need(len(set(folded)) == len(folded), "names differ only by case or normalisation")
    for name in files:
        need(not re.search(r'[\\:*?"<>|\x00-\x1f]', name), f"{name!r} cannot be kept everywhere")


def read_metadata(bag, payload):
    """The descriptions agree with the content, and with one another."""
    rows = list(csv.DictReader((bag / "metadata/files.csv").open(encoding="utf-8", newline="")))
    need({row["path"] for row in rows} == payload, "files.csv does not list the content")
    for row in rows:
        need(hashlib.sha256((bag / row["path"]).read_bytes()).hexdigest() == row["sha256"], row["path"])
    records = list(csv.DictReader((bag / "metadata/records.csv").open(encoding="utf-8", newline="")))
    papers = list(csv.DictReader((bag / "metadata/transfer.csv").open(encoding="utf-8", newline="")))
    need([row["dcterms:identifier"] for row in records] == [row["record"] for row in papers], "the lists differ")
    tree = ElementTree.parse(bag / "metadata/premis.xml").getroot()
    need(tree.tag == PREMIS + "premis" and tree.get("version") == "3.0", "premis.xml is not PREMIS 3")
    fixity = {}
    for item in tree.findall(PREMIS + "object"):
        for digest in item.findall(f"{PREMIS}objectCharacteristics/{PREMIS}fixity"):
            name = item.find(f"{PREMIS}objectIdentifier/{PREMIS}objectIdentifierValue").text
            fixity[name, digest[0].text] = digest[1].text
    for row in rows:
        need(fixity[row["path"], "SHA-256"] == row["sha256"], f"premis.xml on {row['path']}")
    events = {event.find(f"{PREMIS}eventIdentifier/{PREMIS}eventIdentifierValue").text
              for event in tree.findall(PREMIS + "event")}
    linked = {link[1].text for link in tree.iter(PREMIS + "linkingEventIdentifier")}
    need(linked <= events, "an event is linked and not told")
    return records


def main():
    bag = Path(sys.argv[1])
    need(tags_of(bag / "bagit.txt") == [("BagIt-Version", "1.0"), ("Tag-File-Character-Encoding", "UTF-8")],
         "bagit.txt")
    need(not (bag / "fetch.txt").exists(), "fetch.txt")
    files = {str(path.relative_to(bag)) for path in bag.rglob("*") if path.is_file()}
    check_names(files)
    payload = {name for name in files if name.startswith("data/")}
    tags = {name for name in files - payload if not name.startswith("tagmanifest-")}
    for algorithm in ("sha256", "sha512"):
        check_digests(bag, f"manifest-{algorithm}.txt", algorithm, payload)
        check_digests(bag, f"tagmanifest-{algorithm}.txt", algorithm, tags)
    info = dict(tags_of(bag / "bag-info.txt"))
    size = sum((bag / name).stat().st_size for name in payload)
    need(info["Payload-Oxum"] == f"{size}.{len(payload)}", "Payload-Oxum")
    records = read_metadata(bag, payload)
    print(f"{len(records)} records, {len(payload)} files, {size} bytes")
    for row in records:
        print(row["dcterms:identifier"], row["dcterms:title"], row["dcterms:extent"], sep=" | ")


if __name__ == "__main__":
    main()
