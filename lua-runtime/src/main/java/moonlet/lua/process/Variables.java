package moonlet.lua.process;

import moonlet.protocol.Failure;

import java.util.Map;

/** The variables that an application declares (specification §11, {@code env}). */
public interface Variables {
    /** The value, or NOT_FOUND: it is not declared, or has no value. */
    Outcome<String> get(String name);

    /** Returns null, or why not. */
    Failure set(String name, String value);

    /** All that have values. */
    Map<String, String> all();
}
