"""From a PostgreSQL table to an unlogged one: canbao by COPY, and INSERT ... SELECT with joins in one backend. The rules are ../peers/sql/."""
import os
import pathlib
import subprocess
import time
import urllib.parse

import program
from cluster import UNPRIVILEGED, Cluster

HERE = pathlib.Path(__file__).resolve().parent
CANBAO = HERE.parent.parent / "canbao"
TICKS = os.sysconf("SC_CLK_TCK")
TARGETS = {"canbao": "by_canbao", "INSERT ... SELECT": "by_joins"}

# The planner's own choices take three to six times as long.
PLANNING = "SET enable_nestloop = off; SET enable_mergejoin = off;"


def own(name):
    """A script of this folder."""
    return (HERE / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def rules(name):
    """A script of the peers, whose days are known already, and whose joins keep every resident."""
    text = (HERE.parent / "peers/sql" / f"{name}.sql").read_text(encoding="utf-8").replace("CREATE TABLE", "CREATE UNLOGGED TABLE")
    head, view, found = text.replace("(SELECT DISTINCT payment_date AS day FROM residents)", "seen_days").partition("CREATE VIEW found")
    return head + view + found.replace("\nJOIN ", "\nLEFT JOIN ")


class Tables:
    """Tables that depend on kinds of residents and on days alone are made before, as a plan would be; they are not measured."""

    names = tuple(TARGETS)

    def __init__(self, folder, residents, policies):
        self.folder, self.policies = folder, policies
        self.cluster = Cluster()
        self.residents = residents

    def __enter__(self):
        try:
            self.cluster.start()
            self.psql(own("postgres_source"))
            self.psql(f"\\copy raw FROM '{self.residents}' WITH (FORMAT csv, HEADER)")
            self.psql("VACUUM ANALYZE raw", own("postgres_profiles"), rules("policy"), rules("terms"), own("named"), "ANALYZE",
                      *(own("postgres_target").replace("(target)", target) for target in TARGETS.values()))
        except BaseException:
            self.cluster.stop()
            raise
        return self

    def __exit__(self, *_):
        self.cluster.stop()

    def psql(self, *scripts):
        """What scripts print."""
        command = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.cluster.folder, "-U", UNPRIVILEGED, "postgres"]
        done = subprocess.run(command, input=";\n".join(scripts), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise program.Failed(f"psql: {done.stderr}")
        return done.stdout.strip()

    def run(self, name):
        """(seconds, CPU seconds, of these the database's, peak memory in MB)"""
        self.psql(f"TRUNCATE {TARGETS[name]}", "DROP TABLE IF EXISTS canbao_checkpoint", "CHECKPOINT")
        before, start = self.database_cpu(), time.perf_counter()
        if name == "canbao":
            client = self.run_canbao()
        else:
            self.psql(PLANNING, own("postgres_insert"))
            client = (time.perf_counter() - start, 0, 0, 0)
        database = self.database_cpu() - before
        return client[0], client[1] + database, database, client[3]

    def run_canbao(self):
        address = f"postgres://{UNPRIVILEGED}@{urllib.parse.quote(self.cluster.folder, safe='')}/postgres?table="
        return program.run([CANBAO, "recalculate", "--policies", self.policies, "--in", f"{address}raw", "--out", f"{address}by_canbao"],
                           self.folder / "tables")

    def database_cpu(self):
        """Of the server, its processes and those that have ended; a backend ends a moment after its client."""
        while True:
            found = [stat for stat in map(stat_of, filter(str.isdecimal, os.listdir("/proc"))) if stat]
            backends = [fields for pid, fields in found if int(fields[1]) == self.cluster.server.pid]
            if not any(b"postgres: postgres" in title_of(pid) for pid, fields in found if int(fields[1]) == self.cluster.server.pid):
                break
            time.sleep(0.05)
        server = next(fields for pid, fields in found if int(pid) == self.cluster.server.pid)
        ended = sum(map(int, server[11:15]))
        return (ended + sum(int(part) for fields in backends for part in fields[11:13])) / TICKS

    def checksum(self, name):
        """Of all rows in whatever order."""
        return self.psql(own("postgres_checksum").replace("(target)", TARGETS[name]))


def stat_of(pid):
    """The fields of a process behind its name; None if it has ended."""
    try:
        return pid, pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def title_of(pid):
    """What a process calls itself."""
    try:
        return pathlib.Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""
