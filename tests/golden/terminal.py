"""What only a terminal shows: the progress bar, a clean stop at Ctrl-C, colours and NO_COLOR.

    python3 tests/golden/terminal.py PROGRAM
"""
import os
import pty
import re
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = "almirah"
NOW = "2026-04-06T05:30:00Z"
FILES = 7000  # more than three batches


def run(folder, *words, stop_at=None, **environment):
    """Exit code and everything shown on a terminal; Ctrl-C is typed once `stop_at` has been seen."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        shell = {"PATH": "/usr/bin:/bin", "ALMIRAH_STORE": "s", "ALMIRAH_AS": "asha", "ALMIRAH_TEST_NOW": NOW}
        os.execve(PROGRAM, [PROGRAM, *words], {**shell, **environment})
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the other side is closed
            break
        if not piece:
            break
        shown += piece
        if stop_at and stop_at in shown:
            os.write(terminal, b"\x03")
            stop_at = None
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


class Terminal(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="almirah-terminal-")
        self.folder = Path(self.temporary.name)
        self.run_ok("init", "s", "--office", "Collectorate Basera", "--code", "BSR", "--admin", "asha",
                    "--admin-role", "administrator", "--admin-role", "clerk")
        self.run_ok("series", "add", "GEN", "--title", "General")

    def tearDown(self):
        self.temporary.cleanup()

    def run_ok(self, *words, **environment):
        code, shown = run(self.folder, *words, **environment)
        self.assertEqual(code, 0, shown)
        return shown

    def put_files(self, count):
        (self.folder / "scans").mkdir()
        for number in range(count):
            (self.folder / "scans" / f"{number}.txt").write_text(f"file {number}\n")

    def test_a_bar_while_filing_and_none_after(self):
        self.put_files(3)
        shown = self.run_ok("record", "import", "--series", "GEN", "scans")
        self.assertIn("\rFiling [..............................] 0/3\x1b[K", shown)
        self.assertTrue(shown.endswith("\r\x1b[KFiled 3 records (21 bytes)\r\n"), repr(shown))

    def test_no_bar_with_quiet(self):
        self.put_files(3)
        shown = self.run_ok("--quiet", "record", "import", "--series", "GEN", "scans")
        self.assertEqual(shown, "Filed 3 records (21 bytes)\r\n")

    def test_ctrl_c_stops_after_what_is_filed_and_the_next_run_goes_on(self):
        self.put_files(FILES)
        code, shown = run(self.folder, "record", "import", "--series", "GEN", "scans",
                          stop_at=b"2000/%d" % FILES)
        self.assertEqual(code, 130, shown)
        told = re.search(r"almirah: stopped; (\d+) records were filed; run the same command again", shown)
        self.assertIsNotNone(told, shown)
        filed = int(told.group(1))
        self.assertLess(filed, FILES)
        again = self.run_ok("--quiet", "record", "import", "--series", "GEN", "scans")
        self.assertIn(f"Filed {FILES - filed} records", again)
        self.assertIn(f"{filed} records were there already", again)
        self.assertIn(": clean", self.run_ok("--quiet", "verify"))

    def test_colours_only_where_wanted(self):
        self.assertIn("\x1b[1mseries  under  rule  state  title\x1b[0m\r\n", self.run_ok("series", "list"))
        self.assertNotIn("\x1b", self.run_ok("series", "list", NO_COLOR="1"))


if __name__ == "__main__":
    PROGRAM = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
