package moonlet.lua.engine;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * The method call {@code v:data()} on a value that has no field of that name, nil included: it
 * answers v. So programs work that take what they received for a wrapped value (specification §12
 * #2). Reading the field {@code v.data} sees nothing of it.
 */
public final class DataMethod {
    private static final LuaString NAME = Utf8.bytes("data");
    private static final LuaFunction ITSELF = new Builtin("data", args -> args.arg1());

    private DataMethod() {}

    /** Whether a method of this name is looked up here. */
    public static boolean isNamed(LuaValue key) {
        return key instanceof LuaString text && text.raweq(NAME);
    }

    /** The method of that name; public for generated classes. */
    public static LuaValue of(LuaValue value) {
        boolean hasFields =
                value instanceof LuaTable
                        || value instanceof LuaString
                        || value.getmetatable() != null;
        LuaValue method = hasFields ? Access.get(value, NAME) : LuaValue.NIL;
        return method.isnil() ? ITSELF : method;
    }
}
