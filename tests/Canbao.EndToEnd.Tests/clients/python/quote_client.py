"""Asks a running service as Debian's python3-grpcio does. Arguments: host:port, the proto folder, golden.jsonl, region, year."""
import sys
import tempfile

import grpc

import golden
import stubs


def check(condition, text):
    if not condition:
        raise SystemExit(f"FAILED {text}")


def check_cases(cases, quotes, pb):
    check(len(cases) == len(quotes) > 0, f"{len(quotes)} answers for {len(cases)} cases")
    found = [line for case, quote in zip(cases, quotes) for line in golden.differences(case, quote, pb)]
    check(not found, "\n".join(found))
    print(f"{len(quotes)} worked cases agree")


def rows(cases, batch_id, pb):
    return pb.QuoteBatch(batch_id=batch_id, region=cases[0]["region"], benefit_year=cases[0]["year"], rows=[
        pb.QuoteRequest(profile=golden.profile_of(case, pb), **golden.dates_of(case)) for case in cases])


def columns(cases, batch_id, pb):
    profiles = {golden.profile_of(case, pb).SerializeToString(deterministic=True): None for case in cases}
    index = {key: number for number, key in enumerate(profiles)}
    dates = [golden.dates_of(case) for case in cases]
    distinct = sorted({row["payment_date"] for row in dates})
    return pb.QuoteBatch(
        batch_id=batch_id, region=cases[0]["region"], benefit_year=cases[0]["year"],
        profiles=[pb.Profile.FromString(key) for key in profiles],
        profile_index=[index[golden.profile_of(case, pb).SerializeToString(deterministic=True)] for case in cases],
        payment_dates=distinct, payment_date_index=[distinct.index(row["payment_date"]) for row in dates],
        birth_date=[row["birth_date"] for row in dates], event_date=[row["event_date"] for row in dates],
        identity_recognised_on=[row["identity_recognised_on"] for row in dates])


def quotes_of(reply):
    check(not reply.HasField("error"), f"batch {reply.batch_id}: {reply.error.message}")
    return [reply.distinct[number].quote for number in reply.quote_index]


def violations(status, details):
    check(len(status.details) == 1, f"details of {status}")
    bad = details.BadRequest()
    check(status.details[0].Unpack(bad), f"no BadRequest in {status}")
    return {violation.field: violation.description for violation in bad.field_violations}


def check_unary(stub, cases, pb):
    ask = [pb.QuoteRequest(region=c["region"], benefit_year=c["year"], profile=golden.profile_of(c, pb), **golden.dates_of(c)) for c in cases]
    check_cases(cases, [stub.Quote(request, timeout=20) for request in ask], pb)


def check_stream(stub, cases, pb, details):
    bad_row = rows(cases[:3], 3, pb)
    bad_row.rows[1].profile.identities.append("no_such_identity")
    bad_batch = columns(cases, 4, pb)
    bad_batch.profile_index.append(0)
    sent = [rows(cases, 1, pb), columns(cases, 2, pb), bad_row, bad_batch, rows(cases, 5, pb)]
    replies = list(stub.StreamQuotes(iter(sent), timeout=60))
    check([reply.batch_id for reply in replies] == [1, 2, 3, 4, 5], "one reply per batch, in order")
    for reply in (replies[0], replies[1], replies[4]):
        check_cases(cases, quotes_of(reply), pb)
    answers = [replies[2].distinct[number] for number in replies[2].quote_index]
    check([answer.WhichOneof("result") for answer in answers] == ["quote", "error", "quote"], "a bad row between good ones")
    check("no_such_identity" in str(violations(answers[1].error, details)), "the bad row names the identity")
    check(replies[3].error.code == grpc.StatusCode.INVALID_ARGUMENT.value[0], "the bad batch is invalid")
    check("payment_date_index" in violations(replies[3].error, details), "the bad batch names the column")


def check_unary_error(stub, cases, pb, details, status_type):
    request = rows(cases[:1], 1, pb).rows[0]
    request.region, request.benefit_year, request.payment_date = cases[0]["region"], cases[0]["year"], 20250230
    try:
        stub.Quote(request, timeout=20)
        check(False, "30 February was accepted")
    except grpc.RpcError as error:
        check(error.code() == grpc.StatusCode.INVALID_ARGUMENT, f"code {error.code()}")
        trailer = dict(error.trailing_metadata())["grpc-status-details-bin"]
        check("20250230" in violations(status_type.FromString(trailer), details)["payment_date"], "the details name the date")
    print("errors have details")


def main(address, protos, golden_path, region, year):
    cases = golden.read(golden_path, region, int(year))
    with tempfile.TemporaryDirectory() as folder, grpc.insecure_channel(address) as channel:
        stubs.generate(protos, folder)
        from canbao.v1 import batch_pb2, profile_pb2, quote_pb2, quote_service_pb2_grpc
        from google.rpc import error_details_pb2, status_pb2
        from grpc.health.v1 import health_pb2, health_pb2_grpc

        class pb:  # All messages of the package canbao.v1.
            Profile, Circumstance = profile_pb2.Profile, profile_pb2.Circumstance
            QuoteRequest, QuoteStatus, QuoteBatch = quote_pb2.QuoteRequest, quote_pb2.QuoteStatus, batch_pb2.QuoteBatch

        health = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(service="canbao.v1.QuoteService"), timeout=20)
        check(health.status == health_pb2.HealthCheckResponse.SERVING, f"health {health}")
        stub = quote_service_pb2_grpc.QuoteServiceStub(channel)
        check_unary(stub, cases, pb)
        check_stream(stub, cases, pb, error_details_pb2)
        check_unary_error(stub, cases, pb, error_details_pb2, status_pb2.Status)
    print("all checks passed")


main(*sys.argv[1:])
