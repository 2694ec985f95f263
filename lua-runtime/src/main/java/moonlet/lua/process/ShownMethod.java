package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Retained;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.ToText;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A method without arguments that can also be printed, as if it were a field with its value. */
final class ShownMethod extends Userdata implements Holder {
    private static final int BYTES = 48;

    private static final SealedTable METATABLE =
            new SealedTable("method")
                    .with(new Builtin("__call", args -> self(args, 1).value))
                    .with(new Builtin("__tostring", args -> ToText.of(self(args, 1).value)))
                    .with(Concatenation.of(ShownMethod::shown))
                    .with("__metatable", FALSE)
                    .seal();

    private final LuaValue value;

    ShownMethod(LuaValue value) {
        super(METATABLE);
        this.value = value;
    }

    @Override
    public long hold(Retained retained) {
        retained.add(value);
        return BYTES;
    }

    @Override
    public LuaValue call(LuaValue self) {
        return value;
    }

    private static ShownMethod self(Varargs args, int index) {
        return Arguments.instance(args, index, ShownMethod.class, "method");
    }

    private static LuaString shown(LuaValue value) {
        return value instanceof ShownMethod method ? ToText.of(method.value) : null;
    }
}
