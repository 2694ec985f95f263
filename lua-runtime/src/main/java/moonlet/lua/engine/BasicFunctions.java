package moonlet.lua.engine;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The basic functions of the Lua 5.2 manual §6.1 that are safe in a process: no {@code dofile},
 * {@code loadfile} or {@code collectgarbage}; {@code load} takes text only. {@code print} belongs
 * to the process.
 */
public final class BasicFunctions {
    private static final LuaString COUNT = Utf8.bytes("#");
    private static final LuaString METATABLE = LuaValue.METATABLE;
    private static final Builtin NEXT =
            new Builtin("next", args -> Arguments.table(args, 1).next(args.arg(2)));
    private static final Builtin INEXT = new Builtin("inext", BasicFunctions::inext);

    private BasicFunctions() {}

    /** Adds the basic functions to the table of globals that is being built. */
    public static SealedTable fill(SealedTable globals) {
        return globals.with("_VERSION", LuaValue.valueOf("Lua 5.2"))
                .with("_G", Env.bound(env -> env))
                .with("load", Env.bound(Loading::loader))
                .with(new Builtin("assert", BasicFunctions::assertTrue))
                .with(new Builtin("error", BasicFunctions::raise))
                .with(new Builtin("getmetatable", BasicFunctions::getMetatable))
                .with(new Builtin("ipairs", BasicFunctions::ipairs))
                .with(NEXT)
                .with(new Builtin("pairs", BasicFunctions::pairs))
                .with(new Builtin("pcall", BasicFunctions::pcall))
                .with(new Builtin("rawequal", BasicFunctions::rawEqual))
                .with(new Builtin("rawget", BasicFunctions::rawGet))
                .with(new Builtin("rawlen", BasicFunctions::rawLength))
                .with(new Builtin("rawset", BasicFunctions::rawSet))
                .with(new Builtin("select", BasicFunctions::select))
                .with(new Builtin("setmetatable", BasicFunctions::setMetatable))
                .with(new Builtin("tonumber", Casts::toNumber))
                .with(new Builtin("tostring", args -> ToText.of(Arguments.any(args, 1))))
                .with(new Builtin("type", args -> type(Arguments.any(args, 1))))
                .with(new Builtin("xpcall", BasicFunctions::xpcall))
                .with(new Builtin("number", Casts::number))
                .with(new Builtin("integer", Casts::integer))
                .with(new Builtin("boolean", Casts::bool));
    }

    private static LuaString type(LuaValue value) {
        return LuaValue.valueOf(value.typename());
    }

    private static Varargs assertTrue(Varargs args) {
        if (args.arg1().toboolean()) {
            return args;
        }
        throw args.narg() > 1 ? new Raised(args.arg(2), 0) : new Raised("assertion failed!");
    }

    private static Varargs raise(Varargs args) {
        throw new Raised(args.arg1(), (int) Arguments.integer(args, 2, 1));
    }

    private static LuaValue getMetatable(Varargs args) {
        LuaValue metatable = Arguments.any(args, 1).getmetatable();
        if (metatable == null) {
            return LuaValue.NIL;
        }
        LuaValue shown = metatable.rawget(METATABLE);
        return shown.isnil() ? metatable : shown;
    }

    private static LuaValue setMetatable(Varargs args) {
        LuaTable table = Arguments.table(args, 1);
        LuaValue metatable = args.arg(2);
        if (args.narg() < 2 || !metatable.isnil() && !metatable.istable()) {
            throw Arguments.bad(2, "nil or table expected");
        }
        LuaValue current = table.getmetatable();
        if (current != null && !current.rawget(METATABLE).isnil()) {
            throw new Raised("cannot change a protected metatable");
        }
        return table.setmetatable(metatable.isnil() ? null : metatable);
    }

    private static Varargs pairs(Varargs args) {
        Varargs own = iteration(args, "__pairs");
        return own != null ? own : LuaValue.varargsOf(NEXT, Arguments.table(args, 1), LuaValue.NIL);
    }

