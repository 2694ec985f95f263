package moonlet.node.admin;

import moonlet.node.admin.Request.Method;
import moonlet.node.app.Nearest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What can be asked of the admin API; {@code openapi.json} says how. */
enum Route {
    ALIVE(Method.GET, "alive"),
    READY(Method.GET, "ready"),
    METRICS(Method.GET, "metrics"),
    SEED_NODES(Method.GET, "bootstrap/seed-nodes"),
    OPENAPI(Method.GET, "openapi.json"),
    NODES(Method.GET, "nodes"),
    CLUSTER(Method.GET, "cluster"),
    HOSTS(Method.GET, "hosts", "node"),
    SERVICES(Method.GET, "services", "node"),
    NAMES(Method.GET, "names", "prefix", "limit"),
    PROCESSES(Method.GET, "processes", "sort", "node", "host", "entry", "limit"),
    PROCESS(Method.GET, "processes/{process}"),
    EVENTS(Method.GET, "events", "topics"),
    SPAWN(Method.POST, "spawn", "entry", "host", "arguments"),
    SEND(Method.POST, "send", "to", "topic", "arguments"),
    CANCEL(Method.POST, "cancel", "to", "deadline"),
    KILL(Method.POST, "kill", "to"),
    DRAIN(Method.POST, "drain", "node", "timeout"),
    LEAVE(Method.POST, "leave", "node"),
    DOWN(Method.POST, "down", "node");

    private final Method method;
    private final List<String> path;
    private final List<String> takes;

    /**
     * @param takes the parameters of a GET, the fields of the body of a POST
     */
    Route(Method method, String path, String... takes) {
        this.takes = List.of(takes);
        this.method = method;
        this.path = List.of(path.split("/"));
    }

    Method method() {
        return method;
    }

    /** {@code /nodes}, or with a part in braces that stands for any text. */
    String path() {
        return "/" + String.join("/", path);
    }

    List<String> takes() {
        return takes;
    }

    /**
     * A parameter that is mistyped would be one that does nothing.
     *
     * @throws IllegalArgumentException if a request has others than this takes; says which it does
     */
    void checkParameters(Set<String> names) {
        if (method == Method.GET) {
            check("parameter", names);
        } else if (!names.isEmpty()) {
            throw new IllegalArgumentException(
                    "a POST takes no parameters, but fields of its body, which is JSON: " + all());
        }
    }

    /** The same of the fields of a body. */
    void checkFields(Set<String> names) {
        check("field", names);
    }

    private void check(String what, Set<String> names) {
        for (String name : new TreeSet<>(names)) {
            if (!takes.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown "
                                + what
                                + " \""
                                + name
                                + "\""
                                + Nearest.hintOr(name, takes, "; known are " + all()));
            }
        }
    }

    private String all() {
        return takes.isEmpty() ? "none" : String.join(", ", takes);
    }

    /** What a request asks for; empty where there is no such path, or not with this method. */
    static Optional<Route> of(Request request) {
        for (Route route : values()) {
            if (route.method == request.method() && route.matches(request.path())) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    private boolean matches(List<String> asked) {
        if (asked.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!path.get(i).startsWith("{") && !path.get(i).equals(asked.get(i))) {
                return false;
            }
        }
        return true;
    }
}
