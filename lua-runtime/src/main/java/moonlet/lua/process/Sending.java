package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Limits;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.concurrent.TimeUnit;

/** {@code process.send(dest, topic, ...)} (specification §4). */
final class Sending {
    private static final int WAITING_FREE = 1_000;
    private static final int WAITING_PER_REDUCTION = 32;

    private Sending() {}

    static Varargs call(Varargs args) {
        LuaProcess process = LuaProcess.self();
        LuaString destination = ProcessModule.destinationText(args);
        Failure wrong = Topic.wrong(topic(args), "send to");
        return wrong != null
                ? Fault.results(wrong)
                : send(process, process.destinations().target(destination), args);
    }

    /** Sends to one of those that a program may send to as a group; arguments are as of call. */
    static Varargs toMember(LuaProcess process, Pid member, Varargs args) {
        Failure wrong = Topic.wrong(topic(args), "send to");
        return wrong != null
                ? Fault.results(wrong)
                : send(process, process.world().target(member), args);
    }

    private static LuaString topic(Varargs args) {
        if (args.arg(2) instanceof LuaString topic) {
            return topic;
        }
        throw Arguments.expected(args, 2, "string");
    }

    private static Varargs send(LuaProcess process, Outcome<World.Target> target, Varargs args) {
        if (target.failure() != null) {
            return Fault.results(target.failure());
        }
        try {
            LuaPayload payload = content(args, process);
            process.charge(1 + (payload.bytes() >> 6));
            return send(
                    process,
                    target.value(),
                    new Signal.Message(
                            process.pid(),
                            process.destinations().topics().of(topic(args)),
                            payload));
        } catch (Copier.NotSendable not) {
            return Fault.results(ErrorKind.INVALID, not.getMessage());
        }
    }

    /** No value, the one value, or all of them as one list. */
    static LuaPayload content(Varargs args, LuaProcess process) throws Copier.NotSendable {
        Limits limits = process.limits();
        return switch (args.narg()) {
            case 2 -> LuaPayload.NOTHING;
            case 3 -> Copier.strict(args.arg(3), limits);
            default -> {
                process.charge(args.narg());
                yield Copier.strictList(args, 3, limits);
            }
        };
    }

    /** {@code true}, or {@code nil, err}; waits for room. */
    static Varargs send(LuaProcess process, World.Target target, Signal.Message message) {
        World.Delivery delivery = process.world().send(target, message);
        if (delivery == World.Delivery.ACCEPTED) {
            giveWay(process, process.world().waiting(target));
            return LuaValue.TRUE;
        }
        if (delivery == World.Delivery.GONE) {
            process.destinations().forget(target);
        }
        return delivery == World.Delivery.FULL
                ? sendWhenThereIsRoom(process, target, message)
                : result(delivery, process, message);
    }

    /**
     * The longer the queue, the sooner its senders' slices are over: a short queue costs the
     * garbage collector less than a long one is useful.
     */
    private static void giveWay(LuaProcess process, int waiting) {
        if (waiting > WAITING_FREE) {
            process.charge(waiting / WAITING_PER_REDUCTION);
        }
    }

    private static Varargs result(
            World.Delivery delivery, LuaProcess process, Signal.Message message) {
        return switch (delivery) {
            case ACCEPTED -> LuaValue.TRUE;
            case GONE -> Fault.results(ErrorKind.NOT_FOUND, "process not found");
            case TOO_LARGE ->
                    Fault.results(
                            ErrorKind.INVALID,
                            "message of "
                                    + message.payload().bytes()
                                    + " bytes is larger than the receiver's whole mailbox"
                                    + " (mailboxBytesMax); send it in parts");
            case FULL ->
                    Fault.results(
                            ErrorKind.UNAVAILABLE,
                            "mailbox full: no room for "
                                    + process.limits().sendTimeoutMillis()
                                    + " ms (sendTimeoutMillis); the receiver does not keep up");
        };
    }

    /** The coroutine waits for room in the mailbox, up to the send timeout. */
    private static Varargs sendWhenThereIsRoom(
            LuaProcess process, World.Target target, Signal.Message message) {
        process.requireStarted("a send to a full mailbox");
        World world = process.world();
        long nanos = TimeUnit.MILLISECONDS.toNanos(process.limits().sendTimeoutMillis());
        RoomWait wait = new RoomWait(process);
        Tickets tickets = process.tickets();
        long timeout = tickets.startTimer(nanos, wait::expire);
        while (true) {
            int bytes = message.payload().bytes();
            long room = tickets.add(number -> world.awaitRoom(target, bytes, number), wait::room);
            wait.suspend();
            tickets.cancel(room);
            // When the time is over there may still be room, though less than is worth a wake-up.
            World.Delivery delivery = world.send(target, message);
            if (wait.isExpired() || delivery != World.Delivery.FULL) {
                tickets.cancel(timeout);
                return result(delivery, process, message);
            }
        }
    }
}
