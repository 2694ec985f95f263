package moonlet.lua.engine;

import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * A table that no Lua code can change: libraries, module tables and the metatables of our types. It
 * is filled in Java, sealed once, and from then on shared by every process of the node.
 */
public final class SealedTable extends Table {
    private final String name;

    /**
     * @param name how errors call this table, for example {@code string}
     */
    public SealedTable(String name) {
        this.name = name;
    }

    /** Adds a value while the table is being built. */
    public SealedTable with(String key, LuaValue value) {
        rawset(Names.of(Utf8.bytes(key)), value);
        return this;
    }

    /** Adds a builtin under its own name while the table is being built. */
    public SealedTable with(Builtin builtin) {
        return with(builtin.name(), builtin);
    }

    /** Adds everything of another table while this one is being built. */
    public SealedTable withAll(LuaTable other) {
        for (LuaValue key : other.keys()) {
            rawset(key, other.rawget(key));
        }
        return this;
    }

    /** Makes calls of this table, as in {@code string(x)}, calls of {@code builtin}. */
    public SealedTable callable(Builtin builtin) {
        super.setmetatable(
                new SealedTable(name)
                        .with("__call", builtin)
                        .with("__metatable", LuaValue.FALSE)
                        .seal());
        return this;
    }

    /** From here on every change raises. */
    public SealedTable seal() {
        freeze();
        return this;
    }

    @Override
    void refuse() {
        throw new Raised("'" + name + "' is shared by all processes and cannot be changed");
    }
}
