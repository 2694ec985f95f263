package moonlet.lua.time;

import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/** A {@code Location} of Lua. */
final class LocationValue extends LuaUserdata {
    LocationValue(Location location, LuaValue metatable) {
        super(location, metatable);
    }

    Location location() {
        return (Location) m_instance;
    }
}
