package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.Varargs;

/**
 * The module {@code funcs} (specification §7.3). Each call is a process of its own, which the
 * caller monitors, and which ends with the caller.
 */
final class FunctionCalls {
    private FunctionCalls() {}

    static SealedTable create() {
        return new SealedTable("funcs")
                .with(new Builtin("new", args -> new Executor(inherited())))
                .with(new Builtin("call", args -> call(inherited(), args)))
                .with(new Builtin("async", args -> async(inherited(), args)))
                .seal();
    }

    private static Context inherited() {
        return LuaProcess.self().world().context();
    }

    /** Waits for the result. */
    static Varargs call(Context context, Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("funcs.call");
        Outcome<SpawnRequest> request = request(process, context, args);
        if (request.failure() != null) {
            return Fault.results(request.failure());
        }
        Outcome<Ending> ended =
                process.calls().call(ticket -> process.world().spawn(request.value(), ticket));
        process.checkKilled();
        return SpawnCalls.results(ended, process);
    }

    /** Gives a future at once. */
    static Varargs async(Context context, Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("funcs.async");
        Outcome<SpawnRequest> request = request(process, context, args);
        if (request.failure() != null) {
            return Fault.results(request.failure());
        }
        Future future = new Future(process);
        Failure failure =
                process.calls()
                        .async(ticket -> process.world().spawn(request.value(), ticket), future);
        process.checkKilled();
        return failure == null ? future : Fault.results(failure);
    }

    private static Outcome<SpawnRequest> request(
            LuaProcess process, Context context, Varargs args) {
        if (args.narg() > 0 && !(args.arg1() instanceof LuaString)) {
            throw Arguments.expected(args, 1, "string (\"namespace:name\" of a function)");
        }
        String id = args.narg() == 0 ? "" : Utf8.string((LuaString) args.arg1());
        String wrong = wrong(id, id.indexOf(':'));
        return wrong != null
                ? Outcome.failed(ErrorKind.INVALID, wrong)
                : SpawnCalls.function(process, id, context, args.subargs(2));
    }

    private static String wrong(String id, int colon) {
        if (id.isEmpty()) {
            return "function ID required";
        }
        if (colon < 1) {
            return "namespace required in function ID";
        }
        if (colon == id.length() - 1) {
            return "name required in function ID";
        }
        return id.length() <= SpawnCalls.ID_BYTES_MAX
                ? null
                : "an id has at most " + SpawnCalls.ID_BYTES_MAX + " bytes";
    }
}
