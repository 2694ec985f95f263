package moonlet.node.app;

/**
 * Where something is written.
 *
 * @param file relative to the application folder, with slashes
 * @param line from 1; 0 where a line means nothing
 */
public record Place(String file, int line) {
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
