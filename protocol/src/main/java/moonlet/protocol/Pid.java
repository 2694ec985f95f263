package moonlet.protocol;

/**
 * Names one Lua process for as long as it lives: its node, its host there, which start of that node
 * it belongs to, and its number. A PID never comes back: a restarted node is a new incarnation.
 *
 * <p>The text is <code>{node@ns:host|incarnation.number}</code>, for example <code>
 * {node1@app:processes|19a3f2c4b10.42}</code>; one process has exactly one spelling.
 *
 * @param node the configured name of the node, never a network address
 * @param host the id of the process host, {@code ns:name}, or of the function that runs
 * @param incarnation when that node started, Unix time in milliseconds; written in hex
 * @param number counts the processes of one incarnation from 1 and is never reused
 */
public record Pid(String node, String host, long incarnation, long number) {
    /** How long the id of a host or an entry can be. */
    public static final int HOST_LENGTH_MAX = 255;

    private static final int NODE_LENGTH_MAX = 63;

    public Pid {
        if (!isNodeName(node)) {
            throw new IllegalArgumentException(
                    "a node name is 1 to 63 of A-Z a-z 0-9 . _ -: node=\"" + node + "\"");
        }
        if (!isHostId(host)) {
            throw new IllegalArgumentException(
                    "a host id is 1 to 255 characters, none of @ | { } or space: host=\""
                            + host
                            + "\"");
        }
        if (incarnation < 0 || number < 0) {
            throw new IllegalArgumentException(
                    "incarnation and number are not negative: incarnation="
                            + incarnation
                            + " number="
                            + number);
        }
    }

    /** Whether {@code name} can be the name of a node. */
    public static boolean isNodeName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isNodeCharacter(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= NODE_LENGTH_MAX;
    }

    /** Whether {@code id} can be the host part of a PID. */
    public static boolean isHostId(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (isReserved(id.charAt(i))) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= HOST_LENGTH_MAX;
    }

    /**
     * Reads exactly what {@link #toString} wrote.
     *
     * @return the PID, or null where {@code text} is not one, to the letter
     */
    public static Pid parse(String text) {
        int at = text.indexOf('@');
        int bar = text.indexOf('|', at + 1);
        int dot = text.indexOf('.', bar + 1);
        int end = text.length() - 1;
        if (at < 1 || bar < 0 || dot < 0 || text.charAt(0) != '{' || text.charAt(end) != '}') {
            return null;
        }
        String node = text.substring(1, at);
        String host = text.substring(at + 1, bar);
        long incarnation = number(text, bar + 1, dot, 16);
        long number = number(text, dot + 1, end, 10);
        return incarnation < 0 || number < 0 || !isNodeName(node) || !isHostId(host)
                ? null
                : new Pid(node, host, incarnation, number);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number * 0x9E3779B97F4A7C15L + incarnation);
    }

    @Override
    public String toString() {
        return "{" + node + "@" + host + "|" + Long.toHexString(incarnation) + "." + number + "}";
    }

    /** Digits without a sign, a leading zero or capitals; -1 for anything else. */
    private static long number(String text, int from, int to, int radix) {
        int digits = to - from;
        if (digits < 1 || digits > 19 || (digits > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c >= 'A' && c <= 'F' ? -1 : Character.digit(c, radix);
            if (digit < 0 || c > 'f' || value > (Long.MAX_VALUE - digit) / radix) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    private static boolean isNodeCharacter(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '.'
                || c == '_'
                || c == '-';
    }

    private static boolean isReserved(char c) {
        return c == '@' || c == '|' || c == '{' || c == '}' || c <= ' ';
    }
}
