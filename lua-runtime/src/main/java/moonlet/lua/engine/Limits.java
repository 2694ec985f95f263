package moonlet.lua.engine;

/**
 * Every limit of a Lua process, with its default. Settable per host ({@code limits:} of a {@code
 * process.host} entry) and per entry.
 *
 * @param reductionsPerSlice function calls and loop turns before others get their turn
 * @param sliceMicros microseconds for which these are to last at most: where a slice takes longer,
 *     the next ones have fewer reductions, down to a 64th
 * @param callDepthMax nested Lua calls, tail calls not counted
 * @param stringBytesMax bytes of one string
 * @param patternStepsMax steps of one match of a string pattern
 * @param sourceBytesMax bytes of one source text, of an entry or of {@code load}
 * @param coroutinesMax coroutines of one process that have not ended
 * @param mailboxMessagesMax messages that wait in one mailbox
 * @param mailboxBytesMax bytes of the messages that wait in one mailbox
 * @param messageBytesMax bytes of one message
 * @param messageDepthMax nesting of tables in one message
 * @param sendTimeoutMillis how long a sender waits for room in a full mailbox
 * @param timersMax timers and tickers of one process that have not fired or been stopped
 * @param listenersMax topics that one process listens to
 * @param nestedCoroutinesMax coroutines that one process has resumed inside each other
 * @param retainedBytesMax bytes that one process keeps in memory, an estimate
 * @param tableEntriesMax entries that one table has room for, in powers of two as it grows
 * @param logLinesPerSecondMax lines that one process may print in a second
 * @param logBytesPerSecondMax bytes of these lines
 * @param namesMax registered names that one process holds
 */
public record Limits(
        int reductionsPerSlice,
        int sliceMicros,
        int callDepthMax,
        int stringBytesMax,
        long patternStepsMax,
        int sourceBytesMax,
        int coroutinesMax,
        int mailboxMessagesMax,
        long mailboxBytesMax,
        int messageBytesMax,
        int messageDepthMax,
        int sendTimeoutMillis,
        int timersMax,
        int listenersMax,
        int nestedCoroutinesMax,
        long retainedBytesMax,
        int tableEntriesMax,
        int logLinesPerSecondMax,
        int logBytesPerSecondMax,
        int namesMax) {
    /** The documented defaults. */
    public static final Limits DEFAULTS =
            new Limits(
                    4_000,
                    100,
                    20_000,
                    64 << 20,
                    10_000_000,
                    4 << 20,
                    100_000,
                    1_000_000,
                    64L << 20,
                    8 << 20,
                    128,
                    5_000,
                    100_000,
                    10_000,
                    200,
                    256L << 20,
                    16 << 20,
                    1_000,
                    1 << 20,
                    1_000);
}
