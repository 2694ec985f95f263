package moonlet.lua.engine;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A Lua function written in Java. It has no state of its own and is shared by all processes; what
 * it needs of the running process it gets from {@link Meter#current()}.
 */
public final class Builtin extends LuaFunction implements Holder {
    /** What a builtin does: arguments in, results out; raises with {@link Raised}. */
    @FunctionalInterface
    public interface Body {
        Varargs call(Varargs args);
    }

    private static final int BYTES = 40;
    private static final int ARGUMENTS_PER_REDUCTION = 16;

    private final String name;
    private final Body body;
    private final Object held; // what the body keeps for one process; null for most

    /**
     * @param name as errors show it, without its table: {@code upper}
     */
    public Builtin(String name, Body body) {
        this(name, body, null);
    }

    /**
     * One that belongs to a process, because of what it remembers.
     *
     * @param held what the body keeps in memory
     */
    public Builtin(String name, Body body, Object held) {
        this.name = name;
        this.body = body;
        this.held = held;
    }

    @Override
    public long hold(Retained retained) {
        retained.add(held);
        return held == null ? 0 : BYTES;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Varargs invoke(Varargs args) {
        try {
            int count = args.narg();
            if (count > ARGUMENTS_PER_REDUCTION) {
                Meter.current().charge(count / ARGUMENTS_PER_REDUCTION);
            }
            return body.call(args);
        } catch (Raised raised) {
            throw raised.passesBuiltin();
        } catch (LuaError plain) {
            // An operator failed inside this builtin, not in Lua code, so there is no line to name.
            throw new Raised(plain.getMessageObject(), 0);
        } catch (BadArgument bad) {
            throw new Raised(bad, name).passesBuiltin();
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
