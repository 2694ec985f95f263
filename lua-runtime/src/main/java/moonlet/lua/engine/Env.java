package moonlet.lua.engine;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.function.Function;

/**
 * The globals of one process: a small table of its own, in front of a sealed one that all processes
 * of its entry share. What is not found in the first is looked up in the second, so that a process
 * pays only for what it sets.
 */
public final class Env extends Table {
    private static final SealedTable NOTHING = new SealedTable("_G").seal();

    private LuaTable shared;

    /**
     * @param shared library and module tables, never changed
     */
    public Env(SealedTable shared) {
        this.shared = shared;
    }

    /** A shared global whose value is made for each process that asks for it, like {@code _G}. */
    public static LuaValue bound(Function<Env, LuaValue> value) {
        return new Bound(value);
    }

    @Override
    public LuaValue rawget(LuaValue key) {
        LuaValue own = super.rawget(key);
        if (!own.isnil()) {
            return own;
        }
        LuaValue value = shared.rawget(key);
        if (value instanceof Bound bound) {
            value = bound.value.apply(this);
            super.rawset(key, value);
        }
        return value;
    }

    /** A global that is near, its own or a shared one; null also if it is elsewhere. */
    LuaValue findGlobal(LuaString key) {
        if (!lacks(key)) {
            return findNear(key);
        }
        LuaValue value = shared instanceof Table table ? table.findNear(key) : null;
        return value instanceof Bound ? null : value;
    }

    @Override
    LuaValue missing(LuaString key) {
        if (shared instanceof Table table) {
            LuaValue value = table.find(key);
            if (value != null && !(value instanceof Bound)) {
                return value;
            }
        }
        return get(key);
    }

    @Override
    public void rawset(LuaValue key, LuaValue value) {
        if (value.isnil() && !shared.rawget(key).isnil()) {
            ownAll();
        }
        super.rawset(key, value);
    }

    @Override
    public Varargs next(LuaValue key) {
        ownAll();
        return super.next(key);
    }

    /** From now on independent of the shared table: a global was removed, or all are listed. */
    private void ownAll() {
        LuaTable all = shared;
        if (all == NOTHING) {
            return;
        }
        for (LuaValue key : all.keys()) {
            super.rawset(key, rawget(key));
        }
        shared = NOTHING;
    }

    private static final class Bound extends LuaFunction {
        private final Function<Env, LuaValue> value;

        private Bound(Function<Env, LuaValue> value) {
            this.value = value;
        }
    }
}
