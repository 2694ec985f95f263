package moonlet.lua.process;

import moonlet.protocol.Failure;

/**
 * Ends the code of a process from within. It is an {@link Error} so that nothing in Lua can catch
 * it: pcall, xpcall and coroutines let it through.
 */
sealed class Killed extends Error permits Upgrading {
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
