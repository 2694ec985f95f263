package moonlet.lua.process;

import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Retained;

import org.luaj.vm2.LuaValue;

/** What {@code payload.new(v)} gives: a value with a format; unwrapped when it is sent. */
final class PayloadValue extends Userdata implements Holder {
    private static final int BYTES = 48;

    private final LuaValue data;

    PayloadValue(LuaValue data) {
        super(PayloadModule.METATABLE);
        this.data = data;
    }

    @Override
    public long hold(Retained retained) {
        retained.add(data);
        return BYTES;
    }

    LuaValue data() {
        return data;
    }

    String format() {
        return data instanceof Fault ? PayloadModule.ERROR : PayloadModule.LUA;
    }
}
