package moonlet.lua.process;

import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.Retained;
import moonlet.lua.engine.ToText;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * An error object: a userdata that stands wherever a string may, so that {@code "failed: " .. err}
 * and {@code string.find(err, "x")} work (specification §1).
 */
final class Fault extends Userdata implements Holder {
    private static final int BYTES = 120;

    private final Failure failure;
    private final LuaString text;

    Fault(Failure failure) {
        super(ErrorsModule.METATABLE);
        this.failure = failure;
        this.text = Utf8.bytes(failure.message());
    }

    @Override
    public long hold(Retained retained) {
        retained.add(text);
        if (failure.details() instanceof LuaPayload details) {
            retained.add(details.values());
            return BYTES + textBytes(failure);
        }
        return BYTES + bytes();
    }

    /** What it adds to a message. */
    long bytes() {
        return bytes(failure);
    }

    /** The same of what it would be made of. */
    static long bytes(Failure failure) {
        return textBytes(failure) + (failure.details() == null ? 0 : failure.details().bytes());
    }

    private static long textBytes(Failure failure) {
        int stack = failure.stack() == null ? 0 : failure.stack().length();
        return (long) failure.message().length() + stack;
    }

    Failure failure() {
        return failure;
    }

    /** {@code nil, err}: what a call that failed gives. */
    static Varargs results(Failure failure) {
        return varargsOf(NIL, new Fault(failure));
    }

    static Varargs results(ErrorKind kind, String message) {
        return results(Failure.of(kind, message));
    }

    /** What ended a process or a call: the error that nothing caught. */
    static Failure failure(Throwable thrown) {
        if (!(thrown instanceof LuaError error)) {
            return Failure.of(ErrorKind.INTERNAL, "stack overflow");
        }
        LuaValue value = error.getMessageObject();
        if (value instanceof Fault fault) {
            return fault.failure;
        }
        String stack = error instanceof Raised raised ? raised.traceback() : null;
        return new Failure(ErrorKind.INTERNAL, plainText(value), false, null, stack);
    }

    /** A text for any value; never runs code of the program. */
    static String plainText(LuaValue value) {
        return switch (value.type()) {
            case LuaValue.TSTRING -> Utf8.string(value.checkstring());
            case LuaValue.TNUMBER, LuaValue.TNIL, LuaValue.TBOOLEAN ->
                    Utf8.string(ToText.of(value));
            default ->
                    value instanceof Fault fault
                            ? fault.failure.message()
                            : "(error object is a " + value.typename() + " value)";
        };
    }

    @Override
    public boolean isstring() {
        return true;
    }

    @Override
    public String tojstring() {
        return failure.message();
    }

    @Override
    public String checkjstring() {
        return failure.message();
    }

    @Override
    public LuaString checkstring() {
        return text;
    }

    @Override
    public LuaString optstring(LuaString fallback) {
        return text;
    }

    @Override
    public LuaString strvalue() {
        return text;
    }

    @Override
    public LuaValue tostring() {
        return text;
    }
}
