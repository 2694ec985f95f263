package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;
import moonlet.protocol.SpawnPurpose;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.List;

/** {@code process.spawn} and its variants, and {@code process.exec} (specification §3.1). */
final class SpawnCalls {
    static final int ID_BYTES_MAX = 1024; // that of a host may begin with a node

    private SpawnCalls() {}

    /**
     * @param name of the function, as errors call it
     * @param builder how it is to be started, or null: as usual
     */
    static Varargs call(
            String name, SpawnBuilder builder, boolean monitored, boolean linked, Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("process." + name);
        Outcome<SpawnRequest> request =
                request(process, builder, args, SpawnPurpose.SPAWN, monitored, linked);
        if (request.failure() != null) {
            return Fault.results(request.failure());
        }
        Failure refused = refused(process, request.value());
        if (refused != null) {
            return Fault.results(refused);
        }
        Outcome<Pid> child =
                request.value().name() != null
                        ? NamedSpawn.start(process, request.value())
                        : process.calls()
                                .ask(ticket -> process.world().spawn(request.value(), ticket));
        process.checkKilled();
        return child.failure() != null
                ? Fault.results(child.failure())
                : Utf8.bytes(child.value().toString());
    }

    /** Spawns, waits for the end, and gives the child's value or its error. */
    static Varargs exec(Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("process.exec");
        String entry = id(args, 1);
        int colon = entry.indexOf(':');
        if (!entry.isEmpty() && (colon < 1 || colon == entry.length() - 1)) {
            return Fault.results(
                    ErrorKind.INVALID,
                    "malformed process id: \"" + entry + "\"; expected \"namespace:name\"");
        }
        Outcome<SpawnRequest> request =
                request(process, null, args, SpawnPurpose.EXEC, true, false);
        if (request.failure() != null) {
            return Fault.results(request.failure());
        }
        Failure refused = refused(process, request.value());
        if (refused != null) {
            return Fault.results(refused);
        }
        Outcome<Ending> ended =
                process.calls().exec(ticket -> process.world().spawn(request.value(), ticket));
        process.checkKilled();
        return results(ended, process);
    }

    /** What a process that was waited for gives: its value, or its error. */
    static Varargs results(Outcome<Ending> ended, LuaProcess process) {
        if (ended.failure() != null) {
            return Fault.results(ended.failure());
        }
        process.keeps(Events.bytes(ended.value()));
        return switch (ended.value()) {
            case Ending.Returned(Payload value) ->
                    LuaValue.varargsOf(LuaPayload.copyOf(value, process), LuaValue.NIL);
            case Ending.Failed(Failure failure) -> Fault.results(failure.ofAnother());
        };
    }

    private static Outcome<SpawnRequest> request(
            LuaProcess process,
            SpawnBuilder builder,
            Varargs args,
            SpawnPurpose purpose,
            boolean monitored,
            boolean linked) {
        String entry = id(args, 1);
        String host = id(args, 2);
        if (entry.isEmpty() || host.isEmpty()) {
            return Outcome.failed(
                    ErrorKind.INVALID,
                    (entry.isEmpty() ? "process id" : "host id")
                            + " is empty; expected \"namespace:name\"");
        }
        if (args.arg1().rawlen() > ID_BYTES_MAX || args.arg(2).rawlen() > ID_BYTES_MAX) {
            return Outcome.failed(
                    ErrorKind.INVALID, "an id has at most " + ID_BYTES_MAX + " bytes");
        }
        Outcome<LuaPayload> arguments = arguments(process, args.subargs(3));
        if (arguments.failure() != null) {
            return new Outcome<>(null, arguments.failure());
        }
        return Outcome.of(
                new SpawnRequest(
                        entry,
                        host,
                        arguments.value(),
                        builder == null ? process.world().context() : builder.context(),
                        monitored,
                        linked,
                        purpose,
                        builder == null ? null : builder.name(),
                        builder == null ? List.of() : builder.messages()));
    }

    /** Asks for the process of a function. */
    static Outcome<SpawnRequest> function(
            LuaProcess process, String id, Context context, Varargs args) {
        Outcome<LuaPayload> arguments = arguments(process, args);
        return arguments.failure() != null
                ? new Outcome<>(null, arguments.failure())
                : Outcome.of(
                        new SpawnRequest(
                                id,
                                null,
                                arguments.value(),
                                context,
                                true,
                                false,
                                SpawnPurpose.CALL,
                                null,
                                List.of()));
    }

    private static Outcome<LuaPayload> arguments(LuaProcess process, Varargs args) {
        try {
            LuaPayload arguments = Copier.strict(args, process.limits());
            process.charge(10 + (arguments.bytes() >> 6));
            return Outcome.of(arguments);
        } catch (Copier.NotSendable not) {
            return Outcome.failed(ErrorKind.INVALID, not.getMessage());
        }
    }

    /** Returns null, or why it must not ask for that. */
    static Failure refused(LuaProcess process, SpawnRequest request) {
        return RequestPermissions.start(
                process.world().permissions(),
                request.purpose(),
                request.entry(),
                request.host(),
                request.name(),
                request.monitored(),
                request.linked());
    }

    private static String id(Varargs args, int index) {
        if (args.arg(index) instanceof LuaString id) {
            return Utf8.string(id);
        }
        throw Arguments.expected(args, index, "string (\"namespace:name\")");
    }
}
