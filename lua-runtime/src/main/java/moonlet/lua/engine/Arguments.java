package moonlet.lua.engine;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Reads the arguments of a builtin as the Lua manual asks, and raises {@code bad argument #n to
 * 'name' (...)} where one does not fit.
 */
public final class Arguments {
    private Arguments() {}

    /** Any value, which must be there; nil counts, nothing does not. */
    public static LuaValue any(Varargs args, int index) {
        if (args.narg() < index) {
            throw bad(index, "value expected");
        }
        return args.arg(index);
    }

    /** A string, or a number as its text. */
    public static LuaString string(Varargs args, int index) {
        LuaValue value = args.arg(index);
        if (value instanceof LuaString string) {
            return string;
        }
        if (value instanceof LuaNumber) {
            return Numbers.text(value);
        }
        if (value.isuserdata() && value.isstring()) {
            return value.checkstring();
        }
        throw expected(args, index, "string");
    }

    /** As {@link #string}, or {@code fallback} for nil. */
    public static LuaString string(Varargs args, int index, LuaString fallback) {
        return args.arg(index).isnil() ? fallback : string(args, index);
    }

    /** A number, or a string that reads as one. */
    public static LuaValue number(Varargs args, int index) {
        LuaValue number = numberOrNil(args.arg(index));
        if (number.isnil()) {
            throw expected(args, index, "number");
        }
        return number;
    }

    /** A number, or a string that reads as one, as a number; nil for any other value. */
    public static LuaValue numberOrNil(LuaValue value) {
        if (value instanceof LuaNumber) {
            return value;
        }
        return value instanceof LuaString text ? Numeral.parse(text) : LuaValue.NIL;
    }

    /** A number as a double. */
    public static double real(Varargs args, int index) {
        return number(args, index).todouble();
    }

    /** A number cut to a whole one, as C casts it. */
    public static long integer(Varargs args, int index) {
        LuaValue value = number(args, index);
        return value.isinttype() ? value.toint() : (long) value.todouble();
    }

    /** As {@link #integer(Varargs, int)}, or {@code fallback} for nil. */
    public static long integer(Varargs args, int index, long fallback) {
        return args.arg(index).isnil() ? fallback : integer(args, index);
    }

    public static LuaTable table(Varargs args, int index) {
        if (args.arg(index) instanceof LuaTable table) {
            return table;
        }
        throw expected(args, index, "table");
    }

    public static LuaFunction function(Varargs args, int index) {
        if (args.arg(index) instanceof LuaFunction function) {
            return function;
        }
        throw expected(args, index, "function");
    }

    /** A value of a Java class that stands behind a Lua userdata. */
    public static <T> T instance(Varargs args, int index, Class<T> type, String name) {
        LuaValue value = args.arg(index);
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw expected(args, index, name);
    }

    /** The error for an argument of the right type with a wrong value. */
    public static RuntimeException bad(int index, String text) {
        return new BadArgument(index, text);
    }

    /** The error for an argument of a wrong type. */
    public static RuntimeException expected(Varargs args, int index, String what) {
        String found = index > args.narg() ? "no value" : args.arg(index).typename();
        return bad(index, what + " expected, got " + found);
    }
}
