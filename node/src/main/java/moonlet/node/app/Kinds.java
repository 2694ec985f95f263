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
    static final String SERVICE = "process.service";
    static final String POLICY = "security.policy";
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
            Map.of(
                    HOST,
                    Set.of("meta", "host", "lifecycle", "max_processes", "limits"),
                    Entry.Kind.PROCESS.toString(),
                    CODE,
                    Entry.Kind.FUNCTION.toString(),
                    CODE,
                    Entry.Kind.LIBRARY.toString(),
                    CODE,
                    GROUP_SCOPE,
                    Set.of("meta"),
                    STORE,
                    Set.of("meta", "max_size", "max_bytes", "cleanup_interval", "lifecycle"),
                    POLICY,
                    Set.of("meta", "policy", "groups"),
                    SERVICE,
                    Set.of("meta", "process", "host", "input", "singleton", "lifecycle"));

    /** Known to the specification, and skipped until the features they belong to exist. */
    private static final List<String> LATER =
            List.of(
                    "env.storage.memory",
                    "env.storage.os",
                    "env.storage.static",
                    "env.storage.router",
                    "env.storage.file",
                    "env.variable",
                    "terminal.host");

    private Kinds() {}

    static boolean isSupported(String kind) {
        return FIELDS.containsKey(kind);
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
