package moonlet.node.cli;

import moonlet.node.app.Setting;

import picocli.CommandLine.Option;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Options of the commands that start a node: they go before the environment and the file. */
final class NodeOptions {
    @Option(
            names = "--name",
            paramLabel = "NODE",
            description = "Name of the node, in its PIDs; default local.")
    private String name;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description =
                    "Where the node of a cluster listens, and how others reach it; port 0 is any."
                            + " Without it the node stays alone.")
    private String listen;

    @Option(
            names = "--seed",
            paramLabel = "HOST:PORT",
            description =
                    "A node to join by; repeat it for more. Without one a new cluster begins.")
    private List<String> seeds = List.of();

    @Option(
            names = "--discovery-dns",
            paramLabel = "NAME",
            description =
                    "A name that leads to all nodes, to find others by in place of --seed; needs"
                            + " --contact-points and --admin.")
    private String discoveryDns;

    @Option(
            names = "--contact-points",
            paramLabel = "N",
            description =
                    "How many nodes have to be found by --discovery-dns before a new cluster begins:"
                            + " all that there are to be.")
    private String contactPoints;

    @Option(
            names = "--host",
            paramLabel = "ID",
            description =
                    "A process host that this node offers; repeat it for more. Default are all of"
                            + " the application's.")
    private List<String> hosts = List.of();

    @Option(
            names = "--link-port",
            paramLabel = "PORT",
            description = "Where the node takes the links of other nodes; default is any port.")
    private String linkPort;

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            description =
                    "Where the node's admin API listens, or off; default is 127.0.0.1:7070, or"
                            + " any port if that is taken.")
    private String admin;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "How the log is written: text, which is the default, or json.")
    private String logFormat;

    @Option(
            names = "--spread",
            description =
                    "A host that is named without a node is one of another node, where there is"
                            + " one: shows whether a program works over nodes.")
    private boolean spread;

    Map<Setting, String> flags() {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        put(flags, Setting.NODE_NAME, name);
        put(flags, Setting.LISTEN, listen);
        put(flags, Setting.SEEDS, seeds.isEmpty() ? null : String.join(",", seeds));
        put(flags, Setting.DISCOVERY_DNS, discoveryDns);
        put(flags, Setting.CONTACT_POINTS, contactPoints);
        put(flags, Setting.HOSTS, hosts.isEmpty() ? null : String.join(",", hosts));
        put(flags, Setting.LINK_PORT, linkPort);
        put(flags, Setting.ADMIN, admin);
        put(flags, Setting.LOG_FORMAT, logFormat);
        put(flags, Setting.SPREAD, spread ? "true" : null);
        return flags;
    }

    private static void put(Map<Setting, String> flags, Setting setting, String text) {
        if (text != null) {
            flags.put(setting, text);
        }
    }
}
