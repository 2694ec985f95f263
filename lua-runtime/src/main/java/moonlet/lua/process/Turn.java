package moonlet.lua.process;

/** How a turn of a process went. */
public enum Turn {
    /** It waits for a signal. */
    WAITING,
    /** Its slice is over, or a Java call blocks it: it goes on after {@link World#wake}. */
    PREEMPTED,
    /** Its code is over; {@link LuaProcess#upgrade} says what takes its place. */
    UPGRADING,
    /** It is over; {@link LuaProcess#ending} says how. */
    ENDED
}
