package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code system.lock}: mutual exclusion in the whole cluster (specification §9). */
final class LockModule {
    private LockModule() {}

    static SealedTable create() {
        return new SealedTable("system.lock")
                .with(Signature.of("system.lock.acquire", "name").builtin(LockModule::acquire))
                .with(Signature.of("system.lock.release", "name").builtin(LockModule::release))
                .seal();
    }

    /** {@code true, nil}; {@code false, err} where it is held; {@code nil, err} else. */
    private static Varargs acquire(Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("system.lock.acquire");
        String name = name(args);
        if (!fits(args)) {
            return Fault.results(
                    ErrorKind.INVALID,
                    "the name of a lock has 1 to " + RegistryModule.NAME_BYTES_MAX + " bytes");
        }
        Failure refused = RequestPermissions.LOCK.check(process, name);
        if (refused != null) {
            return Fault.results(refused);
        }
        Locks locks = process.world().facilities().locks();
        Outcome<Pid> acquired =
                process.calls().ask(ticket -> Pinned.call(() -> locks.acquire(name, ticket)));
        Failure failure = acquired.failure();
        if (failure == null) {
            return LuaValue.varargsOf(LuaValue.TRUE, LuaValue.NIL);
        }
        return failure.kind() == ErrorKind.ALREADY_EXISTS
                ? LuaValue.varargsOf(
                        LuaValue.FALSE,
                        new Fault(Failure.of(ErrorKind.ALREADY_EXISTS, "lock held: " + name)))
                : Fault.results(failure);
    }

    private static Varargs release(Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("system.lock.release");
        String name = name(args);
        Failure refused = RequestPermissions.LOCK.check(process, name);
        if (refused != null) {
            return Fault.results(refused);
        }
        Locks locks = process.world().facilities().locks();
        return LuaValue.valueOf(fits(args) && Pinned.call(() -> locks.release(name)));
    }

    private static boolean fits(Varargs args) {
        int bytes = args.arg1().rawlen();
        return bytes > 0 && bytes <= RegistryModule.NAME_BYTES_MAX;
    }

    private static String name(Varargs args) {
        if (args.arg1() instanceof LuaString name) {
            return Utf8.string(name);
        }
        throw Arguments.expected(args, 1, "string");
    }
}
