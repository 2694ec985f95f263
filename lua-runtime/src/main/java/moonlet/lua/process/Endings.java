package moonlet.lua.process;

import moonlet.lua.engine.Limits;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** How the values that a main function returned end its process (specification §2). */
final class Endings {
    private Endings() {}

    /** Why a process whose top level failed does not start. */
    static Failure notLoaded(String cause) {
        return Failure.of(ErrorKind.INTERNAL, "failed to execute script: " + cause);
    }

    /** A second value that is a string or an error makes it a failure: {@code return nil, err}. */
    static Ending of(Varargs returned, Limits limits) {
        LuaValue second = returned.arg(2);
        if (second instanceof Fault fault) {
            return new Ending.Failed(fault.failure());
        }
        if (second instanceof LuaString message) {
            return new Ending.Failed(Failure.of(ErrorKind.INTERNAL, Utf8.string(message)));
        }
        try {
            return new Ending.Returned(
                    returned.narg() == 0 ? null : Copier.result(returned.arg1(), limits));
        } catch (Copier.NotSendable tooLarge) {
            return new Ending.Failed(
                    Failure.of(ErrorKind.INVALID, "result: " + tooLarge.getMessage()));
        }
    }
}
