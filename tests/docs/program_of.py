"""Takes the whole program (the block with a main function) out of a page of docs.

    python3 tests/docs/program_of.py PAGE LANGUAGE OUT
"""
import re
import sys
from pathlib import Path

page, language, out = sys.argv[1:]
blocks = re.findall(rf"^```{language}\n(.*?)^```$", Path(page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
programs = [block for block in blocks if "int main(" in block]
if len(programs) != 1:
    sys.exit(f"{page}: {len(programs)} whole programs in {language}, expected one")
Path(out).write_text(programs[0], encoding="utf-8")
