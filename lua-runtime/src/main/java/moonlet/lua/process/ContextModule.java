package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The module {@code ctx}: the values that a process got from its parent (specification §7.4). */
final class ContextModule {
    private ContextModule() {}

    static SealedTable create() {
        return new SealedTable("ctx")
                .with(Signature.of("ctx.get", "key").builtin(ContextModule::get))
                .with(new Builtin("all", args -> all(LuaProcess.self())))
                .seal();
    }

    private static LuaValue all(LuaProcess process) {
        return Contexts.all(process.world().context(), process);
    }

    private static Varargs get(Varargs args) {
        if (!(args.arg1() instanceof LuaString key)) {
            throw Arguments.expected(args, 1, "string");
        }
        if (key.m_length == 0) {
            return Fault.results(ErrorKind.INVALID, "empty key");
        }
        LuaValue value = Contexts.get(LuaProcess.self(), key);
        return value.isnil()
                ? Fault.results(ErrorKind.NOT_FOUND, "key not found: " + Utf8.string(key))
                : LuaValue.varargsOf(value, LuaValue.NIL);
    }
}
