package moonlet.protocol;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a process hands on to every process that it starts (specification §3.6).
 *
 * @param values a table with text keys, or null without values
 * @param actor who acts, or null
 * @param policies the security scope: ids of the {@code security.policy} entries in it; null
 *     without one, which is not the same as an empty one
 */
public record Context(Payload values, Actor actor, Set<String> policies) {
    /** That of a process that a node starts by itself. */
    public static final Context NONE = new Context(null, null, null);

    /** Whether policies decide what its process may do, unless the node is strict. */
    public boolean isRestricted() {
        return actor != null && policies != null;
    }

    /** The same without values. */
    public Context withoutValues() {
        return values == null ? this : new Context(null, actor, policies);
    }

    public Context {
        policies = policies == null ? null : Collections.unmodifiableSet(new TreeSet<>(policies));
    }
}
