package moonlet.node.admin;

import moonlet.protocol.ErrorKind;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Who may do what: whoever reaches the port may ask whether the node lives, is ready, for its
 * metrics, and in which cluster it is. Other questions need the token unless the node listens on a
 * loopback address; what changes something needs it always, since a web page in the browser of who
 * is on that machine can reach it as well.
 */
final class Access {
    static final Set<String> OPEN = Set.of("alive", "ready", "metrics", "bootstrap");
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Token token;
    private final boolean loopback;

    Access(Token token, String listenHost) throws UnknownHostException {
        this.token = token;
        this.loopback = InetAddress.getByName(listenHost).isLoopbackAddress();
    }

    /**
     * Returns null, or why not.
     *
     * @param authorization the header, or empty
     * @param host of the header {@code Host}, without its port
     */
    Answer refusal(Request request, String authorization, String host) {
        boolean reads = request.method() == Request.Method.GET;
        if (reads && OPEN.contains(request.path().getFirst()) || token.isIn(authorization)) {
            return null;
        }
        // A page of another site whose name was made to lead here gets nothing.
        if (reads && loopback && LOCAL_NAMES.contains(host)) {
            return null;
        }
        return new Answer(
                authorization.isEmpty() ? 401 : 403,
                Answer.failed(
                                ErrorKind.PERMISSION_DENIED,
                                authorization.isEmpty()
                                        ? "this needs the token of the node: send the header"
                                                + " Authorization: Bearer TOKEN"
                                        : "that is not the token of this node")
                        .body());
    }
}
