#!/usr/bin/python3
"""PostgreSQL from a table to an unlogged table, in a private cluster that lives as long as this program; the rules are in sql/.

postgres.py RESIDENTS.csv    answers the commands of README.md on standard input
"""
import os
import pathlib
import signal
import subprocess
import sys
import time

import peer
from cluster import UNPRIVILEGED, Cluster

HERE = pathlib.Path(__file__).resolve().parent
END = "-- end --"
DIALECT = """
CREATE FUNCTION day_of(digits text) RETURNS date LANGUAGE sql IMMUTABLE RETURN to_date(digits, 'YYYYMMDD');
CREATE FUNCTION digits_of(day date) RETURNS integer LANGUAGE sql IMMUTABLE RETURN CAST(to_char(day, 'YYYYMMDD') AS integer);
"""


class Session:
    """One connection through psql, which prints tuples and nothing else."""

    def __init__(self, server):
        self.psql = subprocess.Popen(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", server.folder, "-U", UNPRIVILEGED, "postgres"],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, sql):
        """What a script prints."""
        self.psql.stdin.write(f"{sql}\n;\n\\echo {END}\n")
        self.psql.stdin.flush()
        lines = []
        for line in self.psql.stdout:
            if line.rstrip("\n") == END:
                return lines
            lines.append(line.rstrip("\n"))
        sys.exit("postgres.py: psql ended")

    def script(self, name, count="(count)"):
        text = (HERE / "sql" / f"{name}.sql").read_text(encoding="utf-8")
        return self.run(text.replace("CREATE TABLE", "CREATE UNLOGGED TABLE").replace("(count)", count))


class Postgres(peer.Peer):
    """The peer over one session."""

    def __init__(self, session, residents):
        self.session = session
        session.run(DIALECT)
        with open(residents, encoding="utf-8") as file:
            columns = ", ".join(f"{name} text" for name in file.readline().strip().split(","))
        session.run(f"CREATE UNLOGGED TABLE raw ({columns})")
        session.run(f"\\copy raw FROM '{residents}' WITH (FORMAT csv, HEADER, NULL '(null)')")
        for part in ("residents", "policy", "terms", "shown"):
            session.script(part)
        session.run("DROP TABLE raw; ANALYZE; CHECKPOINT")
        self.residents = int(session.run("SELECT count(*) FROM residents")[0])
        self.version = "PostgreSQL " + session.run("SHOW server_version")[0]
        self.processes = [int(session.run("SELECT pg_backend_pid()")[0])]

    def once(self, work):
        self.session.run("TRUNCATE answers")
        start = time.perf_counter()
        self.session.script("columns")
        return self.residents, time.perf_counter() - start

    def checksum(self, work, count):
        return int(self.session.script("checksum", count)[0])

    def answers(self, work, path):
        self.session.run(f"\\copy (SELECT * FROM shown ORDER BY resident) TO '{path}' WITH (FORMAT csv, HEADER)")


# The cluster must not stay behind.
for ending in (signal.SIGINT, signal.SIGTERM):
    signal.signal(ending, lambda *_: sys.exit(1))
cluster = Cluster()
try:
    cluster.start()
    Postgres(Session(cluster), os.path.abspath(sys.argv[1])).serve()
finally:
    cluster.stop()
