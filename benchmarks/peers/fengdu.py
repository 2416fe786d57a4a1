"""The notice of Fengdu for 2025 in plain Python: what the tables of numpy_peer.py are filled with. Typed in from the notice."""
import calendar
import datetime

OPEN, LATE, SPECIAL, FULL_COST, CLOSED, WITH_GUARDIAN, PAID, NOT_ELIGIBLE, UNDETERMINED = 1, 2, 3, 4, 5, 7, 8, 9, 10
ABSENT = -1
NEXT_MONTH, MONTHS = 2000, 1000  # a wait: days; months are 1000 more
YEAR_END = datetime.date(2025, 12, 31)
NEW_YEAR = datetime.date(2025, 1, 1)

# How a birth lies to the payment: not known; at most 90 days ago, in the benefit year or before it; longer ago, likewise.
UNKNOWN, YOUNG_OF_YEAR, YOUNG_OF_BEFORE, OLD_OF_YEAR, OLD_OF_BEFORE = range(5)

# Where an answer comes from: the window; the rule for newborns; the guardian; nowhere; the window of the collection and else nowhere.
BY_DAY, NEWBORN, GUARDIAN, LEFT_OPEN, BY_COLLECTION = range(5)

SUBSIDY = 670
STANDARDS = {("tier1", False): 400, ("tier1", True): 380, ("tier2", False): 775, ("tier2", True): 755}
SEVENTY_PERCENT = ("returned_to_poverty", "unstable_poverty_alleviated", "marginal_poverty_prone", "sudden_severe_difficulty",
                   "low_income_marginal_family", "severe_disability", "civil_affairs_registered_other", "illness_poverty_seriously_ill")
FULL_FIRST_TIER = ("extreme_poverty_support", "rural_extreme_poverty_support", "urban_extreme_poverty_support", "orphan",
                   "de_facto_unattended_child", "key_entitled_group")
FULL_SECOND_TIER = ("old_demobilised_soldier", "deceased_soldier_family", "duty_deceased_soldier_family", "martyr_family",
                    "martyr_child_60_plus")
GRANTS = {
    **{identity: {"tier1": 280, "tier2": 400} for identity in SEVENTY_PERCENT},
    **{identity: {"tier1": 400, "tier2": 400} for identity in FULL_FIRST_TIER},
    **{identity: {"tier1": None, "tier2": 775} for identity in FULL_SECOND_TIER},
    "stable_poverty_alleviated": {"tier1": 15, "tier2": 15},
    "subsistence_allowance": {"tier1": 360, "tier2": 400},
}
TILTED = {"returned_to_poverty", "extreme_poverty_support", "rural_extreme_poverty_support", "urban_extreme_poverty_support",
          "subsistence_allowance"}


def terms_of(profile, recognised, sixty, birth):
    """Everything about a resident that the answer still asks for when the payment day is looked up; equal terms, equal answers."""
    held = set(filter(None, profile["identities"].split(";")))
    standard = STANDARDS[profile["tier"], profile["university_student"] == "true"]
    assistance, missing = granted(held, profile["tier"], standard, sixty) if recognised else (0, False)
    unsettled = missing or (assistance > 0 and profile["assisted_there"] == "true")
    return (profile["employee_insured"] == "true", profile["insured_elsewhere"] == "true", profile["already_paid_normally"] == "true",
            route_of(profile, birth), int(profile["gap_years"] or 0), standard, assistance, unsettled, 939850 if held & TILTED else 1879700)


def granted(held, tier, standard, sixty):
    """The highest amount, never more than the standard; and whether one is missing that could be higher."""
    counted = set(held)
    if "disabled_soldier_1_6" in held:
        counted.discard("key_entitled_group")
    if not sixty:
        counted.discard("martyr_child_60_plus")
    amounts = [GRANTS[identity][tier] for identity in counted if identity in GRANTS]
    best = max((min(amount, standard) for amount in amounts if amount is not None), default=0)
    return best, None in amounts and best < standard


def route_of(profile, birth):
    """Newborns have a rule of their own unless they are another year's and past their 90 days."""
    if profile["circumstance"] != "newborn" or birth == OLD_OF_BEFORE:
        return BY_DAY
    alone = profile["independent_enrolment"]
    if birth == UNKNOWN:
        return BY_COLLECTION if alone == "true" and not profile["gap_years"] else LEFT_OPEN
    if alone == "":
        return LEFT_OPEN
    if alone == "false":
        return GUARDIAN if birth in (YOUNG_OF_YEAR, OLD_OF_YEAR) and profile["guardian_paid"] == "true" else LEFT_OPEN
    return NEWBORN if birth in (YOUNG_OF_YEAR, YOUNG_OF_BEFORE) else BY_DAY


def status_on(day):
    """What the day says, whoever pays."""
    if not datetime.date(2024, 9, 14) <= day <= datetime.date(2025, 9, 30):
        return CLOSED
    if day < NEW_YEAR:
        return OPEN
    return LATE if day <= datetime.date(2025, 6, 30) else FULL_COST


def answer_on(terms, day):
    """The nine numbers. The start of cover with the guardian is the birthday, which terms do not know."""
    employee, elsewhere, paid, route, gap, standard, assistance, unsettled, deductible = terms
    by_day = status_on(day)
    if not datetime.date(2024, 9, 14) <= day <= YEAR_END:
        return only(CLOSED)
    if employee:
        return only(NOT_ELIGIBLE)
    if elsewhere:
        return only(CLOSED if route == BY_DAY and by_day == CLOSED else UNDETERMINED)
    if paid:
        return (PAID, standard * 100, 0, standard * 100, SUBSIDY * 100, ABSENT, ABSENT, ABSENT, deductible)
    if route == GUARDIAN:
        return (WITH_GUARDIAN, 0, 0, 0, ABSENT, 0, ABSENT, number(YEAR_END), deductible)
    if route == LEFT_OPEN or (route == BY_COLLECTION and by_day != OPEN):
        return only(UNDETERMINED)
    if route != NEWBORN and by_day == CLOSED:
        return only(CLOSED)
    if route != NEWBORN and by_day == FULL_COST:
        return (FULL_COST, standard * 100, 0, (standard + SUBSIDY) * 100, 0, *cover_on(day, gap), deductible)
    if unsettled:
        return only(UNDETERMINED)
    amounts = (standard * 100, assistance * 100, (standard - assistance) * 100, SUBSIDY * 100)
    if route != NEWBORN:
        return (by_day, *amounts, *cover_on(day, gap), deductible)
    if by_day == OPEN:
        return (OPEN, *amounts, 0, number(NEW_YEAR), number(YEAR_END), deductible)
    return (SPECIAL, *amounts, 0, ABSENT, number(YEAR_END), deductible)


def only(status):
    """An answer without amounts."""
    return (status, *[ABSENT] * 8)


def cover_on(day, gap):
    """Wait, first day, last day; no days if the wait outlasts the year."""
    if gap > 0:
        start = months_later(day, 3 + gap)
        if start > YEAR_END:
            return (MONTHS + 3 + gap, ABSENT, ABSENT)
        return (MONTHS + 3 + gap, number(max(start, NEW_YEAR)), number(YEAR_END))
    if day < NEW_YEAR:
        return (0, number(NEW_YEAR), number(YEAR_END))
    if day.month <= 2:
        return (NEXT_MONTH, number(datetime.date(2025, day.month + 1, 1)), number(YEAR_END))
    return (90, number(day + datetime.timedelta(90)), number(YEAR_END))


def months_later(day, months):
    """The same day of the month, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def number(day):
    """yyyymmdd"""
    return day.year * 10000 + day.month * 100 + day.day
