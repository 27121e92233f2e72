#!/usr/bin/env python3
"""Writes what is generated of the sample office: places.csv, manifest.csv and files/.

    python3 docs/sample-office/make.py            writes them anew
    python3 docs/sample-office/make.py --check    says what differs, and exits 1 when anything does

The same bytes on every machine. People, desks, the schedule and the documents are written by hand.
"""
import csv
import io
import shutil
import sys
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True
from generator.papers import paper  # noqa: E402
from generator.recipes import MONTHS, RECIPES, SHARED, SINGLE  # noqa: E402
from generator.words import PERSONS, VILLAGES, choose, devanagari, pick  # noqa: E402

LAST_DAY = date(2026, 6, 30)
SHELVES, BUNDLES = 3, 3
ROOMS = [("R1", "Record room, ground floor", "अभिलेखागार, भूतल", 8),
         ("R2", "Modern record room", "आधुनिक अभिलेखागार", 5),
         ("R3", "Strong room under double lock", "दोहरे ताले का कक्ष", 1)]
DATES = ["valid-until"]
EVENTS = ["decision", "audit", "superseded", "obsolete", "inspection", "returned", "superannuation", "surrendered",
          "appeal-decided"]
COLUMNS = (["series", "title", "title_hi", "file_no", "created", "opened", "closed", "parties", "subjects", "language",
            "medium", "place", "path", "key", "appraisal"] + [f"date:{name}" for name in DATES] +
           [f"event:{name}" for name in EVENTS] + ["property:desk"])


def months_after(day, months):
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, min(day.day, 28))


def titles_of(recipe, key, number, opened):
    """(English, Hindi), the Hindi one sometimes with Devanagari numerals."""
    village, person = choose(key + "village", VILLAGES), choose(key + "person", PERSONS)
    year, month = opened.year, MONTHS[opened.month - 1]
    english = recipe.title.format(n=number, year=year, village=village[0], person=person[0], month=month[0])
    numerals = devanagari if pick(key + "numerals", 3) == 0 else str
    hindi = recipe.title_hi.format(n=numerals(number), year=numerals(year), village=village[1], person=person[1],
                                   month=month[1])
    return english, hindi


def put_title(record, key, english, hindi):
    """As offices write: some files have both titles, some one of them."""
    way = pick(key + "language", 5)
    if way < 2:
        record.update(title=hindi, title_hi="", language="hi")
    elif way < 4:
        record.update(title=english, title_hi=hindi, language="en")
    else:
        record.update(title=english, title_hi="", language="en")


def life_of(recipe, key, place_in_row):
    """Day of opening, and of closing or None."""
    first, last = recipe.years
    year = first + (last - first) * place_in_row // max(1, recipe.count - 1)
    opened = min(date(year, 1, 1) + timedelta(days=pick(key + "day", 365)), date(2026, 4, 30))
    shortest, longest = recipe.months
    months = shortest + pick(key + "months", longest - shortest + 1)
    closed = months_after(opened, months) + timedelta(days=pick(key + "days", 20) + (months == 0))
    still_open = opened.year >= 2021 and pick(key + "open", 10) < recipe.open_in_ten
    return opened, None if still_open or closed > LAST_DAY else closed


def events_of(recipe, key, closed):
    for name, (months, in_ten) in recipe.events.items():
        day = months_after(closed, months) if months else closed - timedelta(days=pick(key + name, 6))
        if pick(key + name + "happened", 10) < in_ten and day <= LAST_DAY:
            yield f"event:{name}", day.isoformat()


def made_from(recipe, number, key, place_in_row):
    opened, closed = life_of(recipe, key, place_in_row)
    record = {"series": recipe.series, "key": key, "_first": opened, "_papers": recipe.papers,
              "opened": opened.isoformat(), "closed": closed.isoformat() if closed else "",
              "subjects": recipe.subjects, "property:desk": recipe.desk, "medium": "paper"}
    put_title(record, key, *titles_of(recipe, key, number, opened))
    if pick(key + "created", 6) == 0:
        record["created"] = (opened - timedelta(days=1 + pick(key + "before", 9))).isoformat()
    if "{person}" in recipe.title or pick(key + "parties", 2):
        parties = [choose(f"{key}/{side}", PERSONS) for side in range(1 + pick(key + "sides", 2))]
        record["parties"] = ";".join(party[record["language"] == "hi"] for party in parties)
    if closed:
        record.update(events_of(recipe, key, closed))
        for name, years in recipe.dates.items():
            record[f"date:{name}"] = months_after(closed, 12 * years).isoformat()
        if closed.year < 2001 and pick(key + "appraised", 10) < recipe.appraised_in_ten:
            record["appraisal"] = f"SA/APP/{2010 + pick(key, 12)}/{100 + pick(key, 800)}"
    if pick(key + "on paper", 10) < recipe.on_paper_in_ten:
        record["_papers"] = ()
    return record


