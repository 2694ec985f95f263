package moonlet.node.app;

import java.util.Arrays;
import java.util.List;

/**
 * The names under which {@code limits:} sets the components of {@link moonlet.lua.engine.Limits}.
 */
public enum Limit {
    REDUCTIONS_PER_SLICE("reductionsPerSlice", 1, Integer.MAX_VALUE),
    SLICE_MICROS("sliceMicros", 1, 1_000_000),
    CALL_DEPTH_MAX("callDepthMax", 1, Integer.MAX_VALUE),
    STRING_BYTES_MAX("stringBytesMax", 1, Integer.MAX_VALUE),
    PATTERN_STEPS_MAX("patternStepsMax", 1, Long.MAX_VALUE),
    SOURCE_BYTES_MAX("sourceBytesMax", 1, Integer.MAX_VALUE),
    COROUTINES_MAX("coroutinesMax", 0, Integer.MAX_VALUE),
    MAILBOX_MESSAGES_MAX("mailboxMessagesMax", 1, Integer.MAX_VALUE),
    MAILBOX_BYTES_MAX("mailboxBytesMax", 1, Long.MAX_VALUE),
    MESSAGE_BYTES_MAX("messageBytesMax", 1, Integer.MAX_VALUE),
    MESSAGE_DEPTH_MAX("messageDepthMax", 1, 1_000),
    SEND_TIMEOUT_MILLIS("sendTimeoutMillis", 0, Integer.MAX_VALUE),
    TIMERS_MAX("timersMax", 0, Integer.MAX_VALUE),
    LISTENERS_MAX("listenersMax", 0, Integer.MAX_VALUE),
    NESTED_COROUTINES_MAX("nestedCoroutinesMax", 1, 1_000),
    RETAINED_BYTES_MAX("retainedBytesMax", 1 << 16, Long.MAX_VALUE),
    TABLE_ENTRIES_MAX("tableEntriesMax", 1, 1 << 28),
    LOG_LINES_PER_SECOND_MAX("logLinesPerSecondMax", 1, Integer.MAX_VALUE),
    LOG_BYTES_PER_SECOND_MAX("logBytesPerSecondMax", 1, Integer.MAX_VALUE),
    NAMES_MAX("namesMax", 0, Integer.MAX_VALUE);

    private final String key;
    private final long min;
    private final long max;

    Limit(String key, long min, long max) {
        this.key = key;
        this.min = min;
        this.max = max;
    }

    /** As it is written in YAML, and as the component of the record is called. */
    public String key() {
        return key;
    }

    /** The limit that a text of an error names, or null. */
    public static Limit namedIn(String message) {
        int at = message.indexOf("limit ");
        if (at < 0) {
            return null;
        }
        for (Limit limit : values()) {
            if (message.indexOf(limit.key + "=", at) >= 0) {
                return limit;
            }
        }
        return null;
    }

    long min() {
        return min;
    }

    long max() {
        return max;
    }

    /** The limit that is written {@code key}, or null. */
    static Limit named(String key) {
        return Arrays.stream(values())
                .filter(limit -> limit.key.equals(key))
                .findAny()
                .orElse(null);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Limit::key).toList();
    }
}
