import cn.canbao.v1.Quote;
import cn.canbao.v1.QuoteBatch;
import cn.canbao.v1.QuoteBatchReply;
import cn.canbao.v1.QuoteReply;
import cn.canbao.v1.QuoteReply.ResultCase;
import cn.canbao.v1.QuoteServiceGrpc;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Status;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Asks a running service as Debian's libgrpc-java does. Arguments: host:port, golden.jsonl, region, year. */
final class QuoteClient {
    // So that a batch holds several thousand residents.
    private static final int COPIES = 50;

    private final ManagedChannel channel;
    private final List<Golden> cases;
    private final String region;
    private final int year;

    private QuoteClient(ManagedChannel channel, List<Golden> cases, String region, int year) {
        this.channel = channel;
        this.cases = cases;
        this.region = region;
        this.year = year;
    }

    public static void main(String[] args) throws Exception {
        var year = Integer.parseInt(args[3]);
        var channel = ManagedChannelBuilder.forTarget(args[0]).usePlaintext().build();
        try {
            var client = new QuoteClient(channel, Golden.read(Path.of(args[1]), args[2], year), args[2], year);
            client.checkHealth();
            client.checkUnary();
            client.checkUnaryError();
            client.checkStream();
            System.out.println("all checks passed");
        } finally {
            channel.shutdownNow();
        }
    }

    private void checkHealth() {
        var request = HealthCheckRequest.newBuilder().setService("canbao.v1.QuoteService").build();
        var health = HealthGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS).check(request);
        check(health.getStatus() == ServingStatus.SERVING, "health " + health);
    }

    private void checkUnary() {
        checkCases(cases, cases.stream().map(this::quote).toList());
    }

    private Quote quote(Golden golden) {
        var request = golden.request().toBuilder().setRegion(region).setBenefitYear(year).build();
        return QuoteServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS).quote(request);
    }

    private void checkUnaryError() throws InvalidProtocolBufferException {
        var request = cases.get(0).request().toBuilder().setRegion(region).setBenefitYear(year).setPaymentDate(20250230).build();
        try {
            QuoteServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS).quote(request);
        } catch (StatusRuntimeException refused) {
            check(refused.getStatus().getCode() == io.grpc.Status.Code.INVALID_ARGUMENT, "code " + refused.getStatus());
            var description = violations(StatusProto.fromThrowable(refused)).get("payment_date");
            check(description != null && description.contains("20250230"), "the details name the date: " + description);
            System.out.println("errors have details");
            return;
        }
        check(false, "30 February was accepted");
    }

    private void checkStream() throws Exception {
        var many = Collections.nCopies(COPIES, cases).stream().flatMap(List::stream).toList();
        var badRow = Golden.rows(cases.subList(0, 3), 3).toBuilder();
        badRow.getRowsBuilder(1).getProfileBuilder().addIdentities("no_such_identity");
        var badBatch = Golden.columns(cases, 4).toBuilder().addProfileIndex(0);
        var replies = exchange(List.of(
            Golden.rows(many, 1), Golden.columns(many, 2), badRow.build(), badBatch.build(), Golden.rows(cases, 5)));
        check(replies.stream().map(QuoteBatchReply::getBatchId).toList().equals(List.of(1L, 2L, 3L, 4L, 5L)), "one reply per batch, in order");
        checkCases(many, quotes(replies.get(0)));
        checkCases(many, quotes(replies.get(1)));
        checkCases(cases, quotes(replies.get(4)));

        var answers = answers(replies.get(2));
        check(answers.stream().map(QuoteReply::getResultCase).toList().equals(List.of(ResultCase.QUOTE, ResultCase.ERROR, ResultCase.QUOTE)),
            "a bad row between good ones");
        check(violations(answers.get(1).getError()).toString().contains("no_such_identity"), "the bad row names the identity");
        var error = replies.get(3).getError();
        check(error.getCode() == io.grpc.Status.Code.INVALID_ARGUMENT.value(), "the bad batch is invalid");
        check(violations(error).containsKey("payment_date_index"), "the bad batch names the column");
    }

    /** Sends all, then waits: the replies come while the batches go. */
    private List<QuoteBatchReply> exchange(List<QuoteBatch> batches) throws Exception {
        var done = new CompletableFuture<List<QuoteBatchReply>>();
        var requests = QuoteServiceGrpc.newStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS).streamQuotes(new StreamObserver<QuoteBatchReply>() {
            private final List<QuoteBatchReply> replies = new ArrayList<>();

            @Override
            public void onNext(QuoteBatchReply reply) {
                replies.add(reply);
            }

            @Override
            public void onError(Throwable problem) {
                done.completeExceptionally(problem);
            }

            @Override
            public void onCompleted() {
                done.complete(replies);
            }
        });
        batches.forEach(requests::onNext);
        requests.onCompleted();
        return done.get(60, TimeUnit.SECONDS);
    }

    private static List<QuoteReply> answers(QuoteBatchReply reply) {
        check(!reply.hasError(), "batch " + reply.getBatchId() + ": " + reply.getError().getMessage());
        return reply.getQuoteIndexList().stream().map(reply::getDistinct).toList();
    }

    private static List<Quote> quotes(QuoteBatchReply reply) {
        return answers(reply).stream().map(QuoteReply::getQuote).toList();
    }

    private static void checkCases(List<Golden> cases, List<Quote> quotes) {
        check(cases.size() == quotes.size() && !cases.isEmpty(), quotes.size() + " answers for " + cases.size() + " cases");
        var found = new ArrayList<String>();
        for (var i = 0; i < cases.size(); i++) {
            found.addAll(cases.get(i).differences(quotes.get(i)));
        }
        check(found.isEmpty(), String.join("\n", found));
        System.out.println(quotes.size() + " worked cases agree");
    }

    private static Map<String, String> violations(Status status) throws InvalidProtocolBufferException {
        check(status.getDetailsCount() == 1 && status.getDetails(0).is(BadRequest.class), "details of " + status);
        return status.getDetails(0).unpack(BadRequest.class).getFieldViolationsList().stream()
            .collect(Collectors.toMap(FieldViolation::getField, FieldViolation::getDescription));
    }

    private static void check(boolean condition, String text) {
        if (!condition) {
            throw new IllegalStateException("FAILED " + text);
        }
    }
}
