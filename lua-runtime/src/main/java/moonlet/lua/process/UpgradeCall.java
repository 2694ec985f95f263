package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code process.upgrade} (specification §3.1). What is wrong with the arguments is an error, and
 * nothing has happened; whatever goes wrong later ends the process.
 */
final class UpgradeCall {
    private UpgradeCall() {}

    static Varargs call(Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("process.upgrade");
        String entry = entry(args);
        if (entry != null && (entry.isEmpty() || entry.length() > SpawnCalls.ID_BYTES_MAX)) {
            return Fault.results(
                    ErrorKind.INVALID,
                    entry.isEmpty()
                            ? "process id is empty; expected \"namespace:name\", or nil for the own one"
                            : "an id has at most " + SpawnCalls.ID_BYTES_MAX + " bytes");
        }
        try {
            LuaPayload state = Copier.state(args.subargs(2), process.limits());
            process.charge(10 + (state.bytes() >> 6));
            process.checkKilled(); // what ends the old code ends the process
            throw new Upgrading(new Upgrade(entry, state));
        } catch (Copier.NotSendable not) {
            return Fault.results(ErrorKind.INVALID, not.getMessage());
        }
    }

    /** Null for the own one. */
    private static String entry(Varargs args) {
        return switch (args.arg1()) {
            case LuaString id -> Utf8.string(id);
            case LuaValue none when none.isnil() -> null;
            default -> throw Arguments.expected(args, 1, "string (\"namespace:name\") or nil");
        };
    }
}
