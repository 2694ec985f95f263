package moonlet.lua.engine.compiled;

/** How the value of a Lua register is kept in JVM locals at some instruction. */
enum Kind {
    /** A {@code LuaValue}. */
    BOXED,

    /** A whole number that is exact as a double too, in a {@code long}. */
    LONG,

    /** A number in a {@code double}. */
    DOUBLE,

    /**
     * Most likely a number: null, and the number is in a {@code double}; or else a {@code
     * LuaValue}, and the double is NaN, which sends every operator to its slow path. What operators
     * leave that could have met a metamethod.
     */
    PAIR;

    boolean isNumber() {
        return this == LONG || this == DOUBLE;
    }
}
