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
     * Most likely a number, in a {@code double}, with a {@code LuaValue} that is its box or null if
     * it has none yet; or else any value, and the double is NaN, which sends every operator to its
     * slow path. What operators leave that could have met a metamethod, and what tables give to
     * them.
     */
    PAIR;

    boolean isNumber() {
        return this == LONG || this == DOUBLE;
    }
}
