package moonlet.node.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads what {@code file://} names: relative to the YAML file, and never outside the application.
 */
final class Sources {
    private static final String FILE = "file://";
    private static final int NAME_LENGTH_MAX = 255;
    private static final int SUGGESTIONS_FROM_FILES_MAX = 1_000;

    private final Folder folder;
    private final Problems problems;

    Sources(Folder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    static boolean isFile(Tree.Scalar text) {
        return text.text().startsWith(FILE);
    }

    /**
     * The bytes a text stands for, those of its file or its own.
     *
     * @return null, and a mistake, where the file is missing, too long or out of bounds
     */
    Source read(Definition definition, Tree.Scalar text, long bytesMax) {
        if (!isFile(text)) {
            return new Source(definition.id(), text.text().getBytes(StandardCharsets.UTF_8));
        }
        if (Shipped.owns(definition.id())) {
            return Shipped.source(text);
        }
        String wanted = text.text().substring(FILE.length());
        try {
            // Relative to the entry's file even where the configuration overrides the field.
            Path file = folder.file(definition.place().file()).resolveSibling(wanted).normalize();
            String wrong = wrong(file, wanted, bytesMax);
            if (wrong == null) {
                return new Source(folder.name(file), Files.readAllBytes(file));
            }
            problems.mistake(text.place(), definition.id(), wrong);
        } catch (InvalidPathException _) {
            problems.mistake(
                    text.place(),
                    definition.id(),
                    "not the name of a file: " + Problem.quoted(wanted));
        } catch (IOException error) {
            problems.mistake(
                    text.place(),
                    definition.id(),
                    "cannot read " + Problem.quoted(wanted) + ": " + Folder.why(error));
        }
        return null;
    }

    /** What to do if a text that is no Lua is the name of a file, or null. */
    String meantFile(Definition definition, Tree.Scalar text) {
        String name = text.text();
        if (isFile(text) || name.length() > NAME_LENGTH_MAX || name.contains("\n")) {
            return null;
        }
        try {
            Path file = folder.file(definition.place().file()).resolveSibling(name).normalize();
            return folder.encloses(file) && Files.isRegularFile(file)
                    ? Problem.quoted(name)
                            + " is taken as the Lua text itself; did you mean "
                            + FILE
                            + name
                            + "?"
                    : null;
        } catch (InvalidPathException _) {
            return null;
        }
    }

    /** Why {@code file} cannot be read, or null. */
    private String wrong(Path file, String wanted, long bytesMax) throws IOException {
        if (wanted.isEmpty()) {
            return "file:// names no file; write for example file://worker.lua";
        }
        if (!folder.encloses(file)) {
            return Problem.quoted(wanted)
                    + " is outside the application folder; move the file into it";
        }
        String name = folder.name(file);
        if (!Files.exists(file)) {
            String hint = Nearest.hint(file.getFileName().toString(), siblings(file));
            return "no such file: "
                    + name
                    + (hint.isEmpty() ? "; create it, or correct the name" : hint);
        }
        if (!folder.reallyEncloses(file)) {
            return name
                    + " is a link that leads outside the application folder; copy the file into it";
        }
        if (!Files.isRegularFile(file)) {
            return name + " is not a file; name a file with Lua text";
        }
        long size = Files.size(file);
        return size <= bytesMax
                ? null
                : name
                        + " has "
                        + size
                        + " bytes, more than sourceBytesMax="
                        + bytesMax
                        + "; split it or raise the limit";
    }

    private static List<String> siblings(Path file) throws IOException {
        if (!Files.isDirectory(file.getParent())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.limit(SUGGESTIONS_FROM_FILES_MAX)
                    .map(f -> f.getFileName().toString())
                    .toList();
        }
    }
}
