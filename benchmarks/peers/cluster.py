"""A PostgreSQL of one's own: a private cluster in a temporary folder, reached by a socket there, that lives as long as its owner."""
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

UNPRIVILEGED = "postgres"
SETTINGS = {
    "listen_addresses": "", "shared_buffers": "512MB", "work_mem": "128MB", "max_wal_size": "4GB", "fsync": "off", "synchronous_commit": "off",
    # One core; and compiling costs more here than it gives.
    "max_parallel_workers_per_gather": "0", "max_parallel_maintenance_workers": "0", "jit": "off", "autovacuum": "off",
}


def programs():
    """The newest installed server's; Debian keeps them out of the PATH."""
    folders = glob.glob("/usr/lib/postgresql/*/bin/initdb")
    if not folders:
        sys.exit("PostgreSQL: initdb is not there; expected Debian's package postgresql")
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
            sys.exit(f"PostgreSQL: {made.stderr}")
        settings = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        with open(os.path.join(self.folder, "log"), "wb") as log:
            self.server = subprocess.Popen([found / "postgres", "-D", data, "-k", self.folder, *settings], cwd=self.folder,
                                           stdout=log, stderr=log, **self.user)
        while subprocess.run([found / "pg_isready", "-q", "-h", self.folder], check=False).returncode != 0:
            if self.server.poll() is not None:
                sys.exit("PostgreSQL: the server did not start: " + pathlib.Path(self.folder, "log").read_text(encoding="utf-8"))
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
