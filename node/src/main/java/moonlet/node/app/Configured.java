package moonlet.node.app;

import java.util.List;

/**
 * The configuration as it was read; to be used only where {@code problems} is empty.
 *
 * @param problems all mistakes, by file and line
 */
public record Configured(Configuration configuration, List<Problem> problems) {}
