package moonlet.lua.engine;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.UpValue;

/** The registers of one running Lua function, and the cells of those that closures captured. */
final class Frame {
    final LuaValue[] stack;
    private final UpValue[] captured; // by register; null where none is captured
    int pc;

    Frame(LuaValue[] stack, UpValue[] captured) {
        this.stack = stack;
        this.captured = captured;
    }

    UpValue capture(int register) {
        if (captured[register] == null) {
            captured[register] = new UpValue(stack, register);
        }
        return captured[register];
    }

    /** Cuts the captured registers from {@code from} on loose: their scope ends. */
    void close(int from) {
        for (int register = from; register < captured.length; register++) {
            if (captured[register] != null) {
                captured[register].close();
                captured[register] = null;
                stack[register] = LuaValue.NIL;
            }
        }
    }
}
