package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** An authority and a certificate of all nodes, made by the commands that the README tells. */
record TrialCertificates(Path folder) {
    static TrialCertificates make(Path folder) throws Exception {
        Files.createDirectories(folder);
        for (String command : commands()) {
            Process made =
                    new ProcessBuilder("sh", "-c", command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, made.waitFor(), command + ":\n" + said);
        }
        // The container's user is another one.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(
                folder.resolve("tls.key"), PosixFilePermissions.fromString("rw-r--r--"));
        return new TrialCertificates(folder);
    }

    static List<String> commands() throws Exception {
        try (Stream<String> lines = Files.lines(Shell.checkout().resolve("README.md"))) {
            return lines.filter(line -> line.startsWith("    openssl "))
                    .map(String::strip)
                    .toList();
        }
    }
}
