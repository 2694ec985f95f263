package moonlet.lua.process;

import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import java.util.Collection;
import java.util.List;

/**
 * Process groups, as one process sees them (specification §9, {@code pg}). Calls return at once;
 * they are made while {@link Pinned}.
 */
public interface ProcessGroups {
    /** Whether there is such a scope. */
    boolean hasScope(String scope);

    /** This process joins groups: all of them, or none; returns null, or why not. */
    Failure join(String scope, List<String> groups);

    /** Takes joins back; returns null, or why not. */
    Failure leave(String scope, List<String> groups);

    /** The members of a group, on this node only or on all. */
    List<Pid> members(String scope, String group, boolean localOnly);

    /** The groups that have members. */
    Collection<String> groups(String scope, boolean localOnly);

    /**
     * From here on every join and leave comes as a message of that topic: a table {@code {system,
     * kind, path, data}}.
     *
     * @param group the one it is about; null for all of the scope
     */
    void watch(String scope, String group, String topic);

    /** Ends {@link #watch}. */
    void unwatch(String topic);
}
