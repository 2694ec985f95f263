package moonlet.protocol;

/** How a process ended. Every monitor learns it; links learn only of a {@link Failed} one. */
public sealed interface Ending {
    /** The main function returned; {@code value} is null where it returned nothing. */
    record Returned(Payload value) implements Ending {}

    /** An error value, an uncaught error, a kill, or a node that is lost. */
    record Failed(Failure failure) implements Ending {}
}
