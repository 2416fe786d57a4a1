#!/usr/bin/python3
"""Runs generated residents through Canbao and its peers in turns, compares every answer, and prints what it cost.

Exit code 0: all answers agree; 1: some differ; 2: something could not be run. README.md says what each peer does.
"""
import argparse
import os
import pathlib
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile

import answers
import report
from contestants import FileEntry, LiveEntry, LivePeer, PeerFailed

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PYTHON = "/usr/bin/python3"  # Debian's, for which python3-numpy is
ENGINE = ROOT / "benchmarks/Canbao.Benchmarks/bin/Release/net10.0/Canbao.Benchmarks"
REGION, YEAR = "500230", "2025"
ZEN_RESIDENTS = 10_000
PEERS = ("numpy", "duckdb", "postgres", "zen")


def options():
    """Of the command line."""
    parser = argparse.ArgumentParser(prog="benchmarks/peers/run", description="Compares Canbao with other ways to do its work.")
    parser.add_argument("--residents", type=at_least(1), default=1_000_000, metavar="N", help="how many to generate (1000000)")
    parser.add_argument("--rounds", type=at_least(1), default=3, metavar="N", help="measured rounds, in turns (3)")
    parser.add_argument("--seconds", type=at_least(0), default=2, metavar="N", help="at least so long is each measured in a round (2)")
    parser.add_argument("--only", type=some_peers, default=PEERS, metavar="PEER,...", help=f"of {', '.join(PEERS)}; canbao always runs")
    parser.add_argument("--engine", type=pathlib.Path, default=ENGINE, metavar="FILE", help="the program Canbao.Benchmarks")
    parser.add_argument("--save", action="store_true", help="write the report to benchmarks/results/<processor>/peers.md too")
    return parser.parse_args()


def at_least(least):
    """A whole number."""
    def read(text):
        if not text.isdecimal() or not least <= int(text) <= 1_000_000_000:
            raise argparse.ArgumentTypeError(f"'{text}' is not allowed; expected {least} to 1000000000")
        return int(text)
    return read


def some_peers(text):
    """Names between commas."""
    names = text.split(",")
    if unknown := [name for name in names if name not in PEERS]:
        raise argparse.ArgumentTypeError(f"'{unknown[0]}' is no peer; expected some of {', '.join(PEERS)}")
    return names


def tell(text):
    """Progress is not the report."""
    print(text, file=sys.stderr, flush=True)


