package moonlet.lua.process;

import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.SealedTable;

import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/** A Java object as Lua sees it: methods, no fields, and nothing that a program can change. */
abstract class Userdata extends LuaUserdata {
    Userdata(SealedTable metatable) {
        super(null, metatable);
        m_instance = this;
    }

    /**
     * The metatable of a type: its methods, its text, and no way to get at the metatable itself.
     */
    static SealedTable metatable(SealedTable methods, Builtin... metamethods) {
        SealedTable metatable =
                new SealedTable("metatable")
                        .with("__index", methods.seal())
                        .with("__metatable", FALSE);
        for (Builtin metamethod : metamethods) {
            metatable.with(metamethod);
        }
        return metatable.seal();
    }

    @Override
    public LuaValue setmetatable(LuaValue metatable) {
        throw new Raised("cannot change a protected metatable");
    }

    @Override
    public void set(LuaValue key, LuaValue value) {
        throw new Raised("attempt to set a field of a userdata value");
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }
}
