#!/usr/bin/env python3
"""The time of one filing against the size of the store, as an SVG: plot.py < lines of `almirah_bench file` > SVG

Each line of the workload gives a bar from its fastest filing to its median, and a point for the processor's time."""
import math
import re
import sys

LINE = re.compile(r"^file-one\s+([\d.]+) ms\s+\[([\d.]+) \.\. [\d.]+\]\s+cpu ([\d.]+) ms.*store of (\d+) records")
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 320, 60, 50, 30


def main():
    found = [LINE.match(line) for line in sys.stdin]
    rows = sorted((int(m[4]), float(m[1]), float(m[2]), float(m[3])) for m in found if m)
    most = max(row[1] for row in rows) * 1.15
    low, high = math.log10(rows[0][0]) - 0.3, math.log10(rows[-1][0]) + 0.3

    def x(records):
        return LEFT + (math.log10(records) - low) / (high - low) * (WIDTH - LEFT - 20)

    def y(ms):
        return HEIGHT - BOTTOM - ms / most * (HEIGHT - BOTTOM - TOP)

    out = ['<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">' % (WIDTH, HEIGHT),
           '<rect width="100%" height="100%" fill="white"/>',
           '<text x="%d" y="18">One durable filing against the size of the store</text>' % LEFT]
    for step in range(5):
        ms = most * step / 4
        out.append('<path d="M%d %.1fH%d" stroke="#ddd"/><text x="%d" y="%.1f" text-anchor="end">%.1f ms</text>'
                   % (LEFT, y(ms), WIDTH - 20, LEFT - 6, y(ms) + 4, ms))
    for records, median, fastest, cpu in rows:
        out.append('<rect x="%.1f" y="%.1f" width="16" height="%.1f" fill="#9ab"/>' % (x(records) - 8, y(median), y(fastest) - y(median)))
        out.append('<circle cx="%.1f" cy="%.1f" r="4" fill="#a33"/>' % (x(records), y(cpu)))
        out.append('<text x="%.1f" y="%d" text-anchor="middle">%s</text>' % (x(records), HEIGHT - BOTTOM + 18, format(records, ",")))
    out.append('<text x="%d" y="%d">bar: fastest to median, synced; point: processor time; across: records in the store</text>' % (LEFT, HEIGHT - 10))
    out.append('</svg>')
    print("\n".join(out))


main()
