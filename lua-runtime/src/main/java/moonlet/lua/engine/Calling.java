package moonlet.lua.engine;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.TailcallVarargs;
import org.luaj.vm2.Varargs;

/**
 * Calls and their arguments and results, as compiled code does it. Public for generated classes.
 */
public final class Calling {
    private Calling() {}

    /**
     * What to call when the program calls {@code value}. As in Lua 5.2 a metamethod has to be a
     * function: tables that call each other could go in a circle.
     */
    public static LuaFunction function(LuaValue value) {
        return value instanceof LuaFunction function ? function : callable(value);
    }

    private static LuaFunction callable(LuaValue value) {
        if (!(value.metatag(LuaValue.CALL) instanceof LuaFunction handler)) {
            throw new OperandFault("attempt to call a " + value.typename() + " value", value);
        }
        return new Called(value, handler);
    }

    /**
     * Runs after the caller has returned, so that chains of such calls need no Java stack. A
     * builtin runs at once: its errors belong to the line that called it.
     */
    public static Varargs tailCall(LuaFunction function, Varargs args) {
        LuaValue code = function instanceof Called called ? called.handler : function;
        return code instanceof Builtin
                ? function.invoke(args)
                : new TailcallVarargs(function, args);
    }

    public static Varargs values(LuaValue a, LuaValue b) {
        return LuaValue.varargsOf(a, b);
    }

    /** For a generic {@code for}, whose errors do not name what is called. */
    public static Varargs iterate(LuaValue function, LuaValue state, LuaValue control) {
        try {
            return function.invoke(LuaValue.varargsOf(state, control));
        } catch (LuaError error) {
            throw Operations.explained(error, function);
        }
    }

    /** A value with a metamethod {@code __call}. */
    private static final class Called extends LuaFunction {
        private final LuaValue value;
        private final LuaFunction handler;

        private Called(LuaValue value, LuaFunction handler) {
            this.value = value;
            this.handler = handler;
        }

        @Override
        public LuaValue call() {
            return handler.call(value);
        }

        @Override
        public LuaValue call(LuaValue a) {
            return handler.call(value, a);
        }

        @Override
        public LuaValue call(LuaValue a, LuaValue b) {
            return handler.call(value, a, b);
        }

        @Override
        public LuaValue call(LuaValue a, LuaValue b, LuaValue c) {
            return invoke(LuaValue.varargsOf(a, b, c)).arg1();
        }

        @Override
        public Varargs invoke(Varargs args) {
            return onInvoke(args).eval();
        }

        @Override
        public Varargs onInvoke(Varargs args) {
            return handler.onInvoke(LuaValue.varargsOf(value, args));
        }
    }
}
