package moonlet.node.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The application folder: finds its YAML files, and reads no file outside of it. Links to folders
 * are not followed; links to files are, where they lead to a file of this folder.
 */
final class Folder {
    /** Read by {@link ConfigurationReader}. */
    static final String CONFIGURATION = "moonlet.yaml";

    private final Path root;
    private final Path realRoot;
    private final LoadLimits limits;
    private final Problems problems;

    /** {@code root} is an existing folder. */
    Folder(Path root, LoadLimits limits, Problems problems) throws IOException {
        this.root = root.toAbsolutePath().normalize();
        this.realRoot = root.toRealPath();
        this.limits = limits;
        this.problems = problems;
    }

    /** The YAML and JSON files below this folder, sorted; hidden folders are left out. */
    List<Path> yamlFiles() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                root, Set.<FileVisitOption>of(), limits.folderDepthMax(), new Walk(found));
        found.sort(null);
        return found;
    }

    /** How messages name {@code file}: relative to the application, with slashes. */
    String name(Path file) {
        return StreamSupport.stream(root.relativize(file).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    Path file(String name) {
        return root.resolve(name);
    }

    /** Whether {@code path} lies in this folder by its name; such a file may still not exist. */
    boolean encloses(Path path) {
        return path.startsWith(root);
    }

    /** Whether {@code path}, which exists, lies in this folder after all links are followed. */
    boolean reallyEncloses(Path path) throws IOException {
        return path.toRealPath().startsWith(realRoot);
    }

    /** The bytes of a YAML file, or null and a mistake. */
    byte[] readYaml(Path file) {
        Place place = new Place(name(file), 0);
        try {
            if (!reallyEncloses(file)) {
                problems.unreadable(
                        place,
                        "is a link that leads out of the application folder; copy the file here");
                return null;
            }
            return read(file, place, limits, problems);
        } catch (IOException error) {
            problems.unreadable(place, "cannot be read: " + why(error));
            return null;
        }
    }

    /** At most {@code yamlBytesMax} bytes of a YAML file, or null and a mistake. */
    static byte[] read(Path file, Place place, LoadLimits limits, Problems problems)
            throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limits.yamlBytesMax());
            if (in.read() < 0) {
                return bytes;
            }
        }
        problems.unreadable(
                place,
                "is larger than yamlBytesMax="
                        + limits.yamlBytesMax()
                        + "; split it into several files");
        return null;
    }

    /** Whether nothing in this folder belongs to an application. */
    static boolean isHidden(Path folder) {
        return folder.getFileName() != null && folder.getFileName().toString().startsWith(".");
    }

    /** An I/O error in words. */
    static String why(IOException error) {
        return switch (error) {
            case NoSuchFileException _ -> "it is missing, or a link that leads nowhere";
            case AccessDeniedException _ -> "permission denied; change its permissions";
            default -> error.toString();
        };
    }

    /** Collects files until there are too many; what cannot be visited is a mistake. */
    private final class Walk extends SimpleFileVisitor<Path> {
        private final List<Path> found;
        private int files;

        Walk(List<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isHidden(folder) && !folder.equals(root)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files++;
            if (files > limits.filesMax()) {
                problems.mistake(
                        new Place(root.toString(), 0),
                        "",
                        "holds more than filesMax="
                                + limits.filesMax()
                                + " files; give the folder of one application");
                return FileVisitResult.TERMINATE;
            }
            if (attributes.isDirectory()) {
                problems.mistake(
                        new Place(name(file), 0),
                        "",
                        "folders nest deeper than folderDepthMax=" + limits.folderDepthMax());
            } else if (isYaml(file) && !file.equals(file(CONFIGURATION))) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException error) {
            problems.unreadable(new Place(name(file), 0), "cannot be read: " + why(error));
            return FileVisitResult.CONTINUE;
        }

        private static boolean isYaml(Path file) {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            boolean named =
                    name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
            // A link that leads nowhere is kept, so that it is reported; pipes and devices are not
            // read.
            return named
                    && (Files.isRegularFile(file)
                            || Files.isSymbolicLink(file) && !Files.exists(file));
        }
    }
}
