package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.Table;
import moonlet.protocol.Context;
import moonlet.protocol.Payload;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * How Lua reads contexts, and makes others from them (specification §3.6). A context is shared by
 * all that inherit it, so its values are copied on their way out and in.
 */
final class Contexts {
    private Contexts() {}

    /** A copy of one value, or nil. */
    static LuaValue get(LuaProcess process, LuaString key) {
        Payload values = process.world().context().values();
        if (values instanceof LuaPayload shared && shared.value() instanceof LuaTable table) {
            process.charge(1);
            return Copier.again(table.rawget(key));
        }
        return all(process.world().context(), process).rawget(key);
    }

    /** A copy of all values. */
    static LuaTable all(Context context, LuaProcess process) {
        Payload values = context.values();
        if (values == null) {
            return new Table();
        }
        process.charge(1 + (values.bytes() >> 6));
        process.allocate(values.bytes());
        return LuaPayload.copyOf(values, process) instanceof LuaTable table ? table : new Table();
    }

    /** The context with the fields of a table, an argument, over its values. */
    static Context withValues(Context context, Varargs args, int index) {
        LuaTable changes = Arguments.table(args, index);
        LuaProcess process = LuaProcess.self();
        LuaTable merged = all(context, process);
        LuaValue key = LuaValue.NIL;
        while (true) {
            Varargs pair = changes.next(key);
            key = pair.arg1();
            if (key.isnil()) {
                return new Context(payload(merged, process), context.actor(), context.policies());
            }
            if (!(key instanceof LuaString)) {
                throw Arguments.bad(
                        index, "the keys of a context are strings, found a " + key.typename());
            }
            process.charge(1);
            merged.rawset(key, pair.arg(2));
        }
    }

    static Context withActor(Context context, Varargs args) {
        ActorValue actor = Arguments.instance(args, 2, ActorValue.class, "actor");
        return new Context(context.values(), actor.actor(), context.policies());
    }

    static Context withScope(Context context, Varargs args) {
        ScopeValue scope = Arguments.instance(args, 2, ScopeValue.class, "scope");
        return new Context(context.values(), context.actor(), scope.policies());
    }

    private static LuaPayload payload(LuaTable values, LuaProcess process) {
        try {
            LuaPayload payload = Copier.strict(values, process.limits());
            process.charge(payload.bytes() >> 6);
            process.allocate(payload.bytes());
            return payload;
        } catch (Copier.NotSendable not) {
            throw new Raised("context: " + not.getMessage());
        }
    }
}
