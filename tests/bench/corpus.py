#!/usr/bin/env python3
"""Small texts to measure on, the same bytes for the same arguments: corpus.py OUT [COUNT]

English and Hindi words as an office writes them, 2 to 13 KB a file, a hundred files a folder."""
import os
import random
import sys

WORDS = """record file note order letter village tehsil revenue appeal leave pension stock cash grant licence survey
अभिलेख पत्रावली आदेश ग्राम तहसील राजस्व अपील अवकाश पेंशन भंडार अनुदान अनुज्ञप्ति सर्वेक्षण नामांतरण खतौनी""".split()


def main():
    out = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20000
    rng = random.Random(7)
    for number in range(count):
        folder = os.path.join(out, "%03d" % (number // 100))
        os.makedirs(folder, exist_ok=True)
        words = [rng.choice(WORDS) if rng.random() < 0.9 else str(rng.randrange(10**6))
                 for _ in range(rng.randint(200, 1400))]
        with open(os.path.join(folder, "%05d.txt" % number), "w", encoding="utf-8") as file:
            file.write(" ".join(words))


main()
