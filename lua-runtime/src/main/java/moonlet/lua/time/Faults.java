package moonlet.lua.time;

import moonlet.protocol.ErrorKind;

import org.luaj.vm2.Varargs;

/** Makes the error results of this module. */
@FunctionalInterface
public interface Faults {
    /** The two values {@code nil, err}. */
    Varargs fail(ErrorKind kind, String message);
}
