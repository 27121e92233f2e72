"""The papers inside the files: order sheets, letters, maps, extracts. Each function returns bytes."""
from datetime import timedelta

from generator.words import OFFICERS, PERSONS, VILLAGES, choose, devanagari, pick

NOTES = [
    ("Papers received and registered. Put up for orders.", "प्रकरण प्राप्त, पंजीबद्ध किया गया। आदेशार्थ प्रस्तुत।"),
    ("Notices to be issued to both sides; report of the patwari called for.", "उभय पक्ष को सूचना जारी हो; पटवारी से प्रतिवेदन लिया जावे।"),
    ("Report received and placed on file. No objection within the time allowed.", "प्रतिवेदन प्राप्त, संलग्न। नियत अवधि में कोई आपत्ति नहीं आई।"),
    ("Objection heard. Both sides given time until the next date.", "आपत्ति सुनी गई। उभय पक्ष को अगली तिथि तक समय दिया गया।"),
    ("Spot inspected. The boundary agrees with the map.", "स्थल निरीक्षण किया गया। सीमा नक्शे के अनुसार पाई गई।"),
    ("Dues deposited by challan; receipt on file.", "देय राशि चालान से जमा; रसीद संलग्न।"),
    ("Draft put up, approved with one correction.", "प्रारूप प्रस्तुत, एक सुधार सहित अनुमोदित।"),
    ("Reply received from the office below; nothing further to be done.", "अधीनस्थ कार्यालय से उत्तर प्राप्त; आगे कार्यवाही शेष नहीं।"),
    ("Order pronounced. Correct the record and file.", "आदेश पारित। अभिलेख दुरुस्त कर नस्तीबद्ध किया जावे।"),
    ("Copy given to the applicant. Recorded.", "आवेदक को प्रतिलिपि दी गई। अभिलेखित।"),
]


def order_sheet(record, name):
    """A dated order sheet, in the record's language."""
    hindi = record["language"] == "hi"
    lines = [record["title"], record["file_no"], ""]
    day, count = record["_first"], 3 + pick(name + "notes", 6)
    for number in range(count):
        english, other = NOTES[min(len(NOTES) - 1, number + pick(f"{name}{number}", 3))]
        officer = choose(f"{name}{number}officer", OFFICERS)
        if hindi:
            lines += [devanagari(day.strftime("%d.%m.%Y")), "    " + other, "    — " + officer[1], ""]
        else:
            lines += [day.strftime("%d.%m.%Y"), "    " + english, "    - " + officer[0], ""]
        day += timedelta(days=7 + pick(f"{name}{number}gap", 40))
    return "\n".join(lines).encode()


def note(record, name):
    """A short note or circular."""
    english, hindi = choose(name, NOTES)
    body = [record["title"], "", hindi if record["language"] == "hi" else english]
    for number in range(1 + pick(name, 4)):
        pair = choose(f"{name}/{number}", NOTES)
        body.append(f"{number + 1}. " + (pair[1] if record["language"] == "hi" else pair[0]))
    return ("\n".join(body) + "\n").encode()


def map_sheet(record, name):
    """A sketch map of eight to twenty plots."""
    village = VILLAGES[pick(name + "village", len(VILLAGES))]
    across = 4 + pick(name + "across", 2)
    down = 2 + pick(name + "down", 3)
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 440" font-family="sans-serif">',
             f'<title>{village[0]} / {village[1]}: {record["file_no"]}</title>',
             '<rect x="0" y="0" width="600" height="440" fill="#fdf6e3"/>']
    first = 100 + pick(name + "khasra", 800)
    for row in range(down):
        for column in range(across):
            key = f"{name}/{row}/{column}"
            x, y = 20 + column * 112 + pick(key + "x", 14), 30 + row * 95 + pick(key + "y", 12)
            width, height = 80 + pick(key + "w", 20), 64 + pick(key + "h", 18)
            green = 150 + pick(key + "green", 90)
            parts.append(f'<polygon points="{x},{y} {x + width},{y + pick(key + "slope", 9)} '
                         f'{x + width - 6},{y + height} {x + 4},{y + height - 3}" fill="rgb(190,{green},130)" '
                         'stroke="#555"/>')
            parts.append(f'<text x="{x + 22}" y="{y + 40}" font-size="16">{first + row * across + column}</text>')
    parts += [f'<text x="20" y="430" font-size="14">{village[1]} · {village[0]} · 1:4000</text>', "</svg>", ""]
    return "\n".join(parts).encode()


