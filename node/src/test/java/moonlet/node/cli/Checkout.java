package moonlet.node.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout in which the tests run. */
final class Checkout {
    private Checkout() {}

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(".editorconfig"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
