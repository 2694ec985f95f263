package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of this machine, run in the checkout as somebody at a terminal would. */
record Shell(Map<String, String> environment) {
    private static final int BOUND_SECONDS = 300;

    /** The folder that the README's commands are run in. */
    static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docker-compose.yml"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** Runs it to its end; returns its standard output. Anything but the exit code 0 fails. */
    String run(String... command) throws Exception {
        File out = File.createTempFile("moonlet", ".out");
        File err = File.createTempFile("moonlet", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(checkout().toFile())
                            .redirectOutput(out)
                            .redirectError(err);
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            String said = Files.readString(err.toPath()) + Files.readString(out.toPath());
            assertTrue(ended, () -> List.of(command) + " still runs; it said " + said);
            assertEquals(0, process.exitValue(), () -> List.of(command) + " said " + said);
            return Files.readString(out.toPath()).strip();
        } finally {
            Files.delete(out.toPath());
            Files.delete(err.toPath());
        }
    }
}
