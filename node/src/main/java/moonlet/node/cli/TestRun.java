package moonlet.node.cli;

import moonlet.lua.json.BadJson;
import moonlet.lua.process.Payloads;
import moonlet.node.Node;
import moonlet.node.OneLine;
import moonlet.node.RunningProcess;
import moonlet.protocol.Ending;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs test functions on a node, each with a time limit. */
final class TestRun {
    private final Node node;
    private final long timeoutNanos;

    TestRun(Node node, long timeoutNanos) {
        this.node = node;
        this.timeoutNanos = timeoutNanos;
    }

    /** A test passes unless it raises, returns an error, returns false or takes too long. */
    TestResult run(String id, String suite) {
        long start = System.nanoTime();
        String reason = reason(node.call(id, Payloads.of(List.of())));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new TestResult(id, suite, millis, reason);
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

    private static boolean isFalse(Payload value) {
        try {
            return Payloads.toJson(value).equals("false");
        } catch (BadJson someOtherValue) {
            return false;
        }
    }
}
