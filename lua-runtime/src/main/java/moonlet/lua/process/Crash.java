package moonlet.lua.process;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaError;

/** Why Lua code came to an end that it did not choose, as others see it. */
final class Crash {
    private Crash() {}

    /** What a main function did not catch. */
    static Failure of(Throwable thrown, World world) {
        return switch (thrown) {
            case LuaError error -> Fault.failure(error);
            case StackOverflowError overflow -> Fault.failure(overflow);
            case OutOfMemoryError _ -> Failure.of(ErrorKind.INTERNAL, "out of memory");
            default -> {
                world.bug(thrown);
                yield Failure.of(
                        ErrorKind.INTERNAL, "internal error: " + thrown + " (see the log)");
            }
        };
    }

    /** What the top level of a chunk did not catch. */
    static Failure ofTopLevel(Throwable thrown, World world) {
        return thrown instanceof Program.NoMethod missing
                ? Failure.of(ErrorKind.NOT_FOUND, missing.getMessage())
                : Failure.of(
                        ErrorKind.INTERNAL,
                        "failed to execute script: " + of(thrown, world).message());
    }

    /**
     * What ended a process.
     *
     * @param hasMain false if it has upgraded itself, and the top level of the new code failed
     */
    static Failure ofBody(Throwable thrown, boolean hasMain, World world) {
        if (thrown instanceof Killed end) {
            return end.why();
        }
        return hasMain ? of(thrown, world) : Upgrade.failed(ofTopLevel(thrown, world));
    }
}
