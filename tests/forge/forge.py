"""Writes forged entries into a store with stock git, and asks whether verify tells of each.

    python3 tests/forge/forge.py --almirah PROGRAM --store STORE… [--seed N] [--count N] [--jobs N]

STORE is an honest one, a bundle or a folder; it is copied and never touched, and gets one honest entry of this program first,
so that the rows bind. Each trial takes an operation of
docs/operations.md and a change that the page does not let it make, and writes it as the next entry: by a person who has
the permission, with a proper committer, trailers, vault and marker, so that nothing but the change is wrong. What the page
lets the operation do is no forgery and is passed over. A trial that verify calls clean is printed with its seed, which
repeats it. The page is the oracle and not the program: the two are held together by a test of their own.
"""
import argparse
import concurrent.futures
import copy
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GIT = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
ABSENT = object()


# ---- What the page says

def rules_of(page):
    """operation -> (permission, {(kind, added): [rule, …]})"""
    operations = {}
    for section in page.split("\n### ")[1:]:
        name, _, body = section.partition("\n")
        permission = re.search(r"Permission `([^`]*)`", body)
        kinds = {}
        for how, kind, rules in re.findall(r"^- (adds|changes) `([^`]*)`: (.*)$", body, re.M):
            kinds.setdefault((kind, how == "adds"), []).append(re.findall(r"`([^`]*)`", rules))
        operations[name.strip()] = (permission.group(1) if permission else "", kinds)
    return operations


def fits(wanted, value, act):
    if wanted == "*":
        return value is not ABSENT
    if wanted == "-":
        return value is ABSENT
    return text_of(value) == act.get(wanted, wanted)


def text_of(value):
    if value is ABSENT:
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def allows(rules, path, before, after, act):
    """Whether one list of rules lets the change be made: the first that names the field decides."""
    for rule in rules:
        name, _, steps = rule.partition(" ")
        forbidden, below = name.startswith("!"), name.endswith("*")
        name = name.lstrip("!").rstrip("*")
        if not path.startswith(name):
            continue
        rest = path[len(name):]
        if rest and not (below and (name == "" or rest[0] in ".[")):
            continue
        if forbidden:
            return False
        return not steps or any(fits(step.split(">")[0], before, act) and fits(step.split(">")[1], after, act)
                                for step in steps.split("|"))
    return False


def changes(before, after, path=""):
    """Every field that differs, as (path, before, after)."""
    objects = [value for value in (before, after) if isinstance(value, dict)]
    if objects and all(value is ABSENT or isinstance(value, dict) for value in (before, after)):
        was, now = before if before is not ABSENT else {}, after if after is not ABSENT else {}
        for name in list(was) + [name for name in now if name not in was]:
            yield from changes(was.get(name, ABSENT), now.get(name, ABSENT), f"{path}.{name}" if path else name)
        return
    lists = [value for value in (before, after) if isinstance(value, list) and value and isinstance(value[0], dict)]
    if lists and all(value is ABSENT or isinstance(value, list) for value in (before, after)):
        was, now = before if before is not ABSENT else [], after if after is not ABSENT else []
        for i in range(max(len(was), len(now))):
            if i >= len(was):
                yield f"{path}[+]", ABSENT, ""
                yield from changes(ABSENT, now[i], f"{path}[+]")
            elif i >= len(now):
                yield f"{path}[-]", "", ABSENT
            else:
                yield from changes(was[i], now[i], f"{path}[]")
        return
    if before is ABSENT or after is ABSENT or before != after:
        yield path, before, after


def is_lawful(kinds, kind, before, after, act):
    lists = kinds.get((kind, before is ABSENT), [])
    if not lists:
        return False
    return all(any(allows(rules, *change, act) for rules in lists) for change in changes(before, after))


# ---- What a forger does to a thing

