package moonlet.node.app;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which kinds of entries there are, and which fields each has. */
final class Kinds {
    static final String HOST = "process.host";
    static final String GROUP_SCOPE = "pg.scope";
    static final String STORE = "store.memory";
    static final String ENV_MEMORY = "env.storage.memory";
    static final String ENV_OS = "env.storage.os";
    static final String ENV_STATIC = "env.storage.static";
    static final String ENV_FILE = "env.storage.file";
    static final String ENV_ROUTER = "env.storage.router";
    static final String VARIABLE = "env.variable";
    static final String SERVICE = "process.service";
    static final Set<String> LIFECYCLE =
            Set.of(
                    "auto_start",
                    "start_timeout",
                    "stop_timeout",
                    "stable_threshold",
                    "requires",
                    "depends_on",
                    "restart",
                    "security");
    static final Set<String> HOST_SIZES =
            Set.of("workers", "queue_size", "local_queue_size", "max_processes");

    private static final Set<String> CODE =
            Set.of("meta", "source", "method", "modules", "imports", "limits", "pool");
    private static final Map<String, Set<String>> FIELDS =
            Map.ofEntries(
                    Map.entry(HOST, Set.of("meta", "host", "lifecycle", "max_processes", "limits")),
                    Map.entry(Entry.Kind.PROCESS.toString(), CODE),
                    Map.entry(Entry.Kind.FUNCTION.toString(), CODE),
                    Map.entry(Entry.Kind.LIBRARY.toString(), CODE),
                    Map.entry(GROUP_SCOPE, Set.of("meta")),
                    Map.entry(
                            STORE,
                            Set.of(
                                    "meta",
                                    "max_size",
                                    "max_bytes",
                                    "cleanup_interval",
                                    "lifecycle")),
                    Map.entry(ENV_MEMORY, Set.of("meta", "values")),
                    Map.entry(ENV_STATIC, Set.of("meta", "values")),
                    Map.entry(ENV_OS, Set.of("meta")),
                    Map.entry(ENV_FILE, Set.of("meta", "path")),
                    Map.entry(ENV_ROUTER, Set.of("meta", "storages")),
                    Map.entry(
                            VARIABLE,
                            Set.of(
                                    "meta",
                                    "variable",
                                    "storage",
                                    "default",
                                    "read_only",
                                    "readonly")),
                    Map.entry(
                            SERVICE,
                            Set.of("meta", "process", "host", "input", "singleton", "lifecycle")));

    /** Known to the specification, and skipped until the features they belong to exist. */
    private static final List<String> LATER = List.of("security.policy", "terminal.host");

    private Kinds() {}

    static boolean isSupported(String kind) {
        return FIELDS.containsKey(kind);
    }

    /** Whether the values of its fields may be secrets. */
    static boolean isSecret(String kind) {
        return kind.startsWith("env.");
    }

    static boolean isCode(String kind) {
        return FIELDS.get(kind) == CODE;
    }

    static Set<String> fields(String kind) {
        return FIELDS.get(kind);
    }

    static List<String> supported() {
        return FIELDS.keySet().stream().sorted().toList();
    }

    /** Why an entry of a kind that is not supported is skipped. */
    static String skipped(String kind) {
        if (LATER.contains(kind)) {
            return "entries of kind " + kind + " do nothing in this version; the entry is skipped";
        }
        List<String> all = Stream.concat(supported().stream(), LATER.stream()).toList();
        return "unknown kind "
                + Problem.quoted(kind)
                + ", the entry is skipped"
                + Nearest.hint(kind, all);
    }
}
