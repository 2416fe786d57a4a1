"""Worked cases as requests, and what they expect of a quote."""
import json

FLAGS = ["university_student", "zero_claim_last_year", "already_paid_normally", "employee_insured", "insured_elsewhere",
         "enrolled_outside_hukou", "assisted_there", "independent_enrolment", "guardian_paid"]
DATES = ["payment_date", "birth_date", "event_date", "identity_recognised_on"]


def read(path, region, year):
    """The cases of one policy."""
    with open(path, encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    return [case for case in cases if case["region"] == region and case["year"] == year]


def wire_date(text):
    return int(text.replace("-", "")) if text else 0


def profile_of(case, pb):
    circumstance = case.get("circumstance")
    profile = pb.Profile(
        tier=case.get("tier") or "", identities=case.get("identities") or [], addons=case.get("addons") or [],
        circumstance=pb.Circumstance.Value("CIRCUMSTANCE_" + circumstance.upper()) if circumstance else 0,
        gap_years=case.get("gap_years") or 0, continuous_years=case.get("continuous_years") or 0)
    for flag in FLAGS:
        if case.get(flag) is not None:
            setattr(profile, flag, case[flag])
    return profile


def dates_of(case):
    return {name: wire_date(case.get(name)) for name in DATES}


def differences(case, quote, pb):
    """What a case expects of status, amounts and cover, and the quote does not say."""
    expect, actual = case["expect"], {"status": pb.QuoteStatus.Name(quote.status).removeprefix("QUOTE_STATUS_").lower()}
    if actual["status"] == "undetermined":
        actual["status"] = "refer"
    for key, field in (("fee_yuan", "fee_fen"), ("assistance_yuan", "assistance_fen"), ("total_yuan", "payable_fen")):
        actual[key] = getattr(quote, field) / 100 if quote.HasField(field) else None
    for key in ("matched_identity", "benefit_start", "benefit_end"):
        actual[key] = getattr(quote, key) if quote.HasField(key) else None
    for key, wanted in expect.items():
        if key.startswith("benefit_"):
            wanted = wire_date(wanted) or None
        if key in actual and actual[key] != wanted:
            yield f"{case['id']} {key}: expected {wanted}, got {actual[key]}"
