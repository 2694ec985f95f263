package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code process.spawn} and its variants, and {@code process.exec} (specification §3.1). */
final class SpawnCalls {
    private SpawnCalls() {}

    /**
     * @param name of the function, as errors call it
     */
    static Varargs call(String name, boolean monitored, boolean linked, Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("process." + name);
        if (args.narg() < 2) {
            return Fault.results(
                    ErrorKind.INVALID, name + " requires at least id and host arguments");
        }
        Outcome<Pid> child = spawn(process, args, monitored, linked);
        process.checkKilled();
        return child.failure() != null
                ? Fault.results(child.failure())
                : Utf8.bytes(child.value().toString());
    }

    /** Spawns, waits for the end, and gives the child's value or its error. */
    static Varargs exec(Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("process.exec");
        if (args.narg() < 2) {
            return Fault.results(ErrorKind.INVALID, "exec requires at least id and host arguments");
        }
        String entry = id(args, 1);
        if (!entry.isEmpty() && !entry.matches("(?s)[^:]+:.+")) {
            return Fault.results(
                    ErrorKind.INVALID,
                    "malformed process id: \"" + entry + "\"; expected \"namespace:name\"");
        }
        Outcome<Pid> child = spawn(process, args, true, false);
        process.checkKilled();
        if (child.failure() != null) {
            return Fault.results(child.failure());
        }
        return switch (process.calls().await(child.value())) {
            case Ending.Returned(Payload value) ->
                    LuaValue.varargsOf(
                            value == null ? LuaValue.NIL : LuaPayload.of(value).copy(),
                            LuaValue.NIL);
            case Ending.Failed(Failure failure) -> Fault.results(failure);
        };
    }

    private static Outcome<Pid> spawn(
            LuaProcess process, Varargs args, boolean monitored, boolean linked) {
        String entry = id(args, 1);
        String host = id(args, 2);
        if (entry.isEmpty() || host.isEmpty()) {
            return Outcome.failed(
                    ErrorKind.INVALID,
                    (entry.isEmpty() ? "process id" : "host id")
                            + " is empty; expected \"namespace:name\"");
        }
        try {
            LuaPayload arguments = Copier.strict(args.subargs(3), process.limits());
            process.charge(10 + (arguments.bytes() >> 6));
            SpawnRequest request = new SpawnRequest(entry, host, arguments, monitored, linked);
            return process.calls().ask(ticket -> process.world().spawn(request, ticket));
        } catch (Copier.NotSendable not) {
            return Outcome.failed(ErrorKind.INVALID, not.getMessage());
        }
    }

    private static String id(Varargs args, int index) {
        if (args.arg(index) instanceof LuaString id) {
            return Utf8.string(id);
        }
        throw Arguments.expected(args, index, "string (\"namespace:name\")");
    }
}
