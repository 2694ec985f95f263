import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * Runs google-java-format over every Java file of the checkout. The build calls it as a single-file
 * program, {@code java -cp google-java-format.jar Format.java check|fix ROOT}, so that it runs on
 * the JDK that the sources are written for, whatever JDK runs Maven.
 *
 * <p>Files found unformatted are named in target/not-formatted.txt; the build fails where that
 * exists, and says what to do.
 */
final class Format {
    private Format() {}

    static void main(String[] args) throws IOException {
        boolean fix = args[0].equals("fix");
        Path root = Path.of(args[1]);
        Path report = root.resolve("target/not-formatted.txt");
        Files.deleteIfExists(report);

        // Reflowing long strings needs several rounds to settle: a fixed file would fail the check.
        List<String> command = new ArrayList<>(List.of("--aosp", "--skip-reflowing-long-strings"));
        command.add(fix ? "--replace" : "--dry-run");
        command.addAll(javaFiles(root));
        StringWriter unformatted = new StringWriter();
        PrintWriter out = new PrintWriter(unformatted);
        PrintWriter err = new PrintWriter(System.err, true);
        ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
        int exit = formatter.run(out, err, command.toArray(String[]::new));
        out.flush();
        if (!fix && !unformatted.toString().isBlank()) {
            Files.writeString(report, unformatted.toString());
            System.err.print("Not formatted:\n" + unformatted);
        }
        System.exit(exit);
    }

    private static List<String> javaFiles(Path root) throws IOException {
        List<String> files = new ArrayList<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a) {
                        return folder.endsWith("target") || folder.endsWith(".git")
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                        if (file.toString().endsWith(".java")) {
                            files.add(file.toString());
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files;
    }
}
