package moonlet.node.app;

import moonlet.node.admin.AdminSettings;
import moonlet.node.cluster.ClusterSettings;
import moonlet.node.cluster.ClusterSettings.Endpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads where a node listens, whom it joins by, and which hosts it offers. */
final class NetworkReader {
    private static final int PORT_MAX = 65_535;

    private final FieldReader node;
    private final Settings settings;
    private final Problems problems;

    NetworkReader(FieldReader node, Settings settings, Problems problems) {
        this.node = node;
        this.settings = settings;
        this.problems = problems;
    }

    /** The ids of the hosts that the node offers, and where each is named; empty for all. */
    Map<String, Place> hosts() {
        Map<String, Place> hosts = new HashMap<>();
        for (Tree.Scalar host : settings.over(Setting.HOSTS, node.texts("hosts"))) {
            hosts.put(host.text(), host.place());
        }
        return hosts;
    }

    /** Whether a host that is named without a node is one of another node. */
    boolean spread() {
        return settings.flag(Setting.SPREAD, false, "node", problems);
    }

    /** Where the admin API is; null where it is off. */
    AdminSettings admin() {
        Tree.Scalar file = settings.over(Setting.ADMIN_TOKEN_FILE, node.scalar("admin_token_file"));
        Path token = file == null ? null : Path.of(file.text());
        Tree.Scalar listen = settings.over(Setting.ADMIN, node.scalar("admin"));
        if (listen == null) {
            AdminSettings usual = AdminSettings.DEFAULT;
            return new AdminSettings(usual.host(), usual.port(), false, token, null);
        }
        if (listen.text().equals("off")) {
            return null;
        }
        Endpoint endpoint = endpoint(listen, "node.admin", 0);
        return endpoint == null
                ? null
                : new AdminSettings(endpoint.host(), endpoint.port(), true, token, null);
    }

    /** Null where the node neither listens nor joins. */
    ClusterSettings cluster() {
        Tree.Scalar listen = settings.over(Setting.LISTEN, node.scalar("listen"));
        List<Endpoint> seeds = new ArrayList<>();
        for (Tree.Scalar seed : settings.over(Setting.SEEDS, node.texts("seeds"))) {
            Endpoint endpoint = endpoint(seed, "a seed", 1);
            if (endpoint != null) {
                seeds.add(endpoint);
            }
        }
        int linkPort = linkPort();
        boolean tether = settings.flag(Setting.TETHER, node.flag("tether", true), "node", problems);
        if (listen == null) {
            if (!seeds.isEmpty()) {
                problems.mistake(
                        settings.over(Setting.SEEDS, node.texts("seeds")).getFirst().place(),
                        "node.seeds",
                        "a node that joins others has to listen too: give node.listen or --listen,"
                                + " such as 127.0.0.1:0");
            }
            return null;
        }
        Endpoint endpoint = endpoint(OwnHost.in(listen), "node.listen", 0);
        if (endpoint == null) {
            return null;
        }
        return ClusterSettings.of(endpoint, seeds).with(linkPort, tether);
    }

    private int linkPort() {
        Tree.Scalar outside = settings.over(Setting.LINK_PORT, (Tree.Scalar) null);
        if (outside == null) {
            return (int) node.whole("link_port", 0, PORT_MAX, 0);
        }
        int port = port(outside.text());
        if (port < 0) {
            problems.mistake(
                    outside.place(),
                    "node.link_port",
                    "a port is a number from 0 (any) to 65535, found "
                            + Problem.quoted(outside.text()));
        }
        return Math.max(port, 0);
    }

    private Endpoint endpoint(Tree.Scalar scalar, String what, int portMin) {
        String text = scalar.text();
        int colon = text.lastIndexOf(':');
        String host = colon < 1 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1); // IPv6
        }
        int port = port(text.substring(colon + 1));
        if (host.isBlank() || port < portMin || host.contains("/")) {
            problems.mistake(
                    scalar.place(),
                    "",
                    what
                            + " is HOST:PORT such as 127.0.0.1:"
                            + (portMin == 0 ? "0 or 10.0.0.5:25520" : "25520")
                            + ", found "
                            + Problem.quoted(text));
            return null;
        }
        return new Endpoint(host, port);
    }

    private static int port(String text) {
        if (text.isEmpty()
                || text.length() > 5
                || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int port = Integer.parseInt(text);
        return port > PORT_MAX ? -1 : port;
    }
}
