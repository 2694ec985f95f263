package moonlet.lua.engine;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** An operator of compiled code failed: what it was given, for {@link Blame} to name. */
final class OperandFault extends LuaError {
    private static final long serialVersionUID = 1L;

    private final transient LuaValue[] operands;

    OperandFault(String message, LuaValue... operands) {
        super(message);
        this.operands = operands;
    }

    LuaValue[] operands() {
        return operands;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
