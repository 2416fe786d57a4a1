"""A program that is run once, and what it cost."""
import os
import shutil
import subprocess
import time

COLUMNS = ("status", "individual_standard_fen", "assistance_fen", "fee_fen", "fiscal_subsidy_fen", "waiting_days", "waiting_months",
           "waiting_rule", "benefit_start", "benefit_end", "deductible_fen")


class Failed(Exception):
    """Something could not be run."""


def run(command, folder):
    """(seconds, CPU seconds, 0, peak memory in MB) from its start to its end, in a folder that is empty then."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                               cwd=folder)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failed(f"{command[0]} ended with exit code {process.returncode}: {said}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, 0, usage.ru_maxrss / 1024
