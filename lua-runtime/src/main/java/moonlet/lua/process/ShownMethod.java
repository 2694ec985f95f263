package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Concat;
import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Raised;
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
                    .with(new Builtin("__concat", ShownMethod::concat))
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

    private static LuaValue concat(Varargs args) {
        return Concat.of(shown(args.arg1()), shown(args.arg(2)));
    }

    private static LuaString shown(LuaValue value) {
        if (value instanceof ShownMethod method) {
            return ToText.of(method.value);
        }
        LuaString text = ToText.ifString(value);
        if (text == null) {
            throw new Raised("attempt to concatenate a " + value.typename() + " value");
        }
        return text;
    }
}
