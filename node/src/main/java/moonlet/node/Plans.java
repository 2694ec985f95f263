package moonlet.node;

import moonlet.lua.engine.Limits;
import moonlet.lua.process.Outcome;
import moonlet.node.app.Application;
import moonlet.node.app.Entry;
import moonlet.node.app.Nearest;
import moonlet.protocol.ErrorKind;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the code, the host and the limits of new processes on this node. */
final class Plans {
    private record Key(String entry, String host) {}

    private final Application application;
    private final Programs programs;
    private final Map<String, Host> hosts;
    private final Host functions;
    private final Limits limits;
    private final Places places;
    private final Map<Key, Plan> plans = new ConcurrentHashMap<>();

    /**
     * @param functions where function entries run
     * @param limits of the node
     */
    Plans(
            Application application,
            Programs programs,
            Map<String, Host> hosts,
            Host functions,
            Limits limits,
            Places places) {
        this.application = application;
        this.programs = programs;
        this.hosts = hosts;
        this.functions = functions;
        this.limits = limits;
        this.places = places;
    }

    /** That of a process entry on a host of this node. */
    Outcome<Plan> of(String entry, String host) {
        Key key = new Key(entry, host);
        Plan known = plans.get(key);
        if (known != null) {
            return Outcome.of(known);
        }
        Host at = hosts.get(host);
        if (at == null) {
            return Outcome.failed(ErrorKind.NOT_FOUND, places.noHost(host));
        }
        if (!(application.entries().get(entry) instanceof Entry.CodeEntry code)
                || code.kind() != Entry.Kind.PROCESS) {
            return Outcome.failed(ErrorKind.NOT_FOUND, noFactory(entry));
        }
        Limits own = code.limits().over(hostLimits(host));
        Plan plan = new Plan(programs.of(code), at, own, code.source().hash());
        plans.put(key, plan);
        return Outcome.of(plan);
    }

    /** That of a function entry, whose processes name the function as their host. */
    Outcome<Plan> function(String function) {
        Key key = new Key(function, null);
        Plan known = plans.get(key);
        if (known != null) {
            return Outcome.of(known);
        }
        if (!(application.entries().get(function) instanceof Entry.CodeEntry code)
                || code.kind() != Entry.Kind.FUNCTION) {
            return Outcome.failed(
                    ErrorKind.NOT_FOUND, "no function \"" + function + "\" in the application");
        }
        Plan plan = new Plan(programs.of(code), functions, code.limits().over(limits), 0);
        plans.put(key, plan);
        return Outcome.of(plan);
    }

    /**
     * Where an entry that is called as a function runs: the value is null for a function entry, and
     * the host that {@code meta.default_host} names for a process entry.
     */
    Outcome<String> defaultHost(String id) {
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
        return Outcome.failed(ErrorKind.NOT_FOUND, noHandler(id));
    }

    private String noHandler(String id) {
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

    private Limits hostLimits(String host) {
        return application.entries().get(host) instanceof Entry.HostEntry entry
                ? entry.limits()
                : limits;
    }

    private String noFactory(String entry) {
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
