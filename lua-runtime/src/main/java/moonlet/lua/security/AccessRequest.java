package moonlet.lua.security;

import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Somebody wants to do something.
 *
 * @param actor id of who wants to
 * @param actorMeta what else is known of the actor, asked for only if a condition looks at it
 * @param action such as {@code process.send}
 * @param resource what it is to be done with: a PID, a name, the id of an entry
 * @param meta what else is known of the request
 * @param work is told of characters that a condition looks through: texts come from programs
 */
public record AccessRequest(
        String actor,
        Supplier<?> actorMeta,
        String action,
        String resource,
        Map<String, ?> meta,
        LongConsumer work) {}