WORDS = ["2001-01-01", "2031-12-31", "forged", "asha", "kiran", "C-1", "open", "closed", "approved", "pending", "destroyed",
         "carried out", "in force", "draft", "obsolete", "A-2026-0001", "D-2026-0001", "0" * 64, "2026-01-01T00:00:00Z"]


def places(value, path=()):
    """Every place in a thing, from the outermost in."""
    yield path
    if isinstance(value, dict):
        for name in value:
            yield from places(value[name], path + (name,))
    if isinstance(value, list):
        for i in range(len(value)):
            yield from places(value[i], path + (i,))


def at(thing, path):
    for step in path:
        thing = thing[step]
    return thing


def other(value, chance):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice([-1, 1, 7])
    if isinstance(value, str):
        return chance.choice([word for word in WORDS if word != value] + [value + "x"])
    if isinstance(value, list):
        return value[:-1] if value and chance.random() < 0.5 else value + [copy.deepcopy(value[0])] if value else ["forged"]
    return value


LATER = {"records": [("state", "destroyed"), ("appraisal", "REF"), ("closed", "2001-01-01"), ("series", "X"),
                     ("steps_done", [{"action": "destroy", "on": "2026-04-06", "disposal": "D-2026-0001"}])],
         "holds": [("released_at", "2026-04-06T05:30:00Z"), ("released_by", "kiran"), ("records", [])],
         "people": [("roles", ["administrator"]), ("active", False)],
         "documents": [("supersedes", ["QP-01"])],
         "disposals": [("state", "carried out"), ("expires_on", "2099-01-01")],
         "approvals": [("state", "approved"), ("decisions", [])],
         "keys": [("approved_by", "kiran"), ("revoked_from", "2020-01-01T00:00:00Z")]}


def forged(thing, kind, chance):
    """The thing, changed somewhere."""
    thing = copy.deepcopy(thing)
    if chance.random() < 0.35 and kind in LATER:
        name, value = chance.choice(LATER[kind])
        if thing.get(name) != value:
            thing[name] = value
            return thing
    path = chance.choice([path for path in places(thing) if path])
    outer, name = at(thing, path[:-1]), path[-1]
    if chance.random() < 0.2:
        del outer[name]
    elif chance.random() < 0.1 and isinstance(outer, list):
        outer.append(copy.deepcopy(outer[name]))
    else:
        outer[name] = other(outer[name], chance)
    return thing


# ---- A store, and an entry in it

class Store:
    def __init__(self, directory):
        self.directory = directory

    def git(self, *words, stdin=None):
        done = subprocess.run(["git", "-C", str(self.directory), *words], input=stdin, capture_output=True, env=GIT)
        if done.returncode:
            raise RuntimeError(f"git {' '.join(words[:2])}: {done.stderr.decode()}")
        return done.stdout.decode()

    def things(self):
        """path -> JSON, of the register's last entry."""
        listing = self.git("ls-tree", "-r", "register").splitlines()
        ids = {line.split("\t")[1]: line.split()[2] for line in listing}
        asked = "".join(f"{blob}\n" for blob in ids.values()).encode()
        raw = subprocess.run(["git", "-C", str(self.directory), "cat-file", "--batch"], input=asked, capture_output=True,
                             env=GIT, check=True).stdout
        found, place = {}, 0
        for path in ids:
            end = raw.index(b"\n", place)
            size = int(raw[place:end].split()[2])
            found[path] = json.loads(raw[end + 1:end + 1 + size])
            place = end + 2 + size
        return found

    def last(self):
        """Time, vault and marker of the last entry."""
        raw = self.git("cat-file", "commit", "register")
        message = raw.partition("\n\n")[2]
        when = re.search(r"^committer .* (\d+) [+-]\d+$", raw, re.M).group(1)
        vault = re.findall(r"^Vault: (\w+)$", message, re.M)[-1]
        rows = re.findall(r"^Rows: (\w+)$", message, re.M)
        return int(when), vault, rows[-1] if rows else None

    def commit(self, files, operation, person, subjects):
        """files: path -> JSON, or ABSENT for one that is taken out."""
        when, vault, rows = self.last()
        name = person["name"]
        mail = person.get("email") or person["login"] + "@almirah"
        lines = ["Forged", "", "Operation: " + operation, "By: " + person["login"]]
        lines += ["Subject: " + subject for subject in subjects]
        lines += ["Rows: " + rows] if rows else []
        message = "\n".join(lines + ["Vault: " + vault]) + "\n"
        who = f"{name} <{mail}> {when + 1} +0000"
        data = [f"commit refs/heads/register\nauthor {who}\ncommitter {who}\ndata {len(message.encode())}\n".encode(),
                message.encode(), b"from refs/heads/register^0\n"]
        for path, thing in files.items():
            if thing is ABSENT:
                data.append(f"D {path}\n".encode())
                continue
            text = (json.dumps(thing, ensure_ascii=False, indent=1) + "\n").encode()
            data.append(f"M 100644 inline {path}\ndata {len(text)}\n".encode() + text + b"\n")
        self.git("fast-import", "--quiet", "--force", stdin=b"".join(data))


