package moonlet.node.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/** Reads {@code lifecycle:} of a service. */
final class LifecycleReader {
    private static final Set<String> RESTART =
            Set.of("initial_delay", "max_delay", "backoff_factor", "jitter", "max_attempts");

    private LifecycleReader() {}

    /** {@code lifecycle} reads the fields inside; those that are unknown are warned of already. */
    static Lifecycle read(FieldReader lifecycle) {
        Lifecycle defaults = Lifecycle.DEFAULTS;
        return new Lifecycle(
                lifecycle.flag("auto_start", defaults.autoStart()),
                lifecycle.duration("start_timeout", defaults.startTimeout()),
                lifecycle.duration("stop_timeout", defaults.stopTimeout()),
                lifecycle.duration("stable_threshold", defaults.stableThreshold()),
                ids(lifecycle),
                restart(lifecycle.inside("restart"), defaults.restart()));
    }

    /** Both names mean the same, and may be used together. */
    private static List<String> ids(FieldReader lifecycle) {
        SequencedSet<String> ids = new LinkedHashSet<>();
        lifecycle.texts("requires").forEach(id -> ids.add(id.text()));
        lifecycle.texts("depends_on").forEach(id -> ids.add(id.text()));
        return new ArrayList<>(ids);
    }

    private static Lifecycle.Restart restart(FieldReader restart, Lifecycle.Restart defaults) {
        restart.warnOfUnknown(RESTART, Kinds.SERVICE);
        var initialDelay = restart.duration("initial_delay", defaults.initialDelay());
        var maxDelay = restart.duration("max_delay", defaults.maxDelay());
        return new Lifecycle.Restart(
                initialDelay,
                maxDelay.compareTo(initialDelay) < 0 ? initialDelay : maxDelay,
                restart.real("backoff_factor", 1, 1000, defaults.backoffFactor()),
                restart.real("jitter", 0, 1, defaults.jitter()),
                (int) restart.whole("max_attempts", 0, Integer.MAX_VALUE, defaults.maxAttempts()));
    }
}
