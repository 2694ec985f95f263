package moonlet.lua.engine;

import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Reading and writing tables, as compiled code does it. Public for generated classes. */
public final class Access {
    private Access() {}

    public static LuaValue get(LuaValue table, LuaString key) {
        if (table instanceof Table t) {
            LuaValue value = t.find(key);
            return value != null ? value : missing(t, key);
        }
        return getSlowly(table, key);
    }

    private static LuaValue missing(Table table, LuaString key) {
        try {
            return table.missing(key);
        } catch (LuaError error) {
            throw Operations.explained(error, table);
        }
    }

    public static LuaValue get(LuaValue table, LuaValue key) {
        if (table instanceof Table t) {
            LuaValue value = null;
            if (key instanceof LuaInteger number) {
                value = t.find(number.v);
            } else if (key instanceof LuaString text) {
                value = t.find(text);
            }
            if (value != null) {
                return value;
            }
        }
        return getSlowly(table, key);
    }

    /** With a whole number as the key. */
    public static LuaValue get(LuaValue table, long key) {
        if (table instanceof Table t && key == (int) key) {
            LuaValue value = t.find((int) key);
            if (value != null) {
                return value;
            }
        }
        return getSlowly(table, LuaInteger.valueOf(key));
    }

    /** With any number as the key. */
    public static LuaValue get(LuaValue table, double key) {
        int whole = (int) key;
        if (whole == key && table instanceof Table t) {
            LuaValue value = t.find(whole);
            if (value != null) {
                return value;
            }
        }
        return getSlowly(table, LuaDouble.valueOf(key));
    }

    private static LuaValue getSlowly(LuaValue table, LuaValue key) {
        try {
            return table.get(key);
        } catch (LuaError error) {
            throw Operations.explained(error, table);
        }
    }

    public static void set(LuaValue table, LuaString key, LuaValue value) {
        if (!(table instanceof Table t) || !t.replace(key, value)) {
            setSlowly(table, key, value);
        }
    }

    public static void set(LuaValue table, LuaValue key, LuaValue value) {
        if (table instanceof Table t) {
            if (key instanceof LuaInteger number && t.replace(number.v, value)) {
                return;
            }
            if (key instanceof LuaString text && t.replace(text, value)) {
                return;
            }
        }
        setSlowly(table, key, value);
    }

    /** With a whole number as the key. */
    public static void set(LuaValue table, long key, LuaValue value) {
        boolean done = key == (int) key && table instanceof Table t && t.replace((int) key, value);
        if (!done) {
            setSlowly(table, LuaInteger.valueOf(key), value);
        }
    }

    /** With any number as the key. */
    public static void set(LuaValue table, double key, LuaValue value) {
        int whole = (int) key;
        boolean done = whole == key && table instanceof Table t && t.replace(whole, value);
        if (!done) {
            setSlowly(table, LuaDouble.valueOf(key), value);
        }
    }

    private static void setSlowly(LuaValue table, LuaValue key, LuaValue value) {
        try {
            table.set(key, value);
        } catch (LuaError error) {
            throw Operations.explained(error, table, key);
        }
    }

    public static LuaValue table(int entries, int fields) {
        return new Table(entries, fields);
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
