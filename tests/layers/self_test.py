"""Proves that each check of this folder can fail: gives it a small tree that is broken in one way.

    python3 tests/layers/self_test.py
"""
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import examples
import headers
import layers
import ratchet

TABLE = """
| room | duty | may include | third-party headers |
|---|---|---|---|
| `base` | dates | values | utf8proc |
| `model` | rules | base, values | |
| `vault` | packs | base, values | git2 |
| `store` | the door | all above, values, door | |
"""
SOUND = {
    "lib/README.md": TABLE,
    "lib/base/date.cpp": '#include "almirah/date.hpp"\n#include "base/name.hpp"\n#include <utf8proc.h>\n',
    "lib/base/name.hpp": "#include <string>\n#include <unistd.h>\n#include <sys/stat.h>\n",
    "lib/model/rule.cpp": '#include "base/name.hpp"\n',
    "lib/vault/pack.cpp": "#include <git2.h>\n",
    "lib/store/store.cpp": '#include "almirah/store.hpp"\n#include "vault/pack.hpp"\n',
    "cli/main.cpp": '#include "almirah/almirah.hpp"\n#include "cli/command.hpp"\n#include <CLI/CLI.hpp>\n',
    "cli/command.hpp": "",
    "bindings/c/record.cpp": '#include "almirah.h"\n#include "almirah/store.hpp"\n#include "bindings/c/error.hpp"\n',
    "include/almirah/date.hpp": "#pragma once\n#include <string>\nstd::string spell(int day);\n",
}


def make_tree(folder, files):
    for name, text in files.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Path(folder)


class Case(unittest.TestCase):
    def faults(self, check, **changed):
        """The check's faults in the sound tree with files changed; '__' stands for '/' and '_dot_' for '.'."""
        files = dict(SOUND)
        files.update({name.replace("__", "/").replace("_dot_", "."): text for name, text in changed.items()})
        with tempfile.TemporaryDirectory() as folder:
            return list(check(make_tree(folder, files)))

    def refuses(self, check, expected, **changed):
        faults = self.faults(check, **changed)
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(expected, faults[0])


class Layers(Case):
    def test_a_sound_tree_passes(self):
        self.assertEqual(self.faults(layers.check_tree), [])

    def test_an_arrow_that_points_up(self):
        self.refuses(layers.check_tree, "lib/model/rule.cpp:2: model may not include vault",
                     lib__model__rule_dot_cpp='#include "base/name.hpp"\n#include "vault/pack.hpp"\n')

    def test_a_third_party_header_in_the_wrong_room(self):
        self.refuses(layers.check_tree, "lib/model/rule.cpp:1: model may not use git2",
                     lib__model__rule_dot_cpp="#include <git2/blob.h>\n")

    def test_a_library_that_is_in_no_table(self):
        self.refuses(layers.check_tree, "<archive.h> is of no library",
                     lib__base__name_dot_hpp="#include <archive.h>\n")

    def test_the_door_used_below(self):
        self.refuses(layers.check_tree, "model may not include door",
                     lib__model__rule_dot_cpp='#include "almirah/store.hpp"\n')

    def test_the_door_in_angle_brackets(self):
        self.refuses(layers.check_tree, "model may not include door",
                     lib__model__rule_dot_cpp="#include <almirah/store.hpp>\n")

    def test_the_command_line_looks_into_lib(self):
        self.refuses(layers.check_tree, "cli/main.cpp:1: cli may not include vault",
                     cli__main_dot_cpp='#include "vault/pack.hpp"\n')

    def test_a_room_uses_the_command_line(self):
        self.refuses(layers.check_tree, "store may not include cli",
                     lib__store__store_dot_cpp='#include "cli/command.hpp"\n')

    def test_bindings_look_into_lib(self):
        self.refuses(layers.check_tree, "bindings/c may not include model",
                     bindings__c__record_dot_cpp='#include "model/rule.hpp"\n')

    def test_a_public_header_needs_a_library(self):
        self.refuses(layers.check_tree, "include/almirah/date.hpp:1: include may not use nlohmann",
                     include__almirah__date_dot_hpp="#include <nlohmann/json.hpp>\n")

    def test_a_public_header_looks_into_lib(self):
        self.refuses(layers.check_tree, "include may not include base",
                     include__almirah__date_dot_hpp='#include "base/name.hpp"\n')

    def test_a_path_with_dots(self):
        self.refuses(layers.check_tree, "leaves its folder",
                     lib__model__rule_dot_cpp='#include "../vault/pack.hpp"\n')

    def test_a_room_that_is_not_in_the_table(self):
        self.refuses(layers.check_tree, "lib/attic: a room that is not in the table",
                     lib__attic__box_dot_cpp="\n")

    def test_a_table_whose_arrow_points_up(self):
        self.refuses(layers.check_tree, "base may include model, which does not stand above it",
                     lib__README_dot_md=TABLE.replace("dates | values", "dates | model, values"))

    def test_no_table(self):
        self.refuses(layers.check_tree, "no table of rooms", lib__README_dot_md="# Rooms\n")


