package moonlet.node.cli;

import moonlet.node.OneLine;

/**
 * How one test function went, or one case of it.
 *
 * @param id of the function
 * @param caseName {@code describe > it}; empty for the function itself
 * @param suite its {@code meta.suite}, empty where it has none
 * @param reason why it failed, in one or more lines; null if it passed
 */
record TestResult(String id, String caseName, String suite, long millis, String reason) {
    boolean passed() {
        return reason == null;
    }

    /** The suite, or else the namespace. */
    String group() {
        return suite.isEmpty() ? id.substring(0, Math.max(0, id.indexOf(':'))) : suite;
    }

    /** The function, and the case where it is one. */
    String title() {
        return caseName.isEmpty() ? id : OneLine.of(id + " " + caseName);
    }

    /** The first line of the reason. */
    String headline() {
        return reason.lines().findFirst().orElse("");
    }

    @Override
    public String toString() {
        return passed()
                ? "ok " + title() + " (" + millis + " ms)"
                : "not ok " + title() + ": " + reason.replace("\n", "\n    ");
    }
}
