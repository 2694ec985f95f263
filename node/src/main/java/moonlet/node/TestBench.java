package moonlet.node;

import moonlet.lua.process.TestSession;
import moonlet.lua.process.World;
import moonlet.node.dispatch.Worker;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Signal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What a node has while {@code moonlet test} runs on it: time that tests move, and the cases that
 * they report. Used by any thread.
 */
public final class TestBench {
    /** How long a test waits for its processes to come to rest while it moves time. */
    private static final Duration ADVANCE_MAX = Duration.ofSeconds(10);

    private static final long LOOK_AGAIN_NANOS = 20_000;
    private static final int FAILURE_LENGTH_MAX = 20_000;

    /**
     * A case of a test.
     *
     * @param name {@code describe > it}
     * @param failure null if it passed; else where and why, in one or more lines
     */
    public record Case(String name, long millis, String failure) {}

    /**
     * What one process of a test has reported.
     *
     * @param cutOff whether it ended in a case, the last of these, and so did not get to others
     */
    public record Report(List<Case> cases, boolean cutOff) {}

    private final TestTime time;
    private final Clock clock;
    private final Object moves = new Object(); // one at a time
    private final AtomicInteger releases = new AtomicInteger(); // each ends the moves before it
    private final List<Case> cases = new ArrayList<>(); // moonlet:test has a limit on them
    private long begun; // number of the last case that has begun, in any process of the test
    private String running; // null between cases
    private long changedNanos; // when a case began or ended
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

    /** Another test begins, of which no case has begun. */
    public void begin() {
        synchronized (cases) {
            cases.clear();
            running = null;
            begun = 0;
            changedNanos = System.nanoTime();
        }
    }

    /** When a case began or ended last, as {@link System#nanoTime} tells it. */
    public long changedNanos() {
        synchronized (cases) {
            return changedNanos;
        }
    }

    /**
     * Takes the cases that a process of the test has reported, and lets time run again. The next
     * process goes on after them.
     *
     * @param unfinished why the case that has begun has not ended
     */
    public Report take(String unfinished) {
        release();
        synchronized (cases) {
            boolean cutOff = running != null;
            if (cutOff) {
                end(unfinished);
            }
            Report report = new Report(List.copyOf(cases), cutOff);
            cases.clear();
            return report;
        }
    }

    private boolean begins(long number, String name) {
        synchronized (cases) {
            if (number <= begun) {
                return false;
            }
            if (running != null) {
                end("the process went on with other code before this case had ended");
            }
            begun = number;
            running = name;
            changedNanos = System.nanoTime();
            return true;
        }
    }

    private void end(String failure) {
        long now = System.nanoTime();
        cases.add(new Case(running, TimeUnit.NANOSECONDS.toMillis(now - changedNanos), failure));
        running = null;
        changedNanos = now;
    }

    private void release() {
        releases.incrementAndGet(); // whoever has the lock lets go of it soon
        synchronized (moves) {
            time.run();
        }
    }

    /**
     * Moves time on, alarm by alarm, up to its release; returns null, or why it did not get there.
     */
    private Failure move(long nanos, Worker worker, int release) {
        synchronized (moves) {
            if (releases.get() != release) {
                return null;
            }
            time.standStill();
            long now = time.nanos();
            long until = nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
            long deadline = System.nanoTime() + ADVANCE_MAX.toNanos();
            List<Runnable> due;
            do {
                if (!awaitRest(worker, deadline, release)) {
                    return releases.get() != release
                            ? null
                            : Failure.of(
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

    private boolean awaitRest(Worker worker, long deadlineNanos, int release) {
        boolean asleep = false;
        while (!asleep && releases.get() == release && System.nanoTime() <= deadlineNanos) {
            asleep = worker.isEveryoneAsleep();
            if (!asleep) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
        return asleep;
    }

    private final class Session implements TestSession {
        private final LocalProcess process;
        private final OtherNodes others;

        Session(LocalProcess process, OtherNodes others) {
            this.process = process;
            this.others = others;
        }

        /** Cases of a process that another one called are no results; that one gets its own. */
        @Override
        public boolean begins(long number, String name) {
            return !process.isAwaited() || TestBench.this.begins(number, name);
        }

        @Override
        public void ends(String failure) {
            boolean isLong = failure != null && failure.length() > FAILURE_LENGTH_MAX;
            synchronized (cases) {
                if (process.isAwaited() && running != null) {
                    end(isLong ? failure.substring(0, FAILURE_LENGTH_MAX) + "..." : failure);
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
            int release = releases.get();
            // No virtual thread: one that a process starts would run when that process does.
            Thread.ofPlatform()
                    .daemon()
                    .name("moonlet-test-time")
                    .start(
                            () -> {
                                Failure failure = move(nanos, worker, release);
                                synchronized (moves) {
                                    if (releases.get() != release) {
                                        return; // what a case leaves behind sleeps on
                                    }
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
            TestBench.this.release();
        }

        @Override
        public World.Timer afterReally(long nanos, long ticket) {
            return time.afterReally(nanos, () -> process.tell(new Signal.Due(ticket)));
        }
    }
}
