"""Those who are compared: peers as processes that take commands, and programs that go from file to file."""
import json
import os
import subprocess
import sys
import time

import answers

TICKS = os.sysconf("SC_CLK_TCK")


class PeerFailed(Exception):
    """A peer could not do what it was asked."""


def cpu_seconds(processes):
    """User and system time, with that of children that have ended."""
    total = 0
    for process in processes:
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as file:
            total += sum(map(int, file.read().rpartition(")")[2].split()[11:15]))
    return total / TICKS


class LivePeer:
    """A process that has the residents in memory and answers the commands of README.md."""

    def __init__(self, name, command):
        self.name = name
        self.process = subprocess.Popen([str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.hello = None

    def wait_until_ready(self):
        """Until the residents are loaded."""
        self.hello = self.reply()

    def reply(self):
        line = self.process.stdout.readline()
        if not line:
            raise PeerFailed(f"{self.name} ended: its message stands above")
        return json.loads(line)

    def ask(self, *command):
        try:
            self.process.stdin.write("\t".join(map(str, command)) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError as broken:
            raise PeerFailed(f"{self.name} ended: its message stands above") from broken
        return self.reply()

    def end(self):
        """The end of its input is the end of the process."""
        try:
            self.process.stdin.close()
            self.process.wait(60)
        except (BrokenPipeError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()


class LiveEntry:
    """A row of the table: a peer at one work."""

    def __init__(self, peer, work, count):
        self.peer, self.work, self.count = peer, work, count

    def warm_up(self):
        """One pass."""
        self.peer.ask("run", self.work, 0)

    def measure(self, seconds):
        """(quotes per second, CPU seconds per million)"""
        before = cpu_seconds(self.peer.hello["processes"])
        done = self.peer.ask("run", self.work, seconds)
        used = cpu_seconds(self.peer.hello["processes"]) - before
        return done["quotes"] / done["seconds"], used / done["quotes"] * 1e6

    def checksum(self, count):
        """Of the last pass."""
        return int(self.peer.ask("checksum", self.work, count)["sum"])

    def write_answers(self, path):
        """Of the last pass."""
        self.peer.ask("answers", self.work, path)


class FileEntry:
    """A row of the table: a program that reads the residents and writes the answers."""

    def __init__(self, command, output, count, convert=None):
        self.command, self.output, self.count, self.convert = [str(part) for part in command], output, count, convert

    def warm_up(self):
        """Nothing: a program starts cold."""

    def measure(self, _):
        """(quotes per second, CPU seconds per million) of one run, its start included."""
        start = time.perf_counter()
        process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        elapsed = time.perf_counter() - start
        if process.returncode != 0:
            sys.stderr.write(said)
            raise PeerFailed(f"{self.command[0]} ended with exit code {process.returncode}")
        return self.count / elapsed, (usage.ru_utime + usage.ru_stime) / self.count * 1e6

    def checksum(self, count):
        """Of the file that the last run wrote; all of it, so that a surplus counts."""
        numbers = f"{self.output}.numbers"
        self.write_answers(numbers)
        return answers.checksum(numbers)

    def write_answers(self, path):
        """As numbers."""
        if self.convert:
            self.convert(self.output, path)
        else:
            os.link(self.output, path)
