package moonlet.node;

/** How much may still be written into the log within this second. Used by one thread at a time. */
final class LogAllowance {
    private static final int MILLIS = 1_000;

    private int linesMax;
    private long bytesMax;
    private long second;
    private int lines;
    private long bytes;
    private long left; // lines that were left out and not yet told of

    /**
     * @param linesMax in a second; {@code bytesMax} likewise
     */
    LogAllowance(int linesMax, long bytesMax) {
        limits(linesMax, bytesMax);
    }

    /** Other limits; what was written in this second counts against them. */
    void limits(int linesMax, long bytesMax) {
        this.linesMax = linesMax;
        this.bytesMax = bytesMax;
    }

    /** Takes room for a line; returns false where it has to be left out. */
    boolean take(long nowMillis, int length) {
        if (nowMillis / MILLIS != second) {
            second = nowMillis / MILLIS;
            lines = 0;
            bytes = 0;
        }
        // One line always has room, however long it is.
        if (lines > 0 && (lines >= linesMax || bytes + length > bytesMax)) {
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
