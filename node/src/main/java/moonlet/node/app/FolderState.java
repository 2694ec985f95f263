package moonlet.node.app;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What an application's files look like from outside at some moment. Where it is the same as
 * before, they need not be read again.
 *
 * @param files those that end in .lua, .yaml, .yml or .json; hidden folders are left out, and a
 *     folder of more than {@code filesMax} files is not looked at to its end
 * @param configuration the one of the node; null if there is none
 */
public record FolderState(Map<Path, Stamp> files, Stamp configuration) {
    private static final Set<String> ENDINGS = Set.of("lua", "yaml", "yml", "json");

    /**
     * One file.
     *
     * @param key tells it from one that was put in its place; null where the system has no such key
     */
    public record Stamp(FileTime modified, long bytes, Object key) {
        private static Stamp of(BasicFileAttributes file) {
            return new Stamp(file.lastModifiedTime(), file.size(), file.fileKey());
        }
    }

    /**
     * Looks at a folder. What cannot be looked at counts as not there.
     *
     * @param configuration the file of {@code --config}, or null for the one in the folder
     */
    public static FolderState of(Path root, Path configuration, LoadLimits limits) {
        Path configured =
                configuration == null ? root.resolve(Folder.CONFIGURATION) : configuration;
        Map<Path, Stamp> files = new HashMap<>();
        try {
            Files.walkFileTree(
                    root,
                    Set.<FileVisitOption>of(),
                    limits.folderDepthMax(),
                    new Walk(root, files, limits.filesMax()));
        } catch (IOException gone) {
            files.clear();
        }
        files.remove(configured);
        return new FolderState(Map.copyOf(files), stamp(configured));
    }

    private static Stamp stamp(Path file) {
        try {
            return Stamp.of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (IOException missing) {
            return null;
        }
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Map<Path, Stamp> found;
        private int left;

        Walk(Path root, Map<Path, Stamp> found, int filesMax) {
            this.root = root;
            this.found = found;
            this.left = filesMax;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return Folder.isHidden(folder) && !folder.equals(root)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            if (ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))) {
                found.put(file, Stamp.of(attributes));
            }
            return --left > 0 ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException error) {
            return FileVisitResult.CONTINUE;
        }
    }
}
