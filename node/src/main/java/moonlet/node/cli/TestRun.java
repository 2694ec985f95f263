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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Runs test functions on a node, each with a time limit. */
final class TestRun {
    private static final String PEERS = "moonlet:peers"; // where those of test.peer run
    private static final Duration GONE_WITHIN = Duration.ofSeconds(5);
    private static final String LEFT = "in the process for the cases that are left: ";

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
     * reports cases, each of them is a result; so is the test itself if it fails beside them. After
     * a case that ended or held up its process another process runs the cases that are left.
     */
    List<TestResult> run(String id, String suite) {
        List<TestResult> results = new ArrayList<>();
        bench.begin();
        boolean cutOff = true;
        while (cutOff) { // at least one case further each time
            cutOff = runProcess(id, suite, results);
        }
        return results;
    }

    /** Whether it was cut off in a case. */
    private boolean runProcess(String id, String suite, List<TestResult> results) {
        boolean isLater = !results.isEmpty();
        long start = System.nanoTime();
        RunningProcess running = node.call(id, Payloads.of(List.of()));
        String reason = reason(running, start);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        TestBench.Report report =
                bench.take(reason == null ? "the test has ended before this case" : reason);
        for (TestBench.Case c : report.cases()) {
            results.add(new TestResult(id, c.name(), suite, c.millis(), lines(c.failure())));
        }
        if (report.cutOff()) {
            node.operations().endAll(PEERS, GONE_WITHIN);
        } else if (reason != null || results.isEmpty()) {
            String text = isLater && report.cases().isEmpty() ? LEFT + reason : reason;
            results.add(new TestResult(id, "", suite, millis, text));
        }
        return report.cutOff();
    }

    private String reason(RunningProcess running, long start) {
        try {
            return switch (ending(running, start)) {
                case Ending.Failed(Failure failure) -> OneLine.of(failure.message());
                case Ending.Returned(Payload value) when isFalse(value) -> "returned false";
                case Ending.Returned _ -> null;
            };
        } catch (TimeoutException late) {
            end(running);
            return "no result within "
                    + TimeUnit.NANOSECONDS.toMillis(timeoutNanos)
                    + " ms (--timeout)";
        } catch (ExecutionException | InterruptedException stopped) {
            return stopped.toString();
        }
    }

    /** Each case has as much time as the whole of a test without cases. */
    private Ending ending(RunningProcess running, long start)
            throws ExecutionException, InterruptedException, TimeoutException {
        while (true) {
            long since = Math.max(0, bench.changedNanos() - start);
            long left = timeoutNanos - (System.nanoTime() - start - since);
            try {
                return running.ending().get(Math.max(0, left), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                if (left <= 0) {
                    throw late;
                }
            }
        }
    }

    /** What follows finds neither the process nor its names. */
    private void end(RunningProcess running) {
        node.terminate(running.pid());
        try {
            running.ending().get(GONE_WITHIN.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException | InterruptedException stuck) {
            // The tests that follow are still worth running.
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