def generate(folder, residents):
    """A policy folder with the one policy that the peers implement, and residents under it."""
    policies = folder / "policies"
    (policies / REGION).mkdir(parents=True)
    shutil.copy(ROOT / "policies/identities.yaml", policies)
    shutil.copy(ROOT / f"policies/{REGION}/{YEAR}.yaml", policies / REGION)
    done = subprocess.run([ROOT / "canbao", "generate", "--residents", str(residents), "--policies", policies, "-o", folder / "residents.csv"],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise PeerFailed(f"canbao generate: {done.stderr}")
    return folder / "residents.csv", policies


class Comparison:
    """The peers of one run, as entries (work, name, entry); ours is the first of each work."""

    def __init__(self, options_, folder):
        self.options, self.folder = options_, folder
        self.peers, self.entries = [], []
        self.input, self.policies = generate(folder, options_.residents)

    def start(self):
        """Loads one peer after the other."""
        count, sample = self.options.residents, min(self.options.residents, ZEN_RESIDENTS)
        self.add("canbao", [self.options.engine, "peer", self.input, self.policies], count, "columns", "numbers")
        for name, command, residents, *works in (
                ("numpy", [PYTHON, HERE / "numpy_peer.py", self.input], count, "columns", "numbers"),
                ("duckdb", ["node", HERE / "duckdb.mjs", self.input], count, "columns", "numbers"),
                ("postgres", [PYTHON, HERE / "postgres.py", self.input], count, "columns"),
                ("zen", ["node", HERE / "zen.mjs", self.input, sample], sample, "columns")):
            if name in self.options.only:
                self.add(name, command, residents, *works)
        self.add_file("canbao", [ROOT / "canbao", "recalculate", "--policies", self.policies, "--in", self.input, "--out"],
                      answers.from_recalculation)
        if "duckdb" in self.options.only:
            self.add_file("duckdb", ["node", HERE / "duckdb.mjs", self.input])

    def add(self, name, command, count, *works):
        """A peer that stays."""
        tell(f"loading {name} ...")
        peer = LivePeer(name, command)
        self.peers.append(peer)
        peer.wait_until_ready()
        self.entries += [(work, name, LiveEntry(peer, work, count)) for work in works]

    def add_file(self, name, command, convert=None):
        """A program that is started for each round; the file that it writes is its last operand."""
        output = self.folder / f"{name}.csv"
        self.entries.append(("files", name, FileEntry([*command, output], output, self.options.residents, convert)))

    def measure(self):
        """Warm-up, then rounds in which all take turns."""
        samples = [[] for _ in self.entries]
        for work, name, entry in self.entries:
            tell(f"warming up {name}, {work} ...")
            entry.warm_up()
        for number in range(self.options.rounds):
            tell(f"round {number + 1} of {self.options.rounds} ...")
            for (_, _, entry), taken in zip(self.entries, samples):
                taken.append(entry.measure(self.options.seconds))
        return samples

    def differences(self, checksums):
        """What to say about every entry that does not agree with our engine's columns."""
        reference = self.entries[0][2]
        for (work, name, entry), checksum in zip(self.entries, checksums):
            if checksum == reference.checksum(entry.count):
                continue
            ours, theirs = self.folder / "ours.numbers", self.folder / f"{name}.{work}.differing"
            reference.write_answers(ours)
            entry.write_answers(theirs)
            yield f"{name}, {work}: the checksum is {checksum:016x}, ours {reference.checksum(entry.count):016x}"
            yield self.first_difference(ours, theirs, entry.count)

    def first_difference(self, ours, theirs, count):
        """The first resident with two answers."""
        found = answers.first_difference(ours, theirs, count)
        if not found:
            return "  the answers are the same: the checksums are computed differently"
        resident, our, their = found
        with open(self.input, encoding="utf-8") as file:
            row = next((line.strip() for number, line in enumerate(file) if number == resident), "")
        return "\n".join((f"  the first resident that differs: {row}", f"  columns resident,{','.join(answers.COLUMNS)}", f"  ours   {our}",
                          f"  theirs {their}"))

    def end(self):
        """All processes that were started."""
        for peer in self.peers:
            peer.end()


def run(options_, folder):
    """Compares, prints, and tells whether all agree."""
    load = os.getloadavg()
    comparison = Comparison(options_, folder)
    try:
        comparison.start()
        samples = comparison.measure()
        tell("comparing the answers ...")
        checksums = [entry.checksum(entry.count) for _, _, entry in comparison.entries]
        differences = list(comparison.differences(checksums))
        versions = [peer.hello["version"] for peer in comparison.peers]
    finally:
        comparison.end()
    results = [(work, name, entry.count, taken, checksum)
               for (work, name, entry), taken, checksum in zip(comparison.entries, samples, checksums)]
    text = "\n".join(report.lines(results, versions, shlex.join(["benchmarks/peers/run", *sys.argv[1:]]), load)) + "\n"
    print(text)
    if differences:
        print("\n".join(differences), file=sys.stderr)
        return 1
    print("all answers agree")
    if options_.save:
        save(text)
    return 0


def save(text):
    """Beside the other results of this processor."""
    path = ROOT / "benchmarks/results" / report.folder_name() / "peers.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# Canbao and its peers\n\n{text}", encoding="utf-8")
    print(f"saved as {path.relative_to(ROOT)}")


def main():
    """Whatever happens, the processes end and the files go."""
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: sys.exit(2))
    with tempfile.TemporaryDirectory(prefix="canbao-peers-") as folder:
        try:
            return run(options(), pathlib.Path(folder))
        except PeerFailed as failed:
            print(f"benchmarks/peers: {failed}", file=sys.stderr)
            return 2


sys.exit(main())
