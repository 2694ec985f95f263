package moonlet.node.service;

/** Where a supervised service is in its life. */
public enum ServiceState {
    /** It has not been started here: it waits for others, or runs on another node, if at all. */
    UNKNOWN("Unknown"),
    /** The top level of its chunk runs. */
    STARTING("Starting"),
    RUNNING("Running"),
    /** It was asked to end. */
    STOPPING("Stopping"),
    /** It ended because it was asked to, or was not to start again. */
    STOPPED("Stopped"),
    /** It ended with an error, or could not start; it may be about to start again. */
    FAILED("Failed"),
    /** It returned. */
    EXITED("Exited");

    private final String label;

    ServiceState(String label) {
        this.label = label;
    }

    /** Whether there is no process. */
    boolean isAtRest() {
        return switch (this) {
            case STARTING, RUNNING, STOPPING -> false;
            case UNKNOWN, STOPPED, FAILED, EXITED -> true;
        };
    }

    @Override
    public String toString() {
        return label;
    }
}
