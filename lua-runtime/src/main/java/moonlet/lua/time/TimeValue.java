package moonlet.lua.time;

import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/** A {@code Time} of Lua. */
final class TimeValue extends LuaUserdata {
    TimeValue(Moment moment, LuaValue metatable) {
        super(moment, metatable);
    }

    Moment moment() {
        return (Moment) m_instance;
    }
}
