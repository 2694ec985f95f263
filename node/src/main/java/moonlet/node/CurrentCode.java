package moonlet.node;

import moonlet.lua.engine.Limits;
import moonlet.lua.process.Modules;
import moonlet.lua.process.Outcome;
import moonlet.node.app.Application;
import moonlet.node.app.Entry;
import moonlet.node.app.Nearest;
import moonlet.node.app.Reloaded;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Signal;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The code that new processes get. A reload replaces it as a whole; what a process runs stays as it
 * is, until the process ends or upgrades itself.
 */
final class CurrentCode {
    private record Key(String entry, String host) {}

    /** One state of the application; {@code plans} grows as they are asked for. */
    private record Version(Application application, Programs programs, Map<Key, Plan> plans) {
        Version(Application application, Programs programs) {
            this(application, programs, new ConcurrentHashMap<>());
        }
    }

    private final Node node;
    private final Modules modules;
    private volatile Version version;

    CurrentCode(Node node, Application application, Modules modules) {
        this.node = node;
        this.modules = modules;
        this.version = new Version(application, new Programs(application, modules, null));
    }

    /** How a process entry runs on a host. */
    Outcome<Plan> process(String entry, Host host) {
        Version now = version;
        Plan known = now.plans.get(new Key(entry, host.id()));
        if (known != null) {
            return Outcome.of(known);
        }
        return now.application.entries().get(entry) instanceof Entry.CodeEntry code
                        && code.kind() == Entry.Kind.PROCESS
                ? Outcome.of(plan(now, code, host))
                : Outcome.failed(ErrorKind.NOT_FOUND, noFactory(now.application, entry));
    }

    /** How a function entry runs. */
    Outcome<Plan> function(String function, Host host) {
        Version now = version;
        return now.application.entries().get(function) instanceof Entry.CodeEntry code
                        && code.kind() == Entry.Kind.FUNCTION
                ? Outcome.of(plan(now, code, host))
                : Outcome.failed(
                        ErrorKind.NOT_FOUND, "no function \"" + function + "\" in the application");
    }

    /**
     * Where an entry that is called as a function runs: the value is null for a function entry, and
     * the host that {@code meta.default_host} names for a process entry.
     */
    Outcome<String> defaultHost(String id) {
        Application application = version.application;
        if (application.entries().get(id) instanceof Entry.CodeEntry code) {
            if (code.kind() == Entry.Kind.FUNCTION) {
                return new Outcome<>(null, null);
            }
            Object host = code.meta().get("default_host");
            if (host == null && code.meta().get("options") instanceof Map<?, ?> options) {
                host = options.get("default_host");
            }
            if (code.kind() == Entry.Kind.PROCESS && host instanceof String text) {
                return Outcome.of(text);
            }
        }
        return Outcome.failed(ErrorKind.NOT_FOUND, noHandler(application, id));
    }

    /**
     * What a process gets that upgrades itself: another process entry, or its own one.
     *
     * @param entry id of the entry; null for the own one
     */
    Outcome<Plan> instead(Plan before, String entry) {
        boolean own = entry == null || entry.equals(before.entry().id());
        Host host = before.host().behind(null); // plans are shared, a fence is not
        Outcome<Plan> plan =
                own && before.entry().kind() == Entry.Kind.FUNCTION
                        ? function(before.entry().id(), host)
                        : process(own ? before.entry().id() : entry, host);
        return plan.failure() != null
                ? plan
                : Outcome.of(plan.value().behind(before.host().fence()));
    }

    /** The application as it was read last. */
    Application application() {
        return version.application;
    }

    boolean has(String entry) {
        return version.application.entries().containsKey(entry);
    }

    /** Whether there is code for an entry, and not that of this hash. */
    boolean isOther(String entry, long sourceHash) {
        return version.application.entries().get(entry) instanceof Entry.CodeEntry code
                && code.source().hash() != sourceHash;
    }

    /** Replaces the code, and tells the processes that run what is old now. */
    synchronized Reloaded reload(Application next) {
        Version before = version;
        Reloaded reloaded = Reloaded.of(before.application, next);
        Application application = reloaded.application();
        version = new Version(application, new Programs(application, modules, before.programs));
        if (!reloaded.changed().isEmpty()) {
            node.processes().all().forEach(this::tellIfOutdated);
        }
        return reloaded;
    }

    /** Whether there is newer code for a process that runs by this plan. */
    boolean isOutdated(Plan plan) {
        Version now = version;
        return now.programs.of(plan.entry()) != plan.program() && !changes(now, plan).isEmpty();
    }

    /** A process that got its code while it was replaced may have missed the news. */
    void tellIfOutdated(LocalProcess process) {
        Version now = version;
        Plan plan = process.plan();
        if (now.programs.of(plan.entry()) == plan.program()) {
            return;
        }
        Set<String> sources = changes(now, plan);
        if (!sources.isEmpty()) {
            process.tell(new Signal.Outdated(node.systemPid(), sources, node.nowSeconds()));
        }
    }

    /** The entries of a plan that have other code now; none if its own entry is gone. */
    private static Set<String> changes(Version now, Plan plan) {
        Set<String> changed = new TreeSet<>();
        Map<String, Entry> entries = now.application.entries();
        if (entries.get(plan.entry().id()) instanceof Entry.CodeEntry) {
            Stream.concat(Stream.of(plan.entry()), plan.libraries().stream())
                    .filter(old -> isNew(entries.get(old.id()), old))
                    .forEach(old -> changed.add(old.id()));
        }
        return changed;
    }

    private static boolean isNew(Entry entry, Entry.CodeEntry old) {
        return entry instanceof Entry.CodeEntry code && !code.isSameCode(old);
    }

    private Plan plan(Version now, Entry.CodeEntry code, Host host) {
        return now.plans.computeIfAbsent(
                new Key(code.id(), host.id()),
                _ ->
                        new Plan(
                                code,
                                now.application.librariesOf(code),
                                now.programs.of(code),
                                host,
                                code.limits().over(limits(now.application, host))));
    }

    private Limits limits(Application application, Host host) {
        return application.entries().get(host.id()) instanceof Entry.HostEntry entry
                ? entry.limits()
                : node.limits();
    }

    private static String noHandler(Application application, String id) {
        String why =
                switch (application.entries().get(id)) {
                    case Entry.CodeEntry code when code.kind() == Entry.Kind.PROCESS ->
                            "; a process.lua can be called if its meta.default_host names a host";
                    case null ->
                            Nearest.hintForId(
                                    id, application.functions().stream().map(Entry::id).toList());
                    default -> "; only a function.lua or process.lua can be called";
                };
        return "no handler registered for target \"" + id + "\"" + why;
    }

    private static String noFactory(Application application, String entry) {
        return switch (application.entries().get(entry)) {
            case null ->
                    "factory not found: no process \""
                            + entry
                            + "\" in the application"
                            + Nearest.hintForId(
                                    entry,
                                    application.processes().stream().map(Entry::id).toList());
            case Entry.CodeEntry code ->
                    "factory not found: \""
                            + entry
                            + "\" is a "
                            + code.kind()
                            + "; only a process.lua can be spawned";
            case Entry other -> "factory not found: \"" + other.id() + "\" is not a process.lua";
        };
    }
}
