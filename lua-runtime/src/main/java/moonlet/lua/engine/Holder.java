package moonlet.lua.engine;

/** Something that keeps Lua values in memory. */
public interface Holder {
    /** Adds all that this keeps to what is retained, and returns its own size in bytes. */
    long hold(Retained retained);
}
