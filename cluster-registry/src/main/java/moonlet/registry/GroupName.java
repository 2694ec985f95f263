package moonlet.registry;

/**
 * One process group.
 *
 * @param scope id of the entry that it belongs to
 */
public record GroupName(String scope, String name) {
    private static final char BETWEEN = 0; // in no id of an entry

    String key() {
        return scope + BETWEEN + name;
    }

    /** Null where the key is none. */
    static GroupName of(String key) {
        int at = key.indexOf(BETWEEN);
        return at < 0 ? null : new GroupName(key.substring(0, at), key.substring(at + 1));
    }
}
