package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Table;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Signal;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.concurrent.TimeUnit;

/** {@code process.send(dest, topic, ...)} (specification §4). */
final class Sending {
    private Sending() {}

    static Varargs call(Varargs args) {
        if (args.narg() < 2) {
            return Fault.results(
                    ErrorKind.INVALID, "send requires at least destination and topic arguments");
        }
        LuaProcess process = LuaProcess.self();
        LuaString destination = ProcessModule.destinationText(args);
        if (!(args.arg(2) instanceof LuaString topic)) {
            throw Arguments.expected(args, 2, "string");
        }
        if (topic.m_length == 0) {
            return Fault.results(ErrorKind.INVALID, "topic cannot be empty");
        }
        if (topic.luaByte(0) == '@') {
            return Fault.results(ErrorKind.INVALID, "cannot send to @ topics");
        }
        Outcome<World.Target> target = process.destinations().target(destination);
        if (target.failure() != null) {
            return Fault.results(target.failure());
        }
        try {
            LuaPayload payload = Copier.strict(content(args), process.limits());
            process.charge(1 + (payload.bytes() >> 6));
            return send(
                    process,
                    target.value(),
                    new Signal.Message(process.pid(), topic.tojstring(), payload));
        } catch (Copier.NotSendable not) {
            return Fault.results(ErrorKind.INVALID, not.getMessage());
        }
    }

    /** No value, the one value, or all of them as one array. */
    private static Varargs content(Varargs args) {
        return switch (args.narg()) {
            case 2 -> LuaValue.NONE;
            case 3 -> args.arg(3);
            default -> array(args);
        };
    }

    private static LuaTable array(Varargs args) {
        LuaTable array = new Table(args.narg() - 2, 0);
        for (int i = 3; i <= args.narg(); i++) {
            array.rawset(i - 2, args.arg(i));
        }
        return array;
    }

    private static Varargs send(LuaProcess process, World.Target target, Signal.Message message) {
        return switch (process.world().send(target, message)) {
            case ACCEPTED -> LuaValue.TRUE;
            case GONE -> Fault.results(ErrorKind.NOT_FOUND, "process not found");
            case FULL -> sendWhenThereIsRoom(process, target, message);
        };
    }

    /** The coroutine waits for room in the mailbox, up to the send timeout. */
    private static Varargs sendWhenThereIsRoom(
            LuaProcess process, World.Target target, Signal.Message message) {
        process.requireStarted("a send to a full mailbox");
        int timeoutMillis = process.limits().sendTimeoutMillis();
        Wait wait = new Wait(process.scheduler().current());
        long timeout = process.ticket(() -> answer(process, wait, false));
        World.Timer timer =
                process.world().after(TimeUnit.MILLISECONDS.toNanos(timeoutMillis), timeout);
        while (true) {
            long room = process.ticket(() -> answer(process, wait, true));
            process.world().awaitRoom(target, room);
            process.scheduler().suspend();
            process.forget(room);
            boolean mayHaveRoom = (Boolean) wait.answer();
            World.Delivery delivery =
                    mayHaveRoom ? process.world().send(target, message) : World.Delivery.FULL;
            if (mayHaveRoom && delivery == World.Delivery.FULL) {
                wait.reopen(); // another sender was faster
                continue;
            }
            timer.cancel();
            process.forget(timeout);
            return switch (delivery) {
                case ACCEPTED -> LuaValue.TRUE;
                case GONE -> Fault.results(ErrorKind.NOT_FOUND, "process not found");
                case FULL ->
                        Fault.results(
                                ErrorKind.UNAVAILABLE,
                                "mailbox full: no room for "
                                        + timeoutMillis
                                        + " ms (sendTimeoutMillis); the receiver does not keep up");
            };
        }
    }

    private static void answer(LuaProcess process, Wait wait, boolean room) {
        if (!wait.isDone()) {
            wait.answer(room);
            process.scheduler().ready(wait.task());
        }
    }
}
