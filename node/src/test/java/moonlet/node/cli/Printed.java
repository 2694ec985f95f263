package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;

/** Commands, run as the program {@code moonlet} runs them. */
final class Printed {
    private Printed() {}

    /** What the command prints on standard output; it must end with this exit code. */
    static String by(int exitCode, String... args) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true));
        try {
            assertEquals(exitCode, MoonletCommand.execute(args, Map.of()), printed::toString);
        } finally {
            System.setOut(before);
        }
        return printed.toString();
    }
}
