package moonlet.node.app;

import moonlet.node.cluster.ClusterSettings;
import moonlet.node.cluster.Tls;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads where the files are with which a node encrypts its connections with others. They are opened
 * when the node starts: {@code moonlet check} is for other machines too.
 */
final class TlsReader {
    private final FieldReader tls;
    private final Settings settings;
    private final Problems problems;

    TlsReader(FieldReader tls, Settings settings, Problems problems) {
        this.tls = tls;
        this.settings = settings;
        this.problems = problems;
    }

    /**
     * What is said of the cluster, with encryption where that is said too.
     *
     * @param cluster null where the node does not listen, and so encrypts nothing
     */
    ClusterSettings over(ClusterSettings cluster) {
        Tree.Scalar certificate = settings.over(Setting.TLS_CERTIFICATE, tls.scalar("certificate"));
        Tree.Scalar key = settings.over(Setting.TLS_KEY, tls.scalar("key"));
        Tree.Scalar authority = settings.over(Setting.TLS_CA, tls.scalar("ca"));
        Tree.Scalar first =
                Stream.of(certificate, key, authority)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        if (first == null) {
            return cluster;
        }
        if (certificate == null || key == null || authority == null) {
            mistake(first, "give all three of certificate, key and ca");
            return cluster;
        }
        Tls files = new Tls(file(certificate), file(key), file(authority));
        return cluster == null ? null : cluster.with(files);
    }

    private Path file(Tree.Scalar scalar) {
        try {
            if (!scalar.text().isBlank()) {
                return Path.of(scalar.text()).toAbsolutePath();
            }
        } catch (InvalidPathException none) {
            // the same mistake
        }
        mistake(scalar, "the path of a file, found " + Problem.quoted(scalar.text()));
        return Path.of("");
    }

    private void mistake(Tree.Scalar scalar, String what) {
        problems.mistake(scalar.place(), "node.tls", what);
    }
}
