#!/usr/bin/env python3
"""Files to measure on, the same bytes for the same arguments: corpus.py small|scans OUT [COUNT]

small: texts of 3 to 26 KB, English and Hindi words as an office writes them, every tenth with a number of its own, a
       hundred files a folder (20000)
scans: files of 0.3 to 1.7 MB that do not compress, as PDFs of scanned pages (500)"""
import os
import random
import sys

WORDS = """the of and to in on for by no date page case year desk sheet copy under dated record file note order letter village tehsil revenue appeal leave pension stock cash grant licence survey
अभिलेख पत्रावली आदेश ग्राम तहसील राजस्व अपील अवकाश पेंशन भंडार अनुदान अनुज्ञप्ति सर्वेक्षण नामांतरण खतौनी""".split()


def text(rng):
    words = [rng.choice(WORDS) + (str(rng.randrange(10**6)) if rng.random() < 0.1 else "")
             for _ in range(rng.randint(300, 2200))]
    return " ".join(words).encode()


def scan(rng):
    return b"%PDF-1.4\n" + rng.randbytes(rng.randint(300_000, 1_700_000))


KINDS = {"small": (20000, "txt", text), "scans": (500, "pdf", scan)}


def main():
    count, ending, make = KINDS[sys.argv[1]]
    out = sys.argv[2]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else count
    rng = random.Random(7)
    for number in range(count):
        folder = os.path.join(out, "%03d" % (number // 100))
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "%05d.%s" % (number, ending)), "wb") as file:
            file.write(make(rng))


main()
