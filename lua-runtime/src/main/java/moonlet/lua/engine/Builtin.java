package moonlet.lua.engine;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A Lua function written in Java. It has no state of its own and is shared by all processes; what
 * it needs of the running process it gets from {@link Meter#current()}.
 */
public final class Builtin extends LuaFunction {
    /** What a builtin does: arguments in, results out; raises with {@link Raised}. */
    @FunctionalInterface
    public interface Body {
        Varargs call(Varargs args);
    }

    private final String name;
    private final Body body;

    /**
     * @param name as errors show it, without its table: {@code upper}
     */
    public Builtin(String name, Body body) {
        this.name = name;
        this.body = body;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Varargs invoke(Varargs args) {
        try {
            return body.call(args);
        } catch (Raised raised) {
            throw raised;
        } catch (LuaError plain) {
            // An operator failed inside this builtin, not in Lua code, so there is no line to name.
            throw new Raised(plain.getMessageObject(), 0);
        } catch (BadArgument bad) {
            throw new Raised(
                    "bad argument #" + bad.index + " to '" + name + "' (" + bad.getMessage() + ")");
        }
    }

    @Override
    public LuaValue call() {
        return invoke(NONE).arg1();
    }

    @Override
    public LuaValue call(LuaValue a) {
        return invoke(a).arg1();
    }

    @Override
    public LuaValue call(LuaValue a, LuaValue b) {
        return invoke(varargsOf(a, b)).arg1();
    }

    @Override
    public LuaValue call(LuaValue a, LuaValue b, LuaValue c) {
        return invoke(varargsOf(a, b, c)).arg1();
    }

    @Override
    public String tojstring() {
        return "builtin: " + name;
    }
}
