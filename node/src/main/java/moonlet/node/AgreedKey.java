package moonlet.node;

/**
 * What members agree on, as one text: the name of a process, or that of a lock. Those that begin
 * with NUL are of other spaces than names; a name that does begin with it gets one more.
 */
final class AgreedKey {
    private static final String ESCAPED = "\0";
    private static final String LOCK = "\0lock:";

    private AgreedKey() {}

    /** The same text, but for rare ones: a look-up is to allocate nothing. */
    static String ofName(String name) {
        return name.startsWith(ESCAPED) ? ESCAPED + name : name;
    }

    static String ofLock(String name) {
        return LOCK + name;
    }

    static boolean isLock(String key) {
        return key.startsWith(LOCK);
    }

    /** The name that the key is of. */
    static String name(String key) {
        if (isLock(key)) {
            return key.substring(LOCK.length());
        }
        return key.startsWith(ESCAPED) ? key.substring(ESCAPED.length()) : key;
    }

    /** The name as people see it: that of a lock with {@code lock:} in front. */
    static String shown(String key) {
        return isLock(key) ? key.substring(ESCAPED.length()) : name(key);
    }
}
