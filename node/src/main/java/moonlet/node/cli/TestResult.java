package moonlet.node.cli;

/**
 * How one test function went.
 *
 * @param id of the function
 * @param suite its {@code meta.suite}, empty where it has none
 * @param reason why it failed; null if it passed
 */
record TestResult(String id, String suite, long millis, String reason) {
    boolean passed() {
        return reason == null;
    }

    /** The suite, or else the namespace. */
    String group() {
        return suite.isEmpty() ? id.substring(0, Math.max(0, id.indexOf(':'))) : suite;
    }

    @Override
    public String toString() {
        return passed() ? "ok " + id + " (" + millis + " ms)" : "not ok " + id + ": " + reason;
    }
}
