package moonlet.lua.security;

import java.util.Locale;

/** What a policy, or all policies of a scope, say about a request; the later one wins. */
public enum Decision {
    /** It is none of their business, which for a whole scope means no. */
    UNDEFINED,
    ALLOW,
    DENY;

    /** What two policies say together. */
    public Decision and(Decision other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /**
     * As policies write it and Lua code sees it: {@code allow}, {@code deny}, {@code undefined}.
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
