package moonlet.node.admin;

import moonlet.node.admin.Request.Method;

import java.util.List;
import java.util.Optional;

/** What can be asked of the admin API; {@code openapi.json} says how. */
enum Route {
    ALIVE(Method.GET, "alive"),
    READY(Method.GET, "ready"),
    METRICS(Method.GET, "metrics"),
    SEED_NODES(Method.GET, "bootstrap/seed-nodes"),
    OPENAPI(Method.GET, "openapi.json"),
    NODES(Method.GET, "nodes"),
    CLUSTER(Method.GET, "cluster"),
    HOSTS(Method.GET, "hosts"),
    SERVICES(Method.GET, "services"),
    NAMES(Method.GET, "names"),
    PROCESSES(Method.GET, "processes"),
    PROCESS(Method.GET, "processes/{process}"),
    EVENTS(Method.GET, "events"),
    SPAWN(Method.POST, "spawn"),
    SEND(Method.POST, "send"),
    CANCEL(Method.POST, "cancel"),
    KILL(Method.POST, "kill"),
    DRAIN(Method.POST, "drain"),
    LEAVE(Method.POST, "leave"),
    DOWN(Method.POST, "down");

    private final Method method;
    private final List<String> path;

    Route(Method method, String path) {
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
