package moonlet.registry.sim;

import moonlet.protocol.Pid;

import java.util.HashSet;
import java.util.Set;

/** A process, and the names that it takes for its own. */
final class SimProcess {
    final Pid pid;
    final Set<String> names = new HashSet<>();

    /** Names that somebody else asked for on its behalf, so that it does not know. */
    final Set<String> given = new HashSet<>();

    boolean lives = true;

    SimProcess(Pid pid) {
        this.pid = pid;
    }
}
