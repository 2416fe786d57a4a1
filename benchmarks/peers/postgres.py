#!/usr/bin/python3
"""PostgreSQL from a table to an unlogged table, in a private cluster that lives as long as this program; the rules are in sql/.

postgres.py RESIDENTS.csv    answers the commands of README.md on standard input
"""
import glob
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import peer

HERE = pathlib.Path(__file__).resolve().parent
END = "-- end --"
UNPRIVILEGED = "postgres"
SETTINGS = {
    "listen_addresses": "", "shared_buffers": "512MB", "work_mem": "128MB", "max_wal_size": "4GB", "fsync": "off", "synchronous_commit": "off",
    # One core; and compiling costs more here than it gives.
    "max_parallel_workers_per_gather": "0", "max_parallel_maintenance_workers": "0", "jit": "off", "autovacuum": "off",
}

DIALECT = """
CREATE FUNCTION day_of(digits text) RETURNS date LANGUAGE sql IMMUTABLE RETURN to_date(digits, 'YYYYMMDD');
CREATE FUNCTION digits_of(day date) RETURNS integer LANGUAGE sql IMMUTABLE RETURN CAST(to_char(day, 'YYYYMMDD') AS integer);
"""


def programs():
    """The newest installed server's; Debian keeps them out of the PATH."""
    folders = glob.glob("/usr/lib/postgresql/*/bin/initdb")
    if not folders:
        sys.exit("postgres.py: initdb is not there; expected Debian's package postgresql")
    return pathlib.Path(max(folders, key=lambda path: int(path.split("/")[4]))).parent


class Cluster:
    """In a folder of its own, which goes with it. The server refuses to run as root."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="canbao-peer-")
        self.user = {}
        self.server = None
        if os.getuid() == 0:
            account = pwd.getpwnam(UNPRIVILEGED)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self.user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def start(self):
        """Until it accepts connections, on a socket in the folder."""
        found, data = programs(), os.path.join(self.folder, "data")
        made = subprocess.run([found / "initdb", "-D", data, "-U", UNPRIVILEGED, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
                              cwd=self.folder, capture_output=True, text=True, check=False, **self.user)
        if made.returncode != 0:
            sys.exit(f"postgres.py: {made.stderr}")
        settings = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        with open(os.path.join(self.folder, "log"), "wb") as log:
            self.server = subprocess.Popen([found / "postgres", "-D", data, "-k", self.folder, *settings], cwd=self.folder,
                                           stdout=log, stderr=log, **self.user)
        while subprocess.run([found / "pg_isready", "-q", "-h", self.folder], check=False).returncode != 0:
            if self.server.poll() is not None:
                sys.exit("postgres.py: the server did not start: " + pathlib.Path(self.folder, "log").read_text(encoding="utf-8"))
            time.sleep(0.1)

    def stop(self):
        """With everything that it wrote."""
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)  # a fast shutdown
            try:
                self.server.wait(60)
            except subprocess.TimeoutExpired:
                self.server.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


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
