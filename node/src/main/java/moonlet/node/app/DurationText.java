package moonlet.node.app;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as they are written: numbers with units, {@code 30s}, {@code 1m30s}, {@code 0.5h}. */
final class DurationText {
    private static final int LENGTH_MAX = 40;
    private static final Pattern PART =
            Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, Long> NANOS =
            Map.of(
                    "ns", 1L,
                    "us", 1_000L,
                    "µs", 1_000L,
                    "ms", 1_000_000L,
                    "s", 1_000_000_000L,
                    "m", 60_000_000_000L,
                    "h", 3_600_000_000_000L);

    private DurationText() {}

    /**
     * The duration, or null where {@code text} is none or does not fit into 64 bits of nanoseconds.
     */
    static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher part = PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int at = 0;
        while (at < text.length() && text.length() <= LENGTH_MAX) {
            if (!part.find(at) || part.start() != at) {
                return null;
            }
            nanos =
                    nanos.add(
                            new BigDecimal(part.group(1))
                                    .multiply(BigDecimal.valueOf(NANOS.get(part.group(2)))));
            at = part.end();
        }
        boolean fits = nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return at == 0 || !fits ? null : Duration.ofNanos(nanos.longValue());
    }
}