def subject_of(kind, path, thing):
    names = {"records": "record", "holds": "hold", "documents": "document", "disposals": "disposal", "approvals": "approval",
             "people": "person", "series": "series", "schedules": "schedule", "keys": "key", "roles": "role"}
    if kind not in names or not isinstance(thing, dict):
        return []
    name = thing.get("id") or thing.get("number") or thing.get("login") or thing.get("code")
    return [f"{names[kind]} {name}"] if isinstance(name, str) else []


def new_path(path, chance):
    """Where another thing of the kind would stand."""
    stem = path[:-5]
    return re.sub(r"\d+$", lambda found: f"{(int(found.group()) + chance.randrange(40, 60)) % 100:02d}", stem) + ".json" \
        if re.search(r"\d\d$", stem) else stem + "-forged.json"


class Forger:
    def __init__(self, store, almirah, operations):
        self.store, self.almirah, self.operations = store, almirah, operations
        self.things = store.things()
        roles = {thing["code"]: set(thing["permissions"]) for path, thing in self.things.items() if path.startswith("roles/")}
        self.people = [thing for path, thing in self.things.items()
                       if path.startswith("people/") and thing.get("active", True)]
        self.may = {person["login"]: set().union(*(roles.get(role, set()) for role in person.get("roles", [])))
                    for person in self.people}

    def kind_of(self, path):
        return path.split("/")[0] if "/" in path else path[:-5]

    def trial(self, seed):
        """What was tried, or None where the chance made nothing that is forbidden."""
        chance = random.Random(seed)
        operation = chance.choice(sorted(self.operations))
        permission, kinds = self.operations[operation]
        able = [person for person in self.people if not permission or permission in self.may[person["login"]]]
        if not able:
            return None
        person = chance.choice(able)
        act = {"@by": person["login"], "@at": "never", "@today": "never"}
        by_kind = {}
        for path in self.things:
            by_kind.setdefault(self.kind_of(path), []).append(path)
        kind = chance.choice(sorted(by_kind))
        path = chance.choice(by_kind[kind])
        before = self.things[path]
        way = chance.random()
        if way < 0.06:
            return operation, person, path, ABSENT, before
        if way < 0.2 and kind not in ("office", "format"):
            path, before, after = new_path(path, chance), ABSENT, copy.deepcopy(before)
            if path in self.things:
                return None
        else:
            after = forged(before, kind, chance)
        if after == before or is_lawful(kinds, kind, before, after, act):
            return None
        return operation, person, path, after, before

    def is_told(self, trial):
        operation, person, path, after, before = trial
        thing = after if after is not ABSENT else before
        self.store.commit({path: after}, operation, person, subject_of(self.kind_of(path), path, thing))
        done = subprocess.run([self.almirah, "--store", str(self.store.directory), "verify"], capture_output=True, env=ENV)
        return done.returncode != 0, (done.stdout + done.stderr).decode("utf-8", "replace")


