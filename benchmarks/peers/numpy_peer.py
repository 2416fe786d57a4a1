#!/usr/bin/python3
"""NumPy on one core, from columns to columns through look-up tables, 65,536 residents at a time; the rules are in fengdu.py.

numpy_peer.py RESIDENTS.csv    answers the commands of README.md on standard input
"""
import array
import csv
import datetime
import os
import platform
import sys
import time

import numpy as np

import fengdu
import peer

CHUNK = 1 << 16
VARIANTS = 20  # recognised or not, sixty or not, five kinds of birth
USUAL = 15  # recognised, as good as sixty, no birth date
OF_PROFILE = ("tier", "identities", "circumstance", "university_student", "gap_years", "already_paid_normally", "employee_insured",
              "insured_elsewhere", "independent_enrolment", "guardian_paid", "assisted_there")
P = 2147483647
FACTORS = (1073741827, 536870923, 268435459, 134217757, 67108879, 1610612741, 805306457, 402653189, 201326611)


def date_of(text):
    """A date written yyyymmdd."""
    return datetime.date(int(text[:4]), int(text[4:6]), int(text[6:]))


class Codes(dict):
    """Numbers for values, in the order in which they are first met."""

    def __missing__(self, value):
        self[value] = len(self)
        return self[value]


class Residents:
    """The file as columns: numbers of profiles and payment days, and dates for the few that have one."""

    def __init__(self, path):
        profiles, days = Codes(), Codes()
        columns = {name: array.array("i") for name in ("resident", "profile", "day", "birth", "recognised")}
        with open(path, newline="", encoding="utf-8") as file:
            rows = csv.reader(file)
            at = {name: place for place, name in enumerate(next(rows))}
            places = [at[name] for name in OF_PROFILE]
            for row in rows:
                columns["resident"].append(int(row[at["id"]][1:]))
                columns["profile"].append(profiles[tuple([row[place] for place in places])])
                columns["day"].append(days[row[at["payment_date"]]])
                columns["birth"].append(int(row[at["birth_date"]] or 0))
                columns["recognised"].append(int(row[at["identity_recognised_on"]] or 0))
        self.resident = np.array(columns["resident"], np.int64)
        self.profile, self.day = np.array(columns["profile"], np.int32), np.array(columns["day"], np.int32)
        self.birth, self.recognised = np.array(columns["birth"], np.int32), np.array(columns["recognised"], np.int32)
        self.profiles = [dict(zip(OF_PROFILE, profile)) for profile in profiles]
        self.days = [date_of(day) for day in days]


class Tables:
    """From a profile in its situation to its terms, from terms and a day to an answer, from an answer to nine numbers."""

    def __init__(self, residents):
        terms, answers = Codes(), Codes()
        self.term_of_variant = np.array([terms[fengdu.terms_of(profile, variant >= 10, variant % 10 >= 5, variant % 5)]
                                         for profile in residents.profiles for variant in range(VARIANTS)], np.int32)
        self.days = len(residents.days)
        self.answer_of_cell = np.array([answers[fengdu.answer_on(term, day)] for term in terms for day in residents.days], np.int32)
        # A cell is the term's first and the day.
        self.term_of_variant *= self.days
        self.usual_term = np.ascontiguousarray(self.term_of_variant[USUAL::VARIANTS])
        self.columns = [np.array(column, np.int32) for column in zip(*answers)]
        self.day_number = np.array([fengdu.number(day) for day in residents.days], np.int32)
        self.ninety_days_before = np.array([fengdu.number(day - datetime.timedelta(90)) for day in residents.days], np.int32)


class NumPy(peer.Peer):
    """The peer over the columns of a file."""

    def __init__(self, path):
        self.residents = Residents(path)
        self.tables = Tables(self.residents)
        self.version = f"NumPy {np.__version__}, Python {platform.python_version()}"
        self.processes = [os.getpid()]
        count = len(self.residents.resident)
        self.numbers = np.empty(count, np.int32)
        self.columns = [np.empty(count, np.int32) for _ in peer.COLUMNS]

    def once(self, work):
        start = time.perf_counter()
        for first in range(0, len(self.numbers), CHUNK):
            rows = slice(first, first + CHUNK)
            dated = self.find(rows)
            if work == "columns":
                self.fill(rows, dated)
        return len(self.numbers), time.perf_counter() - start

    def find(self, rows):
        """The number of the answer for each resident of a chunk; returns those with a date of their own."""
        tables, residents = self.tables, self.residents
        profile, day = residents.profile[rows], residents.day[rows]
        cell = tables.usual_term.take(profile)
        cell += day
        dated = np.flatnonzero(residents.birth[rows] | residents.recognised[rows])
        if len(dated):
            profile, day = profile[dated], day[dated]
            cell[dated] = tables.term_of_variant.take(profile * VARIANTS + self.variant(rows, dated, day)) + day
        tables.answer_of_cell.take(cell, out=self.numbers[rows], mode="clip")
        return dated

    def variant(self, rows, dated, day):
        """How the dates of these residents lie to their payment."""
        birth, recognised, payment = self.residents.birth[rows][dated], self.residents.recognised[rows][dated], self.tables.day_number[day]
        young, of_year = birth >= self.tables.ninety_days_before[day], birth >= 20250101
        lies = np.where(birth == 0, 0, 1 + np.where(young, 0, 2) + np.where(of_year, 0, 1))
        # 600000: sixty years in dates written yyyymmdd.
        return np.where(recognised > payment, 0, 10) + np.where((birth != 0) & (birth + 600000 > payment), 0, 5) + lies

    def fill(self, rows, dated):
        """The nine columns of a chunk."""
        numbers = self.numbers[rows]
        for table, column in zip(self.tables.columns, self.columns):
            table.take(numbers, out=column[rows], mode="clip")
        guarded = dated[self.columns[0][rows][dated] == fengdu.WITH_GUARDIAN]
        self.columns[6][rows][guarded] = self.residents.birth[rows][guarded]

    def shown(self):
        """The columns of the last pass; made of the numbers again, so that these are what is compared."""
        for first in range(0, len(self.numbers), CHUNK):
            rows = slice(first, first + CHUNK)
            self.fill(rows, np.flatnonzero(self.residents.birth[rows]))

    def checksum(self, work, count):
        if work == "numbers":
            self.shown()
        mixed = sum((column.astype(np.int64) + 1) * factor for column, factor in zip(self.columns, FACTORS)) % P
        mixed = (mixed + self.residents.resident * 1000003) % P
        once = (mixed * mixed + 1) % P
        twice = (once * once + mixed) % P
        return int(((twice * twice + once) % P)[self.residents.resident <= int(count)].sum())

    def answers(self, work, path):
        if work == "numbers":
            self.shown()
        table = np.stack([self.residents.resident, *self.columns], axis=1)
        np.savetxt(path, table, fmt="%d", delimiter=",", header=",".join(("resident", *peer.COLUMNS)), comments="")


NumPy(sys.argv[1]).serve()
