#!/usr/bin/python3
"""Recalculates very many generated residents in every form, and prints what each took at the most.

Exit code 0: all stayed below their limits; 1: one did not, or two forms of one answer differ; 2: something could not be run.
"""
import argparse
import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
CANBAO = HERE.parent.parent / "canbao"
sys.path.append(str(HERE.parent / "peers"))

import program  # noqa: E402 pylint: disable=wrong-import-position
from cluster import UNPRIVILEGED, Cluster  # noqa: E402 pylint: disable=wrong-import-position

# Megabytes that a run may have if nobody says otherwise; what the process has beside is in them.
USUAL, WITH_BASELINE = 300, 500
FORMS = ("file", "ids", "baseline", "server", "tables")


def options():
    """Of the command line."""
    parser = argparse.ArgumentParser(prog="benchmarks/recalculation/size", description=__doc__.splitlines()[0])
    parser.add_argument("--residents", type=int, default=20_000_000, metavar="N", help="how many to generate (20000000)")
    parser.add_argument("--only", choices=FORMS, action="append", help="only this form; may be repeated")
    parser.add_argument("--folder", type=pathlib.Path, help="where there is room: 300 bytes for each resident (the temporary folder)")
    return parser.parse_args()


def generate(folder, residents):
    """The residents, of all policies."""
    path = folder / "residents.csv"
    with subprocess.Popen([CANBAO, "generate", "--residents", str(residents), "--seed", "21", "-o", path], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        if process.wait() != 0:
            raise program.Failed("canbao generate has failed")
    return path


def recalculate(folder, source, target, *more):
    """(seconds, CPU seconds, peak in MB)"""
    seconds, cpu, _, peak = program.run([CANBAO, "recalculate", "--in", source, "--out", target, *more], folder / "work")
    return seconds, cpu, peak


def digest(path):
    """Of a file."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def through_server(folder, source):
    """With a service of its own."""
    with subprocess.Popen([CANBAO, "serve", "--listen", "127.0.0.1:0", "--until-input-ends", "--no-watch", "--no-proof"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as service:
        address = next(word for word in service.stdout.readline().split() if word.startswith("http://"))
        result = recalculate(folder, source, "q.csv", "--server", address)
        service.stdin.close()
        service.wait()
    return result


def between_tables(folder, source):
    """From a table to a table, of a cluster of its own."""
    cluster = Cluster()
    try:
        cluster.start()
        with open(source, encoding="utf-8") as file:
            names = file.readline().strip().split(",")
        psql(cluster, f"CREATE UNLOGGED TABLE residents ({', '.join(f'{name} text' for name in names)})",
             f"\\copy residents FROM '{source}' WITH (FORMAT csv, HEADER)")
        address = f"postgres://{UNPRIVILEGED}@{urllib.parse.quote(cluster.folder, safe='')}/postgres?table="
        return recalculate(folder, f"{address}residents", f"{address}quotes")
    finally:
        cluster.stop()


def psql(cluster, *scripts):
    """Runs scripts."""
    done = subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", cluster.folder, "-U", UNPRIVILEGED, "postgres"],
                          input="\n".join(scripts) if len(scripts) == 1 else ";\n".join(scripts), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise program.Failed(f"psql: {done.stderr}")


def measure(form, folder, source):
    """(limit in MB, (seconds, CPU seconds, peak in MB))"""
    if form == "server":
        return USUAL, through_server(folder, source)
    if form == "tables":
        return USUAL, between_tables(folder, source)
    if form == "baseline":
        return WITH_BASELINE, recalculate(folder, source, "q.csv", "--baseline", "140405/2024")
    more = ("--id-column", "id", "--report", "report.html") if form == "ids" else ()
    return USUAL, recalculate(folder, source, "q.csv", *more)


def main():
    """Prints a table."""
    asked = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    folder = pathlib.Path(tempfile.mkdtemp(prefix="canbao-size-", dir=asked.folder))
    os.chmod(folder, 0o755)
    try:
        source = generate(folder, asked.residents)
        good, digests = True, set()
        print(f"{asked.residents:,} residents, all columns")
        print(f"{'form':10} {'seconds':>8} {'CPU s':>8} {'peak MB':>8} {'limit MB':>9}")
        for form in asked.only or FORMS:
            limit, (seconds, cpu, peak) = measure(form, folder, source)
            good &= peak <= limit
            print(f"{form:10} {seconds:8.1f} {cpu:8.1f} {peak:8.0f} {limit:9}", flush=True)
            if form in ("file", "ids", "server"):
                digests.add(digest(folder / "work/q.csv"))
        if len(digests) > 1:
            print("the forms gave different answers")
        return 0 if good and len(digests) <= 1 else 1
    except program.Failed as failure:
        print(failure, file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
