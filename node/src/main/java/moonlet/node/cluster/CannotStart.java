package moonlet.node.cluster;

/** A node that cannot listen, or that the cluster does not take; the text says what to do. */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CannotStart(String why) {
        super(why);
    }

    /**
     * A place where the node cannot listen.
     *
     * @param what listens there
     * @param place where it was to listen
     * @param settings those that name another place
     */
    public static CannotStart listening(
            String what, ClusterSettings.Endpoint place, Throwable failed, String settings) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String why = root.getMessage() == null ? root.toString() : root.getMessage();
        return new CannotStart(
                "cannot listen on "
                        + place
                        + " for "
                        + what
                        + ": "
                        + why.replaceFirst("^\\[[^\\]]*\\] ", "") // Pekko says the place again
                        + "; name another place with "
                        + settings);
    }
}
