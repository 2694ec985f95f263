package moonlet.lua.process;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.FirstMessage;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;

import org.luaj.vm2.Varargs;

/**
 * Spawn or signal (specification §3.5): the process that has a name, or a new one that gets it. The
 * new one claims the name before it runs, so of any number of spawners at the same time one starts
 * it, and the others find it.
 */
final class NamedSpawn {
    private static final int ATTEMPTS_MAX = 5;

    private final LuaProcess process;
    private final SpawnRequest request;

    private NamedSpawn(LuaProcess process, SpawnRequest request) {
        this.process = process;
        this.request = request;
    }

    /** Returns the new process, or who had the name. */
    static Outcome<Pid> start(LuaProcess process, SpawnRequest request) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            // A holder that ended in between may have changed what it had taken of them.
            NamedSpawn spawn =
                    new NamedSpawn(
                            process,
                            request.with(SpawnBuilder.copies(request.messages(), process)));
            Outcome<Pid> holder = process.calls().lookup(request.name());
            Outcome<Pid> found =
                    holder.value() == null
                            ? spawn.startUnlessTaken(holder.failure())
                            : spawn.signal(holder.value());
            if (found != null) {
                return found;
            }
            process.checkKilled();
        }
        return Outcome.failed(
                ErrorKind.UNAVAILABLE,
                "the name \""
                        + request.name()
                        + "\" was taken and free again "
                        + ATTEMPTS_MAX
                        + " times; try again");
    }

    /** Returns null where somebody else was faster. */
    private Outcome<Pid> startUnlessTaken(Failure noHolder) {
        if (noHolder.kind() != ErrorKind.NOT_FOUND) {
            return new Outcome<>(null, noHolder);
        }
        Outcome<Pid> child = process.calls().ask(ticket -> process.world().spawn(request, ticket));
        return child.failure() != null && child.failure().kind() == ErrorKind.ALREADY_EXISTS
                ? null
                : child;
    }

    /**
     * The relations come first, so that no EXIT is missed; the messages follow. Returns null if the
     * process ends meanwhile, and the name with it.
     */
    private Outcome<Pid> signal(Pid holder) {
        World world = process.world();
        Failure denied = denied(world.permissions(), holder);
        if (denied != null) {
            return new Outcome<>(null, denied);
        }
        boolean monitors = request.monitored() && world.monitor(holder) == null;
        boolean links = request.linked() && world.link(holder) == null;
        Failure refused = send(holder);
        if (refused == null) {
            return Outcome.of(holder);
        }
        if (monitors) {
            world.unmonitor(holder);
        }
        if (links) {
            world.unlink(holder);
        }
        return refused.kind() == ErrorKind.NOT_FOUND ? null : new Outcome<>(null, refused);
    }

    /** Returns null, or why this must not be done with who has the name. */
    private Failure denied(Permissions permissions, Pid holder) {
        Failure refused =
                request.messages().isEmpty()
                        ? null
                        : RequestPermissions.of("send", permissions, holder);
        if (refused == null && request.monitored()) {
            refused = RequestPermissions.of("monitor", permissions, holder);
        }
        return refused == null && request.linked()
                ? RequestPermissions.of("link", permissions, holder)
                : refused;
    }

    /** Returns null, or why the messages could not be sent. */
    private Failure send(Pid holder) {
        Outcome<World.Target> target = process.world().target(holder);
        if (target.failure() != null) {
            return target.failure();
        }
        for (FirstMessage message : request.messages()) {
            Varargs sent =
                    Sending.send(
                            process,
                            target.value(),
                            new Signal.Message(process.pid(), message.topic(), message.payload()));
            if (sent.arg(2) instanceof Fault fault) {
                return fault.failure();
            }
        }
        return null;
    }
}