ENV = {**GIT, "HOME": "/nonexistent", "LC_ALL": "C.UTF-8"}


def in_words(trial):
    operation, person, path, after, before = trial
    what = "taken out" if after is ABSENT else "added" if before is ABSENT else \
        "; ".join(f"{name}: {text_of(was)} > {text_of(now)}" for name, was, now in changes(before, after))
    return f"{operation} by {person['login']}: {path}: {what[:300]}"


def fresh(source, target):
    if source.is_dir():
        shutil.copytree(source, target)
        return Store(target)
    subprocess.run(["git", "clone", "-q", "--bare", str(source), str(target)], check=True, env=GIT, capture_output=True)
    store = Store(target)
    store.git("symbolic-ref", "HEAD", "refs/heads/register")
    return store


def bind(store, almirah):
    """One honest entry of this program, where an administrator may make one unsigned."""
    for path, person in store.things().items():
        if path.startswith("people/") and "administrator" in person.get("roles", []):
            when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(store.last()[0] + 60))
            words = ["--as", person["login"], "person", "add", "forge.witness", "--name", "Witness", "--role", "auditor"]
            subprocess.run([almirah, "--store", str(store.directory), *words], capture_output=True,
                           env={**ENV, "ALMIRAH_TEST_NOW": when})
            return


def honest_store(source, folder, almirah):
    store = fresh(Path(source), Path(folder) / Path(source).stem)
    bind(store, almirah)
    first = subprocess.run([almirah, "--store", str(store.directory), "verify"], capture_output=True, env=ENV)
    if first.returncode:
        raise RuntimeError(f"the honest store {source} is not clean: " + first.stdout.decode() + first.stderr.decode())
    return store


def run_share(arguments, seeds):
    """The missed of some seeds, and how many were tried."""
    operations = rules_of((ROOT / "docs/operations.md").read_text())
    missed, tried = [], 0
    with tempfile.TemporaryDirectory(prefix="almirah-forge-") as folder:
        forgers = {}
        for seed in seeds:
            source = arguments.store[seed % len(arguments.store)]
            if source not in forgers:
                forgers[source] = Forger(honest_store(source, folder, arguments.almirah), arguments.almirah, operations)
            forger = forgers[source]
            trial = forger.trial(seed)
            if trial is None:
                continue
            tried += 1
            honest = forger.store
            forger.store = Store(Path(folder) / "tried")
            shutil.copytree(honest.directory, forger.store.directory)
            told, said = forger.is_told(trial)
            if not told:
                missed.append(f"--seed {seed}: {Path(source).stem}: {in_words(trial)}\n{said}")
            shutil.rmtree(forger.store.directory)
            forger.store = honest
    return missed, tried


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--almirah", required=True)
    parser.add_argument("--store", required=True, nargs="+")
    parser.add_argument("--seed", type=int, default=None, help="repeats one trial")
    parser.add_argument("--from", type=int, default=random.randrange(10 ** 9), dest="first")
    parser.add_argument("--count", type=int, default=200, help="forgeries, at least")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    arguments.almirah = str(Path(arguments.almirah).resolve())
    if arguments.seed is not None:
        missed, tried = run_share(arguments, [arguments.seed])
    else:
        # About every eighth chance makes nothing that is forbidden.
        seeds = range(arguments.first, arguments.first + arguments.count * 5 // 4 + 20)
        with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
            shares = [seeds[i::arguments.jobs] for i in range(arguments.jobs)]
            done = list(pool.map(lambda share: run_share(arguments, share), shares))
        missed, tried = sum((each for each, _ in done), []), sum(count for _, count in done)
        if tried < arguments.count:
            missed.append(f"only {tried} forgeries were made of {len(seeds)} seeds")
    for one in missed:
        print(one)
    print(f"{tried} forgeries, {len(missed)} not told (from seed {arguments.first})")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
