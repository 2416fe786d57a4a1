"""From a CSV file to a CSV file: canbao and DuckDB, as programs that start and end."""
import hashlib
import os
import pathlib
import shutil

import program

HERE = pathlib.Path(__file__).resolve().parent
CANBAO = HERE.parent.parent / "canbao"


class Files:
    """Both write the same columns."""

    names = ("canbao", "DuckDB")

    def __init__(self, folder, residents, policies):
        self.folder, self.residents, self.policies = folder, residents, policies

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for name in self.names:
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def output(self, name):
        return self.folder / name / "answers.csv"

    def run(self, name):
        """A run begins with nothing."""
        if name == "DuckDB":
            return program.run(["node", HERE / "duckdb.mjs", self.residents, self.output(name), os.cpu_count()], self.folder / name)
        return program.run([CANBAO, "recalculate", "--policies", self.policies, "--in", self.residents, "--out", self.output(name),
                            "--columns", ",".join(program.COLUMNS)], self.folder / name)

    def checksum(self, name):
        """Of all lines in whatever order; of an undetermined answer the rest is advice for the clerk, and no peer gives it."""
        total = 0
        with open(self.output(name), "rb") as file:
            for line in file:
                fields = line.split(b",", 2)
                if fields[1] == b"undetermined":
                    line = b",".join(fields[:2])
                total += int.from_bytes(hashlib.blake2b(line.rstrip(), digest_size=8).digest(), "little")
        return f"{total % 2**64:016x}"
