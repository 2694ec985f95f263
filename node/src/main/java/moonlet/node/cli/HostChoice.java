package moonlet.node.cli;

import moonlet.node.app.Application;
import moonlet.node.app.Entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where {@code moonlet exec} runs a process. */
final class HostChoice {
    private HostChoice() {}

    /** The host that the entry's meta names, else the only one there is. */
    static Optional<String> of(Application application, Entry.CodeEntry code) {
        Object wanted = code.meta().get("default_host");
        if (wanted == null && code.meta().get("options") instanceof Map<?, ?> options) {
            wanted = options.get("default_host");
        }
        if (wanted != null) {
            return Optional.of(wanted.toString());
        }
        List<Entry.HostEntry> hosts = application.hosts();
        return hosts.size() == 1 ? Optional.of(hosts.getFirst().id()) : Optional.empty();
    }

    /** What to do where there is no choice. */
    static String missing(Application application, String entry) {
        List<String> hosts = application.hosts().stream().map(Entry::id).toList();
        return hosts.isEmpty()
                ? "no host to run \""
                        + entry
                        + "\" on; add an entry such as {name: processes, kind: process.host}"
                : "which host? the application has "
                        + String.join(", ", hosts)
                        + "; name one in \""
                        + entry
                        + "\", such as meta: {default_host: \""
                        + hosts.getFirst()
                        + "\"}";
    }
}