def extract(record, name):
    """A page of a land register."""
    lines = ["khasra,area_ha,holder,holder_hi,soil"]
    first = 1 + pick(name + "first", 900)
    for number in range(12 + pick(name + "rows", 25)):
        key = f"{name}/{number}"
        holder = choose(key, PERSONS)
        area = (5 + pick(key + "area", 240)) / 100
        lines.append(f"{first + number},{area:.2f},{holder[0]},{holder[1]},"
                     f"{choose(key + 'soil', ('matasi', 'dorsa', 'kanhar', 'bhata'))}")
    return ("\n".join(lines) + "\n").encode()


def bill(record, name):
    """Vouchers of a month with their sum."""
    lines, total = ["voucher,date,to,amount"], 0
    for number in range(8 + pick(name + "rows", 20)):
        key = f"{name}/{number}"
        amount = 50 + pick(key + "amount", 9000)
        total += amount
        day = record["_first"] + timedelta(days=pick(key + "day", 28))
        lines.append(f"{number + 1},{day},{choose(key, PERSONS)[0]},{amount}.00")
    lines.append(f",,total,{total}.00")
    return ("\n".join(lines) + "\n").encode()


def dispatch(record, name):
    """A page of the dispatch register, spoilt cells and Devanagari numerals as clerks write them."""
    lines = ["serial,date,to,subject"]
    for number in range(20 + pick(name + "rows", 20)):
        key = f"{name}/{number}"
        village = choose(key, VILLAGES)
        serial = devanagari(number + 1) if number % 7 == 3 else number + 1
        lines.append(f'{serial},{record["_first"] + timedelta(days=number)},"{village[1]}, तहसील","{choose(key, NOTES)[0]}"')
    return ("\n".join(lines) + "\n").encode()


def letter(record, name):
    """A one-page PDF. Its text is Latin: the standard fonts have no Devanagari."""
    village = choose(name, VILLAGES)[0]
    lines = ["Collectorate Basrampur", f"File {ascii_only(record['file_no'])}", f"Date {record['_first']}", "",
             f"Subject: matter of village {village}", ""]
    lines += [choose(f"{name}/{number}", NOTES)[0] for number in range(2 + pick(name, 5))]
    lines += ["", choose(name + "signed", OFFICERS)[0]]
    return pdf_of(lines)


def ascii_only(text):
    return text.encode("ascii", "ignore").decode() or "-"


def pdf_of(lines):
    """A valid PDF 1.4 of one A4 page of Helvetica."""
    escaped = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
    text = "BT /F1 11 Tf 15 TL 60 780 Td\n" + "\n".join(f"({line}) Tj T*" for line in escaped) + "\nET\n"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>",
               "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R\n"
               "   /Resources << /Font << /F1 5 0 R >> >> >>",
               f"<< /Length {len(text)} >>\nstream\n{text}endstream",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("ascii")


PAPERS = {"order": (order_sheet, "txt", "आदेश"), "note": (note, "txt", "टीप"), "map": (map_sheet, "svg", "नक्शा"),
          "extract": (extract, "csv", "उद्धरण"), "bill": (bill, "csv", "देयक"), "dispatch": (dispatch, "csv", "पंजी"),
          "letter": (letter, "pdf", "पत्र")}


def paper(kind, record, number):
    """(path below files/, bytes)"""
    make, ending, hindi = PAPERS[kind]
    word = hindi if record.get("_hindi_names") else kind
    name = f"{record['series']}/{record['key'].rsplit('-', 1)[1]}-{number}-{word}.{ending}"
    return name, make(record, name)
