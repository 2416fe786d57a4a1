"""Answers as files of numbers: their checksum, and the first resident about whom two files differ."""
import csv

COLUMNS = ("status", "standard_fen", "assistance_fen", "fee_fen", "subsidy_fen", "wait", "benefit_start", "benefit_end", "deductible_fen")
FACTORS = (1073741827, 536870923, 268435459, 134217757, 67108879, 1610612741, 805306457, 402653189, 201326611)
PRIME = 2147483647
STATUSES = ("", "open", "open_late", "open_special", "open_full_cost", "closed", "no_payment_required", "auto_enrolled", "already_paid",
            "not_eligible", "undetermined")
UNDETERMINED = STATUSES.index("undetermined")
ABSENT = "-1"


def checksum(path):
    """The sum over residents of a hash of the row and its place: README.md."""
    total = 0
    for resident, numbers in rows(path):
        mixed = sum((number + 1) * factor for number, factor in zip(numbers, FACTORS)) % PRIME
        mixed = (mixed + resident * 1000003) % PRIME
        once = (mixed * mixed + 1) % PRIME
        twice = (once * once + mixed) % PRIME
        total += (twice * twice + once) % PRIME
    return total


def rows(path):
    """Each resident's number and nine numbers."""
    with open(path, encoding="ascii") as file:
        next(file)
        for line in file:
            resident, *numbers = map(int, line.split(","))
            yield resident, numbers


def first_difference(ours, theirs, count):
    """The first of so many residents with two answers, as (resident, our line, their line); None if there is none."""
    with open(ours, encoding="ascii") as left, open(theirs, encoding="ascii") as right:
        next(left), next(right)
        for resident in range(1, count + 1):
            pair = left.readline().strip(), right.readline().strip()
            if pair[0] != pair[1]:
                return resident, *(line or "no answer" for line in pair)
        surplus = right.readline().strip()
        return (count + 1, "no such resident", surplus) if surplus else None


def from_recalculation(quotes, path):
    """Takes the numbers out of what canbao recalculate wrote."""
    with open(quotes, newline="", encoding="utf-8") as file, open(path, "w", encoding="ascii") as out:
        out.write(",".join(("resident", *COLUMNS)) + "\n")
        for row in csv.DictReader(file):
            out.write(",".join((str(int(row["id"][1:])), *numbers_of(row))) + "\n")


def numbers_of(row):
    """The nine numbers of a quote. Of an undetermined one the rest is advice for the clerk, and no peer gives it."""
    status = STATUSES.index(row["status"])
    if status == UNDETERMINED:
        return (str(status), *[ABSENT] * (len(COLUMNS) - 1))
    wait = row["waiting_days"]
    if row["waiting_months"]:
        wait = str(1000 + int(row["waiting_months"]))
    elif row["waiting_rule"]:
        wait = "2000"
    amounts = (row["individual_standard_fen"], row["assistance_fen"], row["fee_fen"], row["fiscal_subsidy_fen"])
    return str(status), *(value or ABSENT for value in (*amounts, wait, row["benefit_start"], row["benefit_end"], row["deductible_fen"]))
