package moonlet.lua.time;

import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/** A {@code Duration} of Lua: a count of nanoseconds that never changes. */
final class DurationValue extends LuaUserdata {
    DurationValue(long nanos, LuaValue metatable) {
        super(nanos, metatable);
    }

    long nanos() {
        return (Long) m_instance;
    }

    @Override
    public String tojstring() {
        return DurationText.format(nanos());
    }
}
