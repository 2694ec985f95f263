package moonlet.lua.process;

import moonlet.protocol.Pid;

/** Who counts and logs what processes were refused; takes locks only while {@link Pinned}. */
public interface Denials {
    /**
     * A process was refused something.
     *
     * @param entry what the process runs
     * @param actor id of its actor; null without one
     * @param first whether it is the first time for this process and action
     */
    void denied(Pid pid, String entry, String actor, String action, String resource, boolean first);
}
