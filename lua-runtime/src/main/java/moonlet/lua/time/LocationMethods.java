package moonlet.lua.time;

import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;

import org.luaj.vm2.LuaValue;

/** What Lua can do with a {@code Location}. */
final class LocationMethods {
    private LocationMethods() {}

    static SealedTable metatable() {
        var methods = new SealedTable("Location").with(name("string"));
        return new SealedTable("Location")
                .with("__index", methods.seal())
                .with("__metatable", LuaValue.FALSE)
                .with(name("__tostring"))
                .seal();
    }

    private static Builtin name(String method) {
        return new Builtin(
                method, args -> ByteText.toLua(TimeValues.locationArgument(args, 1).name()));
    }
}
