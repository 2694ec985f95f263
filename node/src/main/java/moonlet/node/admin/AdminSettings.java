package moonlet.node.admin;

import moonlet.node.cluster.Tls;

import java.nio.file.Path;

/**
 * Where a node takes requests of who operates it.
 *
 * @param host and {@code port}: where it listens; port 0 is any
 * @param required whether the node must not start where the port is taken; else it takes any other,
 *     or none
 * @param tokenFile of the token for what changes something; null for one in the user's home. A node
 *     that finds none there makes one.
 * @param tls with whose certificate it answers by TLS; null for plaintext
 */
public record AdminSettings(String host, int port, boolean required, Path tokenFile, Tls tls) {
    /** Where the commands of {@code moonlet} look for a node. */
    public static final int PORT_DEFAULT = 7070;

    public static final AdminSettings DEFAULT =
            new AdminSettings("127.0.0.1", PORT_DEFAULT, false, null, null);

    /** The same, by TLS. */
    public AdminSettings with(Tls certificates) {
        return new AdminSettings(host, port, required, tokenFile, certificates);
    }

    /** The file with the token of all nodes that a user runs on a machine. */
    public static Path defaultTokenFile() {
        return Path.of(System.getProperty("user.home"), ".moonlet", "admin.token");
    }
}
