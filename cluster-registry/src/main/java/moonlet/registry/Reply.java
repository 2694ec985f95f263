package moonlet.registry;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

/**
 * What a question about a name comes to: exactly one of the two is not null, but for {@link
 * #LATER}.
 *
 * @param pid the process that it is about: who holds the name, or held it until now
 * @param failure why there is none
 */
public record Reply(Pid pid, Failure failure) {
    /** {@link NameEffects#answered} follows. */
    public static final Reply LATER = new Reply(null, null);

    static final Reply TAKEN = failed(ErrorKind.ALREADY_EXISTS, "name already registered");
    static final Reply FREE = failed(ErrorKind.NOT_FOUND, "name not registered");
    static final Reply ENDED = failed(ErrorKind.NOT_FOUND, "pid not registered");

    static Reply of(Pid pid) {
        return new Reply(pid, null);
    }

    static Reply failed(ErrorKind kind, String text) {
        return new Reply(null, Failure.of(kind, text));
    }
}
