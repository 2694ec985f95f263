package moonlet.lua.process;

import moonlet.lua.security.Policies;

import java.util.Map;

/** What one process may do (specification §10). Used by one thread at a time. */
public sealed interface Permissions permits UncheckedPermissions, CheckedPermissions {
    /** The policies of the node. */
    Policies policies();

    /** Whether anything is refused at all; if not, nobody need ask. */
    boolean areChecked();

    /** Whether the process may do something; a refusal is counted and logged. */
    boolean allow(String action, String resource);

    /**
     * The same.
     *
     * @param attributes what policies can look at besides; its PID is added to them
     */
    boolean allow(String action, String resource, Map<String, ?> attributes);

    /** Whether the process may do something; that it may not is no refusal. */
    boolean wouldAllow(String action, String resource);

    /** What {@code security.can} answers: never true without actor and scope. */
    boolean can(String action, String resource, Map<String, ?> attributes);
}
