package moonlet.lua.process;

import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import org.luaj.vm2.LuaString;

/**
 * Turns what a program gives as a destination, the text of a PID or a registered name, into a PID
 * or the place where its messages go. The last few PIDs are remembered, since a process mostly
 * talks to the same ones. Owned by one process.
 */
final class Destinations {
    private static final Permission SEND = new Permission("process.send", "send");
    private static final int REMEMBERED = 8; // a power of two

    private final LuaProcess process;
    private final World world;
    private final LuaString[] texts = new LuaString[REMEMBERED];
    private final World.Target[] targets = new World.Target[REMEMBERED];
    private final TopicTexts topics = new TopicTexts();

    Destinations(LuaProcess process) {
        this.process = process;
        this.world = process.world();
    }

    /** The process with this PID or name, whether or not it lives. */
    Outcome<Pid> pid(LuaString destination) {
        String text = Utf8.string(destination);
        Pid pid = Pid.parse(text);
        return pid != null ? Outcome.of(pid) : named(text);
    }

    /**
     * Where messages for this PID or name go, if this process may send to it. What is remembered
     * was allowed, and stays so.
     */
    Outcome<World.Target> target(LuaString destination) {
        int slot = destination.hashCode() & REMEMBERED - 1;
        LuaString known = texts[slot];
        if (known == destination || known != null && known.raweq(destination)) {
            return Outcome.of(targets[slot]);
        }
        String text = Utf8.string(destination);
        Pid pid = Pid.parse(text);
        if (pid == null) { // not remembered: a name may move to another process
            Outcome<Pid> named = named(text);
            return named.failure() != null
                    ? new Outcome<>(null, named.failure())
                    : permitted(named.value(), destination);
        }
        Outcome<World.Target> target = permitted(pid, destination);
        if (target.failure() == null) {
            texts[slot] = destination;
            targets[slot] = target.value();
        }
        return target;
    }

    private Outcome<World.Target> permitted(Pid pid, LuaString destination) {
        Failure refused = SEND.check(process, pid, destination);
        return refused == null ? world.target(pid) : new Outcome<>(null, refused);
    }

    TopicTexts topics() {
        return topics;
    }

    /** Nobody is at {@code target} any more. */
    void forget(World.Target target) {
        for (int slot = 0; slot < REMEMBERED; slot++) {
            if (targets[slot] == target) {
                texts[slot] = null;
                targets[slot] = null;
            }
        }
    }

    private Outcome<Pid> named(String name) {
        Outcome<Pid> holder = process.calls().lookup(name);
        return holder.value() != null
                ? holder
                : Outcome.failed(
                        ErrorKind.NOT_FOUND,
                        "could not resolve '" + name + "' as PID or registered name");
    }
}
