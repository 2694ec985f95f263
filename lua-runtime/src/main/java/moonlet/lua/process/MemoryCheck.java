package moonlet.lua.process;

import moonlet.lua.engine.Retained;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

/**
 * Keeps one process to its {@code retainedBytesMax}. A process that has allocated much gives way;
 * its owner then adds what is on its stacks, which cannot be seen while it runs; and in its next
 * turns the process itself walks what it can reach from there.
 */
public final class MemoryCheck {
    private final LuaProcess process;
    private Retained wanted; // what the owner is to add the stacks to
    private boolean measuring;
    private int objects; // that the last measuring met
    private volatile boolean asked; // by any thread

    MemoryCheck(LuaProcess process) {
        this.process = process;
    }

    /**
     * Has the process measure in its next turn what it keeps, so that {@link
     * LuaProcess#retainedAtMost} counts little garbage. Any thread may ask; a {@code Signal.Wake}
     * gives it that turn.
     */
    public void ask() {
        asked = true;
    }

    boolean isAsked() {
        return asked;
    }

    /** On the thread of the process, which was waiting. */
    void answer() {
        if (asked) {
            measure();
        }
    }

    /** Measures what the process keeps, and ends it if that is too much. */
    void measure() {
        if (measuring) {
            return; // the walk ends slices too
        }
        measuring = true;
        asked = false;
        try {
            Retained retained = new Retained(process, objects);
            LuaProcess runner = process.runner();
            long max = process.limits().retainedBytesMax();
            if (runner == null) {
                // Nobody can look at this stack. The top level of a chunk has no need of so much.
                judge(max + 1, max);
            } else if (runner.memory().addStacks(retained)) {
                process.addRoots(retained);
                long bytes = retained.measure(max);
                objects = retained.objects();
                judge(bytes, max);
            } else {
                process.retainsUnknown(); // it could not be suspended
            }
        } finally {
            measuring = false;
        }
    }

    /** On the owner's thread, while the process does not run. */
    void collect() {
        if (wanted != null) {
            process.addStacks(wanted);
            wanted = null;
        }
    }

    /** Gives way so that the owner adds the stacks of this process; returns whether it did. */
    private boolean addStacks(Retained retained) {
        wanted = retained;
        try {
            process.giveWay();
            return wanted == null;
        } finally {
            wanted = null;
        }
    }

    private void judge(long bytes, long max) {
        process.retains(bytes);
        if (bytes > max) {
            process.kill(
                    Failure.of(
                            ErrorKind.INTERNAL,
                            "process keeps "
                                    + bytes
                                    + " bytes in memory, more than the limit retainedBytesMax="
                                    + max));
        }
        process.checkKilled();
    }
}
