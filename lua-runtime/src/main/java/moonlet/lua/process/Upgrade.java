package moonlet.lua.process;

import moonlet.lua.engine.Limits;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;

/**
 * What a process asks for with {@code process.upgrade}.
 *
 * @param entry id of the code that is to take the place of what runs; null for that of its own
 *     entry, as it is now
 * @param arguments for the main function of that code
 */
public record Upgrade(String entry, Payload arguments) {
    /**
     * The process that asked, with its new code, which has not run yet. It has the same PID and
     * world, what it has not read, and its options; all else of the old code is gone.
     *
     * @param limits of the new code; not smaller than the arguments
     */
    public LuaProcess of(LuaProcess before, Program code, Limits limits, Fibers fibers) {
        LuaProcess after = new LuaProcess(before.pid(), code, limits, before.world());
        after.mailbox().inherit(before.mailbox());
        after.lifeEvents().inherit(before.lifeEvents());
        after.calls().inherit(before.calls());
        after.tickets().inherit(before.tickets());
        after.allocate(arguments.bytes());
        after.start(fibers, arguments);
        after.begin();
        return after;
    }

    /** How a process ends that cannot get the code it asked for. */
    public static Failure failed(Failure why) {
        return Failure.of(why.kind(), "upgrade: " + why.message());
    }
}
