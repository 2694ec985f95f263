package moonlet.node.app;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The machine that a node runs on, for settings that are the same on many: {@code @host} as a node
 * name, and {@code :PORT} as where it listens.
 */
final class OwnHost {
    /** In place of a node name, which never has such a character. */
    static final String NAME = "@host";

    private OwnHost() {}

    /** The first part of the machine's host name, which in a container is that of the container. */
    static String name() {
        try {
            return InetAddress.getLocalHost().getHostName().split("\\.")[0];
        } catch (UnknownHostException none) {
            return "local";
        }
    }

    /** {@code :PORT} with the address of this machine in front; anything else as it is. */
    static Tree.Scalar in(Tree.Scalar place) {
        if (!place.text().startsWith(":")) {
            return place;
        }
        try {
            String text = InetAddress.getLocalHost().getHostAddress() + place.text();
            return new Tree.Scalar(place.place(), text, text, Tree.Style.QUOTED);
        } catch (UnknownHostException none) {
            return place;
        }
    }
}
