package moonlet.node.app;

import java.util.List;

/**
 * An application folder as it was read.
 *
 * @param application what could be read; to be started only where {@code problems} is empty
 * @param problems all mistakes, by file and line
 * @param warnings what was skipped, by file and line
 */
public record Loaded(Application application, List<Problem> problems, List<Problem> warnings) {}
