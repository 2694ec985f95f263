package moonlet.node;

import moonlet.lua.process.TestSession;
import moonlet.lua.process.World;
import moonlet.node.dispatch.Worker;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a node has while {@code moonlet test} runs on it: time that tests move, and the cases that
 * they report. Used by any thread.
 */
public final class TestBench {
    /** How long a test waits for its processes to come to rest while it moves time. */
    private static final Duration ADVANCE_MAX = Duration.ofSeconds(10);

    private static final long LOOK_AGAIN_NANOS = 20_000;
    private static final int CASES_MAX = 10_000;
    private static final int FAILURE_LENGTH_MAX = 20_000;

    /**
     * A case of a test.
     *
     * @param name {@code describe > it}
     * @param failure null if it passed; else where and why, in one or more lines
     */
    public record Case(String name, long millis, String failure) {}

    private final TestTime time;
    private final Clock clock;
    private final Object moves = new Object(); // one at a time
    private final List<Case> cases = new ArrayList<>();
    private Pid reporter;
    private String running; // null between cases
    private long runningSinceNanos;
    private Failure advanced; // null, or why the last advance went wrong

    public TestBench(Clock clock) {
        this.time = new TestTime(clock);
        this.clock = time.withZone(clock.getZone());
    }

    /** The time of the tests. */
    public Clock clock() {
        return clock;
    }

    TestTime time() {
        return time;
    }

    /** What one process sees of it. */
    TestSession of(LocalProcess process, OtherNodes others) {
        return new Session(process, others);
    }

    /**
     * Takes the cases that the process of a test has reported, and lets time run again.
     *
     * @param unfinished why the case that has begun has not ended
     */
    public List<Case> take(Pid test, String unfinished) {
        time.run();
        synchronized (cases) {
            if (!test.equals(reporter)) {
                return List.of();
            }
            if (running != null) {
                end(running, unfinished);
            }
            List<Case> taken = List.copyOf(cases);
            cases.clear();
            return taken;
        }
    }

    private void end(String name, String failure) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - runningSinceNanos);
        cases.add(new Case(name, millis, failure));
        running = null;
    }

    /** Moves time on, alarm by alarm; returns null, or why it did not get there. */
    private Failure move(long nanos, Worker worker) {
        synchronized (moves) {
            time.standStill();
            long now = time.nanos();
            long until = nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
            long deadline = System.nanoTime() + ADVANCE_MAX.toNanos();
            List<Runnable> due;
            do {
                if (!awaitRest(worker, deadline)) {
                    return Failure.of(
                            ErrorKind.TIMEOUT,
                            "the processes did not come to rest within "
                                    + ADVANCE_MAX.toSeconds()
                                    + " s of real time; does one of them loop, or tick too often?");
                }
                due = time.moveToNext(until);
                due.forEach(Runnable::run);
            } while (!due.isEmpty());
            return null;
        }
    }

    private static boolean awaitRest(Worker worker, long deadlineNanos) {
        while (!worker.isEveryoneAsleep()) {
            if (System.nanoTime() > deadlineNanos) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return System.nanoTime() <= deadlineNanos;
    }

    private final class Session implements TestSession {
        private final LocalProcess process;
        private final OtherNodes others;

        Session(LocalProcess process, OtherNodes others) {
            this.process = process;
            this.others = others;
        }

        @Override
        public void begins(String name) {
            synchronized (cases) {
                if (!process.pid().equals(reporter)) {
                    reporter = process.pid();
                    cases.clear();
                }
                running = name;
                runningSinceNanos = System.nanoTime();
            }
        }

        @Override
        public void ends(String name, String failure) {
            synchronized (cases) {
                boolean isLong = failure != null && failure.length() > FAILURE_LENGTH_MAX;
                if (process.pid().equals(reporter) && cases.size() < CASES_MAX) {
                    end(name, isLong ? failure.substring(0, FAILURE_LENGTH_MAX) + "..." : failure);
                }
            }
        }

        @Override
        public Failure advance(long nanos, long ticket) {
            Worker worker = Worker.current();
            if (others.areThere() || worker == null) {
                return Failure.of(
                        ErrorKind.UNAVAILABLE,
                        "time can be moved on one node only; run the test without --cluster");
            }
            // No virtual thread: one that a process starts would run when that process does.
            Thread.ofPlatform()
                    .daemon()
                    .name("moonlet-test-time")
                    .start(
                            () -> {
                                Failure failure = move(nanos, worker);
                                synchronized (moves) {
                                    advanced = failure;
                                }
                                process.tell(new Signal.Due(ticket));
                            });
            return null;
        }

        @Override
        public Failure advanced() {
            synchronized (moves) {
                return advanced;
            }
        }

        @Override
        public void release() {
            time.run();
        }

        @Override
        public World.Timer afterReally(long nanos, long ticket) {
            return time.afterReally(nanos, () -> process.tell(new Signal.Due(ticket)));
        }
    }
}
