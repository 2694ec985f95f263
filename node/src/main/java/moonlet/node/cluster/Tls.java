package moonlet.node.cluster;

import java.nio.file.Path;

/**
 * With what the nodes of a cluster prove to each other who they are: files in PEM, which may be
 * replaced while the node runs, for connections that begin then.
 *
 * @param certificate of this node, and those between it and the authority; it has a subject name in
 *     common with those of all others
 * @param key of that certificate, RSA or EC in PKCS #8
 * @param authority the certificates of who has issued those of all nodes
 */
public record Tls(Path certificate, Path key, Path authority) {}