    private static Varargs ipairs(Varargs args) {
        Varargs own = iteration(args, "__ipairs");
        return own != null
                ? own
                : LuaValue.varargsOf(INEXT, Arguments.table(args, 1), LuaValue.ZERO);
    }

    /** The three values that a metamethod of the first argument gives, or null without one. */
    private static Varargs iteration(Varargs args, String metamethod) {
        LuaValue value = args.arg1();
        LuaValue meta = value.metatag(LuaValue.valueOf(metamethod));
        if (meta.isnil()) {
            return null;
        }
        Varargs results = meta.invoke(value);
        return LuaValue.varargsOf(results.arg1(), results.arg(2), results.arg(3));
    }

    private static Varargs inext(Varargs args) {
        int index = (int) Arguments.integer(args, 2) + 1;
        LuaValue value = Arguments.table(args, 1).rawget(index);
        return value.isnil() ? LuaValue.NIL : LuaValue.varargsOf(LuaValue.valueOf(index), value);
    }

    private static LuaValue rawEqual(Varargs args) {
        return LuaValue.valueOf(Equality.raw(Arguments.any(args, 1), Arguments.any(args, 2)));
    }

    private static LuaValue rawGet(Varargs args) {
        return Arguments.table(args, 1).rawget(Arguments.any(args, 2));
    }

    private static LuaValue rawLength(Varargs args) {
        LuaValue value = args.arg1();
        if (!value.istable() && value.type() != LuaValue.TSTRING) {
            throw Arguments.bad(1, "table or string expected");
        }
        return LuaValue.valueOf(value.rawlen());
    }

    private static LuaValue rawSet(Varargs args) {
        LuaTable table = Arguments.table(args, 1);
        LuaValue key = Arguments.any(args, 2);
        if (key.isnil() || !key.isvalidkey()) {
            String fault = key.isnil() ? "table index is nil" : "table index is NaN";
            throw new Raised(LuaValue.valueOf(fault), 0);
        }
        table.rawset(key, Arguments.any(args, 3));
        return table;
    }

    private static Varargs select(Varargs args) {
        LuaValue which = args.arg1();
        if (which.raweq(COUNT)) {
            return LuaValue.valueOf(args.narg() - 1);
        }
        long n = Arguments.integer(args, 1);
        long first = n < 0 ? args.narg() + n + 1 : n + 1;
        if (n == 0 || first < 2) {
            throw Arguments.bad(1, "index out of range");
        }
        return first > args.narg() ? LuaValue.NONE : args.subargs((int) first);
    }

    private static Varargs pcall(Varargs args) {
        LuaValue function = Arguments.any(args, 1);
        try {
            return LuaValue.varargsOf(
                    LuaValue.TRUE, Calling.function(function).invoke(args.subargs(2)));
        } catch (LuaError error) {
            return LuaValue.varargsOf(LuaValue.FALSE, error.getMessageObject());
        } catch (StackOverflowError overflow) {
            return LuaValue.varargsOf(LuaValue.FALSE, LuaValue.valueOf("stack overflow"));
        }
    }

    private static Varargs xpcall(Varargs args) {
        LuaValue handler = Arguments.any(args, 2);
        try {
            return LuaValue.varargsOf(
                    LuaValue.TRUE, Calling.function(args.arg1()).invoke(args.subargs(3)));
        } catch (LuaError error) {
            return LuaValue.varargsOf(LuaValue.FALSE, handle(handler, error.getMessageObject()));
        } catch (StackOverflowError overflow) {
            return LuaValue.varargsOf(
                    LuaValue.FALSE, handle(handler, LuaValue.valueOf("stack overflow")));
        }
    }

    private static LuaValue handle(LuaValue handler, LuaValue error) {
        try {
            return handler.call(error);
        } catch (LuaError inHandler) {
            return inHandler.getMessageObject();
        }
    }
}