def told_apart(single, key):
    series, title, other, opened, closed, subjects, papers = single
    hindi = not title.isascii()
    record = {"series": series, "title": title, "title_hi": other if not hindi else "", "opened": opened,
              "closed": closed, "subjects": subjects, "language": "hi" if hindi else "en", "medium": "paper", "key": key,
              "_first": date.fromisoformat(opened), "_papers": papers, "_hindi_names": hindi, "property:desk": "D12"}
    if hindi and other:
        record["property:title-en"] = other
    return record


def file_number(record, number):
    """As written on the cover: serial / branch / financial year."""
    day = record["_first"]
    year = day.year if day.month >= 4 else day.year - 1
    text = f"{number}/{record['series']}/{year}-{(year + 1) % 100:02d}"
    return devanagari(text) if record["language"] == "hi" and pick(record["key"] + "no", 3) == 0 else text


def place_of(record, almirah):
    bundle = pick(record["key"] + "bundle", SHELVES * BUNDLES)
    return f"{almirah}/S{bundle // BUNDLES + 1}/B{bundle % BUNDLES + 1:02d}"


def finish(record, number, almirah):
    """The manifest's row and the papers, as (path, bytes)."""
    record["file_no"] = file_number(record, number)
    record["place"] = place_of(record, almirah)
    papers = [paper(kind, record, place) for place, kind in enumerate(record["_papers"], 1)]
    shared = [SHARED[record["key"]]] if record["key"] in SHARED else []
    record["path"] = ";".join([path for path, _ in papers] + shared)
    return record, papers


def make_records():
    rooms = {recipe.series: recipe.room for recipe in reversed(RECIPES)}
    numbers = {}
    for recipe in RECIPES:
        for place_in_row in range(recipe.count):
            number = numbers[recipe.series] = numbers.get(recipe.series, 0) + 1
            key = f"bsr-{recipe.series.lower()}-{number:03d}"
            yield finish(made_from(recipe, number, key, place_in_row), number, recipe.room)
    for single in SINGLE:
        number = numbers[single[0]] = numbers.get(single[0], 0) + 1
        key = f"bsr-{single[0].lower()}-{number:03d}"
        yield finish(told_apart(single, key), number, rooms.get(single[0], "R2/A03"))


def make_places():
    for room, title, hindi, almirahs in ROOMS:
        yield room, title, hindi, "room", ""
        for number in range(1, almirahs + 1):
            almirah = f"{room}/A{number:02d}"
            yield almirah, f"Almirah {number}", f"अलमारी {devanagari(number)}", "almirah", ""
            for shelf in range(1, SHELVES + 1):
                yield f"{almirah}/S{shelf}", f"Shelf {shelf}", f"खाना {devanagari(shelf)}", "shelf", ""
                for bundle in range(1, BUNDLES + 1):
                    yield (f"{almirah}/S{shelf}/B{bundle:02d}", f"Bundle {bundle}", f"बस्ता {devanagari(bundle)}",
                           "bundle", 40)


def csv_of(heads, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue().encode()


def make_all():
    """Every generated file: path below this folder -> bytes."""
    made = {"places.csv": csv_of(["code", "title", "title_hi", "level", "capacity"], make_places())}
    rows = []
    for record, papers in make_records():
        rows.append([record.get(column, "") for column in COLUMNS])
        made.update({f"files/{path}": content for path, content in papers})
    made["manifest.csv"] = csv_of(COLUMNS, rows)
    return made


def differences(made):
    for path, content in sorted(made.items()):
        there = HERE / path
        if not there.is_file():
            yield f"{path}: is missing"
        elif there.read_bytes() != content:
            yield f"{path}: differs from what make.py writes"
    for there in sorted((HERE / "files").rglob("*")):
        if there.is_file() and str(there.relative_to(HERE)) not in made:
            yield f"{there.relative_to(HERE)}: is not written by make.py"


def main():
    made = make_all()
    if sys.argv[1:] == ["--check"]:
        found = list(differences(made))
        print("\n".join(found) if found else f"{len(made)} generated files are as make.py writes them")
        sys.exit(1 if found else 0)
    shutil.rmtree(HERE / "files", ignore_errors=True)
    for path, content in made.items():
        (HERE / path).parent.mkdir(parents=True, exist_ok=True)
        (HERE / path).write_bytes(content)
    print(f"{len(made)} files written")


if __name__ == "__main__":
    main()
