package moonlet.lua.library;

import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;

import org.luaj.vm2.LuaValue;

import java.time.Clock;

/** Makes the libraries of Lua 5.2; each is made once and shared by every process of a node. */
public final class Libraries {
    private Libraries() {}

    /** {@code string}; called as a function it checks that its argument is a string. */
    public static SealedTable string() {
        return StringLibrary.table();
    }

    /** The metatable of all strings, for which {@code s:upper()} finds {@code string.upper}. */
    public static SealedTable stringMetatable(SealedTable string) {
        return new SealedTable("string metatable")
                .with("__index", string)
                .with("__metatable", LuaValue.FALSE)
                .seal();
    }

    /** {@code table}. */
    public static SealedTable table() {
        return TableLibrary.table();
    }

    /** {@code table.unpack}, which Lua 5.1 programs call as the global {@code unpack}. */
    public static Builtin unpack() {
        return TableLibrary.UNPACK;
    }

    /** {@code math}; draws random numbers from the meter of the process that asks. */
    public static SealedTable math() {
        return MathLibrary.table();
    }

    /** {@code bit32}. */
    public static SealedTable bit32() {
        return Bit32Library.table();
    }

    /** {@code os}, as far as a process may see it: time and date in the zone of {@code clock}. */
    public static SealedTable os(Clock clock) {
        return new OsLibrary(clock).table();
    }
}
