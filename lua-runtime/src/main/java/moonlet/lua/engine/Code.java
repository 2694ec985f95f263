package moonlet.lua.engine;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.UpValue;

/** One Lua function of a source text: immutable, and shared by all processes that run it. */
@FunctionalInterface
public interface Code {
    /** A function value of one process: this code, the variables it sees, and who pays. */
    LuaFunction close(UpValue[] captured, Meter meter);
}
