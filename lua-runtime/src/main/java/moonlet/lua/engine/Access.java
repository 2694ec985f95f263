package moonlet.lua.engine;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Reading and writing tables, as compiled code does it. Public for generated classes. */
public final class Access {
    private Access() {}

    public static LuaValue get(LuaValue table, LuaValue key) {
        try {
            return table.get(key);
        } catch (LuaError error) {
            throw Operations.explained(error, table);
        }
    }

    public static LuaValue get(LuaValue table, LuaString key) {
        return get(table, (LuaValue) key);
    }

    public static void set(LuaValue table, LuaString key, LuaValue value) {
        set(table, (LuaValue) key, value);
    }

    public static void set(LuaValue table, LuaValue key, LuaValue value) {
        try {
            table.set(key, value);
        } catch (LuaError error) {
            throw Operations.explained(error, table, key);
        }
    }

    public static LuaValue table(int entries, int fields) {
        return new LuaTable(entries, fields);
    }

    /** The values of a table constructor, from {@code offset + 1}. */
    public static void setList(
            LuaValue table, int offset, Varargs values, CompiledFunction caller) {
        int count = values.narg();
        caller.meter.charge(count >> 4);
        table.presize(offset + count);
        for (int j = 1; j <= count; j++) {
            table.rawset(offset + j, values.arg(j));
        }
    }
}
