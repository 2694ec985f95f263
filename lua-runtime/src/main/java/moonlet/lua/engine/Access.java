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

    // The fast paths: null or false is for the slow path below, which each place in the program
    // has of its own, so that the JIT compiler sees where it is never taken.

    public static LuaValue find(LuaValue table, LuaString key) {
        return table instanceof Table t ? t.findNear(key) : null;
    }

    /** With the globals as the table, mostly. */
    public static LuaValue findGlobal(LuaValue table, LuaString key) {
        return table instanceof Env env ? env.findGlobal(key) : find(table, key);
    }

    /** With a method as what is wanted, mostly. */
    public static LuaValue findMethod(LuaValue table, LuaString key) {
        return table instanceof Table t ? t.findMethod(key) : null;
    }

    public static LuaValue find(LuaValue table, LuaValue key) {
        if (table instanceof Table t) {
            if (key instanceof LuaInteger number) {
                return t.findInList(number.v);
            }
            if (key instanceof LuaString text) {
                return t.findNear(text);
            }
        }
        return null;
    }

    /** With a whole number as the key. */
    public static LuaValue find(LuaValue table, long key) {
        return table instanceof Table t && key == (int) key ? t.findInList((int) key) : null;
    }

    /** With any number as the key. */
    public static LuaValue find(LuaValue table, double key) {
        int whole = (int) key;
        return whole == key && table instanceof Table t ? t.findInList(whole) : null;
    }

    public static boolean replace(LuaValue table, LuaString key, LuaValue value) {
        return table instanceof Table t && t.replaceNear(key, value);
    }

    public static boolean replace(LuaValue table, LuaValue key, LuaValue value) {
        if (table instanceof Table t) {
            if (key instanceof LuaInteger number) {
                return t.replace(number.v, value);
            }
            if (key instanceof LuaString text) {
                return t.replaceNear(text, value);
            }
        }
        return false;
    }

    /** With a whole number as the key. */
    public static boolean replace(LuaValue table, long key, LuaValue value) {
        return table instanceof Table t && key == (int) key && t.replace((int) key, value);
    }

    /** With any number as the key. */
    public static boolean replace(LuaValue table, double key, LuaValue value) {
        int whole = (int) key;
        return whole == key && table instanceof Table t && t.replace(whole, value);
    }

    public static LuaValue get(LuaValue table, LuaString key) {
        try {
            if (table instanceof Table t) {
                LuaValue value = t.find(key);
                return value != null ? value : t.missing(key);
            }
            return table.get(key);
        } catch (LuaError error) {
            throw Operations.explained(error, table);
        }
    }

    public static LuaValue get(LuaValue table, LuaValue key) {
        try {
            return table.get(key);
        } catch (LuaError error) {
            throw Operations.explained(error, table);
        }
    }

    public static LuaValue get(LuaValue table, long key) {
        return get(table, (LuaValue) LuaInteger.valueOf(key));
    }

    public static LuaValue get(LuaValue table, double key) {
        return get(table, (LuaValue) LuaDouble.valueOf(key));
    }

    public static void set(LuaValue table, LuaString key, LuaValue value) {
        if (!(table instanceof Table t) || !t.replace(key, value)) {
            set(table, (LuaValue) key, value);
        }
    }

    public static void set(LuaValue table, LuaValue key, LuaValue value) {
        try {
            table.set(key, value);
        } catch (LuaError error) {
            throw Operations.explained(error, table, key);
        }
    }

    public static void set(LuaValue table, long key, LuaValue value) {
        set(table, (LuaValue) LuaInteger.valueOf(key), value);
    }

    public static void set(LuaValue table, double key, LuaValue value) {
        set(table, (LuaValue) LuaDouble.valueOf(key), value);
    }

    public static LuaValue table(int entries, int fields, CompiledFunction caller) {
        return Table.create(entries, fields, caller.meter);
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
