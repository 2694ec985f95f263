package moonlet.node.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The benchmark application, which travels inside the jar, as a folder for as long as it runs. */
record BenchFolder(Path path) implements AutoCloseable {
    private static final String INDEX = "_index.yaml";
    private static final int POLICIES = 100;

    static BenchFolder unpack() throws IOException {
        BenchFolder folder = new BenchFolder(Files.createTempDirectory("moonlet-bench"));
        String index = folder.copy(INDEX);
        for (String file : sources(index)) {
            folder.copy(file);
        }
        Files.writeString(folder.path.resolve("policies.yaml"), policies());
        return folder;
    }

    /** A scope of policies that all speak of sending; the last allows what the pair does. */
    private static String policies() {
        StringBuilder yaml = new StringBuilder("namespace: bench\nentries:\n");
        for (int i = 1; i <= POLICIES; i++) {
            boolean last = i == POLICIES;
            yaml.append(
                    String.format(
                            Locale.ROOT,
                            "  - {name: policy%d, kind: security.policy, groups: [hundred], policy:"
                                    + " {actions: process.*, resources: \"%s*\", effect: %s,"
                                    + " conditions: [{field: actor.id, operator: eq, value:"
                                    + " bench}]}}%n",
                            i,
                            last ? "" : "other" + i,
                            last ? "allow" : "deny"));
        }
        return yaml.toString();
    }

    /** The Lua files that the index names. */
    private static List<String> sources(String index) {
        return index.lines()
                .filter(line -> line.contains("file://"))
                .map(line -> line.replaceAll(".*file://([a-z_]+\\.lua).*", "$1"))
                .toList();
    }

    private String copy(String file) throws IOException {
        try (InputStream in = BenchFolder.class.getResourceAsStream("/moonlet/bench/" + file)) {
            if (in == null) {
                throw new IOException("missing in the jar: moonlet/bench/" + file);
            }
            byte[] bytes = in.readAllBytes();
            Files.write(path.resolve(file), bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
