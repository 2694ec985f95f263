package moonlet.lua.process;

import org.luaj.vm2.LuaValue;

/** What {@code payload.new(v)} gives: a value with a format; unwrapped when it is sent. */
final class PayloadValue extends Userdata {
    private final LuaValue data;

    PayloadValue(LuaValue data) {
        super(PayloadModule.METATABLE);
        this.data = data;
    }

    LuaValue data() {
        return data;
    }

    String format() {
        return data instanceof Fault ? PayloadModule.ERROR : PayloadModule.LUA;
    }
}
