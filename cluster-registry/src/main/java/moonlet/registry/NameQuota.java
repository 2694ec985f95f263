package moonlet.registry;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Pid;

/** How many names a process may have, and that only one that lives has any. */
record NameQuota(NameEffects effects, NameMap map) {
    /** Why a process of this node can have no more names, or null. */
    Reply refusal(Pid pid) {
        int namesMax = effects.namesMax(pid);
        if (!effects.isAlive(pid)) {
            return Reply.ENDED;
        }
        return map.namesOf(pid).size() < namesMax
                ? null
                : Reply.failed(
                        ErrorKind.UNAVAILABLE, "too many names: the limit is namesMax=" + namesMax);
    }
}
