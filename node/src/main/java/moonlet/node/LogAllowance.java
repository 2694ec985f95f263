package moonlet.node;

import moonlet.lua.engine.Limits;

/** How much one process may still write into the log within this second. Owned by the process. */
final class LogAllowance {
    private static final int MILLIS = 1_000;

    private final Limits limits;
    private long second;
    private int lines;
    private long bytes;
    private long left; // lines that were left out and not yet told of

    LogAllowance(Limits limits) {
        this.limits = limits;
    }

    /** Takes room for a line; returns false where it has to be left out. */
    boolean take(long nowMillis, int length) {
        if (nowMillis / MILLIS != second) {
            second = nowMillis / MILLIS;
            lines = 0;
            bytes = 0;
        }
        // One line always has room, however long it is.
        if (lines > 0
                && (lines >= limits.logLinesPerSecondMax()
                        || bytes + length > limits.logBytesPerSecondMax())) {
            left++;
            return false;
        }
        lines++;
        bytes += length;
        return true;
    }

    /** How many lines were left out since this was asked last. */
    long takeLeftOut() {
        long count = left;
        left = 0;
        return count;
    }
}
