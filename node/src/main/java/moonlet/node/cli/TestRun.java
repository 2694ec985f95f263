package moonlet.node.cli;

import moonlet.lua.json.BadJson;
import moonlet.lua.process.Payloads;
import moonlet.node.Node;
import moonlet.node.OneLine;
import moonlet.node.RunningProcess;
import moonlet.node.TestBench;
import moonlet.protocol.Ending;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Runs test functions on a node, each with a time limit. */
final class TestRun {
    private final Node node;
    private final TestBench bench;
    private final long timeoutNanos;

    TestRun(Node node, TestBench bench, long timeoutNanos) {
        this.node = node;
        this.bench = bench;
        this.timeoutNanos = timeoutNanos;
    }

    /**
     * A test passes unless it raises, returns an error, returns false or takes too long. If it
     * reports cases, each of them is a result; so is the test itself if it fails beside them.
     */
    List<TestResult> run(String id, String suite) {
        long start = System.nanoTime();
        RunningProcess running = node.call(id, Payloads.of(List.of()));
        String reason = reason(running);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        TestResult whole = new TestResult(id, "", suite, millis, reason);
        if (running.pid() == null) {
            return List.of(whole);
        }
        String unfinished = reason == null ? "the test has ended before this case" : reason;
        List<TestResult> results = new ArrayList<>();
        for (TestBench.Case c : bench.take(running.pid(), unfinished)) {
            results.add(new TestResult(id, c.name(), suite, c.millis(), lines(c.failure())));
        }
        boolean told = results.stream().anyMatch(result -> unfinished.equals(result.reason()));
        if (results.isEmpty() || reason != null && !told) {
            results.add(whole);
        }
        return results;
    }

    private String reason(RunningProcess running) {
        try {
            return switch (running.ending().get(timeoutNanos, TimeUnit.NANOSECONDS)) {
                case Ending.Failed(Failure failure) -> OneLine.of(failure.message());
                case Ending.Returned(Payload value) when isFalse(value) -> "returned false";
                case Ending.Returned _ -> null;
            };
        } catch (TimeoutException late) {
            node.terminate(running.pid());
            return "no result within "
                    + TimeUnit.NANOSECONDS.toMillis(timeoutNanos)
                    + " ms (--timeout)";
        } catch (ExecutionException | InterruptedException stopped) {
            return stopped.toString();
        }
    }

    /** A text of several lines, in which nothing but these is more than text. */
    private static String lines(String text) {
        return text == null
                ? null
                : text.lines().map(OneLine::of).collect(Collectors.joining("\n"));
    }

    private static boolean isFalse(Payload value) {
        try {
            return Payloads.toJson(value).equals("false");
        } catch (BadJson someOtherValue) {
            return false;
        }
    }
}
