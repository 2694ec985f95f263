package moonlet.node.app;

import moonlet.lua.engine.Limits;

import java.util.Map;

/**
 * The limits that one place sets; it leaves the others as they are. The order is node, then host,
 * then entry: {@code entry.limits().over(host.limits())}.
 */
public record LimitOverrides(Map<Limit, Long> values) {
    public static final LimitOverrides NONE = new LimitOverrides(Map.of());

    public LimitOverrides {
        values = Map.copyOf(values);
    }

    /** {@code base} with what is set here. */
    public Limits over(Limits base) {
        if (values.isEmpty()) {
            return base;
        }
        return new Limits(
                pick(Limit.REDUCTIONS_PER_SLICE, base.reductionsPerSlice()),
                pick(Limit.SLICE_MICROS, base.sliceMicros()),
                pick(Limit.CALL_DEPTH_MAX, base.callDepthMax()),
                pick(Limit.STRING_BYTES_MAX, base.stringBytesMax()),
                pick(Limit.PATTERN_STEPS_MAX, base.patternStepsMax()),
                pick(Limit.SOURCE_BYTES_MAX, base.sourceBytesMax()),
                pick(Limit.COROUTINES_MAX, base.coroutinesMax()),
                pick(Limit.MAILBOX_MESSAGES_MAX, base.mailboxMessagesMax()),
                pick(Limit.MAILBOX_BYTES_MAX, base.mailboxBytesMax()),
                pick(Limit.MESSAGE_BYTES_MAX, base.messageBytesMax()),
                pick(Limit.MESSAGE_DEPTH_MAX, base.messageDepthMax()),
                pick(Limit.SEND_TIMEOUT_MILLIS, base.sendTimeoutMillis()),
                pick(Limit.TIMERS_MAX, base.timersMax()),
                pick(Limit.LISTENERS_MAX, base.listenersMax()),
                pick(Limit.NESTED_COROUTINES_MAX, base.nestedCoroutinesMax()),
                pick(Limit.RETAINED_BYTES_MAX, base.retainedBytesMax()),
                pick(Limit.TABLE_ENTRIES_MAX, base.tableEntriesMax()),
                pick(Limit.LOG_LINES_PER_SECOND_MAX, base.logLinesPerSecondMax()),
                pick(Limit.LOG_BYTES_PER_SECOND_MAX, base.logBytesPerSecondMax()),
                pick(Limit.NAMES_MAX, base.namesMax()));
    }

    private int pick(Limit limit, int otherwise) {
        return Math.toIntExact(values.getOrDefault(limit, (long) otherwise));
    }

    private long pick(Limit limit, long otherwise) {
        return values.getOrDefault(limit, otherwise);
    }
}
