#!/usr/bin/python3
"""Runs generated residents through canbao recalculate and through SQL, in turns, compares the answers, and prints what it cost.

Exit code 0: all answers agree; 1: some differ; 2: something could not be run. README.md says who does what.
"""
import argparse
import os
import pathlib
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.append(str(HERE.parent / "peers"))

import files  # noqa: E402 pylint: disable=wrong-import-position
import report  # noqa: E402 pylint: disable=wrong-import-position
import tables  # noqa: E402 pylint: disable=wrong-import-position
from program import Failed  # noqa: E402 pylint: disable=wrong-import-position

REGION, YEAR = "500230", "2025"


def options():
    """Of the command line."""
    parser = argparse.ArgumentParser(prog="benchmarks/recalculation/run", description="Compares canbao recalculate with SQL.")
    parser.add_argument("--residents", type=number, metavar="N", help="how many to generate (10000000 for files, 5000000 for tables)")
    parser.add_argument("--rounds", type=number, default=1, metavar="N", help="in turns (1)")
    parser.add_argument("--only", choices=("files", "tables"), help="only this comparison")
    return parser.parse_args()


def number(text):
    """A whole number from 1."""
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000_000:
        raise argparse.ArgumentTypeError(f"'{text}' is not allowed; expected 1 to 1000000000")
    return int(text)


def generate(folder, residents):
    """A policy folder with the one policy that the peers implement, and residents under it."""
    policies = folder / "policies"
    if not policies.exists():
        (policies / REGION).mkdir(parents=True)
        shutil.copy(ROOT / "policies/identities.yaml", policies)
        shutil.copy(ROOT / f"policies/{REGION}/{YEAR}.yaml", policies / REGION)
    done = subprocess.run([ROOT / "canbao", "generate", "--residents", str(residents), "--policies", policies, "-o", folder / "residents.csv"],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise Failed(f"canbao generate: {done.stderr}")
    return folder / "residents.csv", policies


def compare(title, contest, rounds, residents):
    """Prints a table; whether all answers agree."""
    samples = {name: [] for name in contest.names}
    for number_ in range(rounds):
        for name in contest.names:
            print(f"round {number_ + 1} of {rounds}: {name} ...", file=sys.stderr, flush=True)
            samples[name].append(contest.run(name))
    checksums = {name: contest.checksum(name) for name in contest.names}
    print(f"\n| {title} | residents/s | CPU s per million | of these the database | peak memory of the client | checksum |\n|---|---|---|---|---|---|")
    for name, taken in samples.items():
        rate, cpu, database, memory = (statistics.median(sample[i] for sample in taken) for i in range(4))
        print(f"| {name} | {report.quantity(residents / rate)} | {cpu / residents * 1e6:.3f} | {database / residents * 1e6:.3f} "
              f"| {memory:,.0f} MB | {checksums[name]} |")
    return len(set(checksums.values())) == 1


def main():
    """Whatever happens, the processes end and the files go."""
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: sys.exit(2))
    chosen = options()
    print(f"`{shlex.join(['benchmarks/recalculation/run', *sys.argv[1:]])}`\n")
    name, avx512 = report.processor()
    print(f"{name}{', AVX-512' if avx512 else ''}, {os.cpu_count()} cores; load average before the run {os.getloadavg()[0]:.1f}.")
    with tempfile.TemporaryDirectory(prefix="canbao-recalculation-") as folder:
        os.chmod(folder, 0o755)
        try:
            agree = True
            for title, contest, usual in (("CSV file to CSV file", files.Files, 10_000_000), ("table to table", tables.Tables, 5_000_000)):
                if chosen.only in (None, contest.__name__.lower()):
                    residents = chosen.residents or usual
                    with contest(pathlib.Path(folder), *generate(pathlib.Path(folder), residents)) as entered:
                        agree &= compare(f"{title}, {residents:,} residents", entered, chosen.rounds, residents)
        except Failed as failed:
            print(f"benchmarks/recalculation: {failed}", file=sys.stderr)
            return 2
    print("\nall answers agree" if agree else "\nthe answers differ")
    return 0 if agree else 1


sys.exit(main())
