package moonlet.lua.process;

import moonlet.protocol.Failure;

/**
 * Ends a process from within. It is an {@link Error} so that nothing in Lua can catch it: pcall,
 * xpcall and coroutines let it through.
 */
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    private final transient Failure why;

    Killed(Failure why) {
        super(why.message(), null, false, false);
        this.why = why;
    }

    Failure why() {
        return why;
    }
}