def function_of(lines, head="int sum(int a,\n        int b)"):
    body = "    a += b;\n" * (lines - 2 - head.count("\n"))
    return f"{head} {{\n{body}}}\n"


class Ratchet(Case):
    def test_a_sound_tree_passes(self):
        self.assertEqual(self.faults(ratchet.check_tree), [])

    def test_seventy_lines_pass(self):
        self.assertEqual(self.faults(ratchet.check_tree, lib__base__sum_dot_cpp=function_of(70)), [])

    def test_a_function_that_is_too_long(self):
        self.refuses(ratchet.check_tree, "lib/base/sum.cpp:3: function of 71 lines",
                     lib__base__sum_dot_cpp="namespace n {\n\n" + function_of(71) + "}\n")

    def test_a_method_that_is_too_long(self):
        self.refuses(ratchet.check_tree, "cli/sum.hpp:2: function of 71 lines",
                     cli__sum_dot_hpp="class Sum final : public Base {\n" + function_of(71, "int sum() const") + "};\n")

    def test_a_constructor_with_initialisers_that_is_too_long(self):
        self.refuses(ratchet.check_tree, "bindings/c/sum.cpp:1: function of 71 lines",
                     bindings__c__sum_dot_cpp=function_of(71, "Sum::Sum(int a)\n    : a_{a}, b_(2)"))

    def test_braces_in_strings_and_comments_do_not_count(self):
        odd = 'int one() {\n    return f("}", \'{\', R"({{)"); // }\n} /* { */\n'
        self.refuses(ratchet.check_tree, "lib/base/sum.cpp:4: function of 71 lines",
                     lib__base__sum_dot_cpp=odd + function_of(71))

    def test_a_long_table_of_data_is_no_function(self):
        table = "const std::vector<int> table = {\n" + "    {f(1)},\n" * 100 + "};\n"
        self.assertEqual(self.faults(ratchet.check_tree, lib__base__table_dot_cpp=table), [])

    def test_a_file_that_is_too_long(self):
        self.assertEqual(self.faults(ratchet.check_tree, lib__base__long_dot_cpp="int a;\n" * 600), [])
        self.refuses(ratchet.check_tree, "file of 601 lines", lib__base__long_dot_cpp="int a;\n" * 601)


class Headers(Case):
    def test_a_sound_header_passes(self):
        self.assertEqual(self.faults(headers.check_tree), [])

    def test_a_header_that_leans_on_another(self):
        self.refuses(headers.check_tree, "include/almirah/date.hpp: does not compile alone",
                     include__almirah__date_dot_hpp="#pragma once\nstd::string spell(int day);\n")

    def test_a_header_with_a_warning(self):
        self.refuses(headers.check_tree, "unused",
                     include__almirah__date_dot_hpp="#pragma once\ninline int one(int day) { return 1; }\n")

    def test_a_header_that_cannot_be_included_twice(self):
        self.refuses(headers.check_tree, "redefinition",
                     include__almirah__date_dot_hpp="struct Day { int number; };\n")

    def test_a_c_header_that_is_not_c99(self):
        self.refuses(headers.check_tree, "include/almirah.h: does not compile alone as c99",
                     include__almirah_dot_h="#pragma once\nint f(int a = 1);\n")

    def test_no_header(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(headers.check_tree(Path(folder)), ["include: no public header"])


class Examples(Case):
    PAGE = '# Page\n```cpp\n#include "almirah/date.hpp"\nint main() { spell(%s); }\n```\n'

    def test_a_sound_example_passes(self):
        self.assertEqual(self.faults(examples.check_tree, README_dot_md=self.PAGE % "1"), [])

    def test_an_example_that_does_not_compile(self):
        self.refuses(examples.check_tree, "docs/api.md:2: the example does not compile",
                     docs__api_dot_md=self.PAGE % '"one"')


if __name__ == "__main__":
    unittest.main()
