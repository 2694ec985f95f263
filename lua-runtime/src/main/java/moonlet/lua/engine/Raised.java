package moonlet.lua.engine;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

import java.util.function.Supplier;

/**
 * A Lua error on its way to the nearest {@code pcall}. The position {@code file:line:} is put in
 * front of a text while the error passes the Lua functions it belongs to (Lua 5.2 manual, {@code
 * error}).
 */
public final class Raised extends LuaError {
    private static final long serialVersionUID = 1L;

    private transient LuaValue value;
    private transient BadArgument argument; // what is to be told once its function has a name
    private boolean onItsWay; // has left the function that raised it
    private int level;
    private final StringBuilder traceback = new StringBuilder();

    /**
     * @param value what {@code pcall} gives to the program
     * @param level whose position goes in front of a text: 1 is the function that raised, 2 its
     *     caller, 0 none
     */
    public Raised(LuaValue value, int level) {
        super((String) null); // getMessage says it
        boolean positioned = level > 0 && value.isstring() && !value.isuserdata();
        this.value = positioned ? ToText.of(value) : value;
        this.level = positioned ? level : 0;
    }

    /** A text raised by a builtin; gets the position of the Lua code that called it. */
    public Raised(String message) {
        this(Utf8.bytes(message), 1);
    }

    /** A builtin was given a wrong argument; {@code name} is its own, for want of another. */
    Raised(BadArgument argument, String name) {
        this(argument.told(name));
        this.argument = argument;
    }

    /** Says how the call that led here names the builtin that was given a wrong argument. */
    void calledAs(Supplier<VariableName.Found> call) {
        VariableName.Found name = argument == null ? null : call.get();
        if (name != null && !name.isUnknown()) {
            value = Utf8.bytes(argument.told(name));
        }
        argument = null;
    }

    /** Called once by each builtin that this error leaves; builtins have no lines. */
    Raised passesBuiltin() {
        if (onItsWay) {
            level = Math.max(0, level - 1);
            argument = null;
        }
        onItsWay = true;
        return this;
    }

    /** Called once by each Lua function that this error leaves, innermost first. */
    void passes(String source, int line) {
        onItsWay = true;
        if (level > 0 && --level == 0) {
            value = Utf8.bytes(source + ":" + line + ": " + getMessage());
        }
        if (traceback.length() < 4096) {
            traceback.append(source).append(':').append(line).append('\n');
        }
    }

    @Override
    public LuaValue getMessageObject() {
        return value;
    }

    @Override
    public String getMessage() {
        LuaString text = ToText.ifString(value);
        return text == null ? "(a " + value.typename() + ")" : Utf8.string(text);
    }

    /** The positions that the error passed so far, innermost first, a line each. */
    public String traceback() {
        return traceback.toString();
    }

    /** Errors are values in Lua; a Java stack trace for each would cost far more than the error. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
