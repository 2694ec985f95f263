package moonlet.lua.engine;

import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * A table that no Lua code can change: libraries, module tables and the metatables of our types. It
 * is filled in Java, sealed once, and from then on shared by every process of the node.
 */
public final class SealedTable extends LuaTable {
    private final String name;
    private boolean sealed;

    /**
     * @param name how errors call this table, for example {@code string}
     */
    public SealedTable(String name) {
        this.name = name;
    }

    /** Adds a value while the table is being built. */
    public SealedTable with(String key, LuaValue value) {
        rawset(Utf8.bytes(key), value);
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
        sealed = true;
        return this;
    }

    @Override
    public void rawset(int key, LuaValue value) {
        checkOpen();
        super.rawset(key, value);
    }

    @Override
    public void rawset(LuaValue key, LuaValue value) {
        checkOpen();
        super.rawset(key, value);
    }

    @Override
    public void hashset(LuaValue key, LuaValue value) {
        checkOpen();
        super.hashset(key, value);
    }

    @Override
    public LuaValue setmetatable(LuaValue metatable) {
        checkOpen();
        return super.setmetatable(metatable);
    }

    @Override
    public void presize(int arraySize) {
        checkOpen();
        super.presize(arraySize);
    }

    @Override
    public void sort(LuaValue comparator) {
        checkOpen();
        super.sort(comparator);
    }

    @Override
    public void insert(int position, LuaValue value) {
        checkOpen();
        super.insert(position, value);
    }

    @Override
    public LuaValue remove(int position) {
        checkOpen();
        return super.remove(position);
    }

    private void checkOpen() {
        if (sealed) {
            throw new Raised("'" + name + "' is shared by all processes and cannot be changed");
        }
    }
}
