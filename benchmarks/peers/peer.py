"""What the peers in Python have in common: the commands on standard input, answered with a line of JSON each."""
import json
import sys

COLUMNS = ("status", "standard_fen", "assistance_fen", "fee_fen", "subsidy_fen", "wait", "benefit_start", "benefit_end", "deductible_fen")


class Peer:
    """Subclasses have a version, the processes that work, and once, checksum and answers."""

    version = ""
    processes = []

    def once(self, work):
        """One pass over all residents: how many there are and the seconds it took."""
        raise NotImplementedError

    def checksum(self, work, count):
        """The checksum of the last pass over so many residents from the first."""
        raise NotImplementedError

    def answers(self, work, path):
        """Writes the answers of the last pass as numbers."""
        raise NotImplementedError

    def run(self, work, seconds):
        """As many passes as it takes."""
        quotes, elapsed = 0, 0.0
        while elapsed < float(seconds) or quotes == 0:
            residents, took = self.once(work)
            quotes, elapsed = quotes + residents, elapsed + took
        return {"quotes": quotes, "seconds": elapsed}

    def serve(self):
        """Until standard input ends."""
        say({"version": self.version, "processes": self.processes})
        for line in sys.stdin:
            command, *operands = line.rstrip("\n").split("\t")
            if command == "run":
                say(self.run(*operands))
            elif command == "checksum":
                say({"sum": str(self.checksum(*operands))})
            elif command == "answers":
                say(self.answers(*operands) or {})
            else:
                sys.exit(f"unknown command '{command}'")


def say(reply):
    """One line, at once."""
    print(json.dumps(reply), flush=True)
