package moonlet.lua.engine;

/** How the functions of a chunk run; what they do is the same. */
public enum Backend {
    /** As JVM bytecode: several times faster, and a few milliseconds to make. For programs. */
    COMPILED,

    /** By a loop over Lua's own instructions: nothing to make. For text that runs once. */
    INTERPRETED
}
