package moonlet.node.app;

import moonlet.node.admin.AdminSettings;
import moonlet.node.cluster.ClusterSettings;
import moonlet.node.cluster.Tls;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads where the files are with which a node encrypts its connections with others, and its admin
 * API. They are opened when the node starts: {@code moonlet check} is for other machines too.
 */
final class TlsReader {
    private final Settings settings;
    private final Problems problems;
    private final boolean isGiven; // any of them
    private final Tls files; // null if they are not given, or not as they have to be

    TlsReader(FieldReader tls, Settings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
        Tree.Scalar certificate = settings.over(Setting.TLS_CERTIFICATE, tls.scalar("certificate"));
        Tree.Scalar key = settings.over(Setting.TLS_KEY, tls.scalar("key"));
        Tree.Scalar authority = settings.over(Setting.TLS_CA, tls.scalar("ca"));
        Tree.Scalar first =
                Stream.of(certificate, key, authority)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        this.isGiven = first != null;
        boolean all = certificate != null && key != null && authority != null;
        if (isGiven && !all) {
            mistake(first, "give all three of certificate, key and ca");
        }
        this.files = all ? new Tls(file(certificate), file(key), file(authority)) : null;
    }

    /**
     * What is said of the cluster, with encryption where that is said too.
     *
     * @param cluster null where the node does not listen, and so encrypts nothing
     */
    ClusterSettings over(ClusterSettings cluster) {
        return cluster == null || files == null ? cluster : cluster.with(files);
    }

    /**
     * What is said of the admin API, with TLS where that is said too.
     *
     * @param admin null where there is none
     */
    AdminSettings over(AdminSettings admin, FieldReader node) {
        String key = "node.admin_tls";
        boolean written = node.flag("admin_tls", false);
        if (!settings.flag(Setting.ADMIN_TLS, written, key, problems)) {
            return admin;
        }
        if (!isGiven) {
            Tree.Scalar outside = settings.over(Setting.ADMIN_TLS, (Tree.Scalar) null);
            problems.mistake(
                    outside == null ? node.place("admin_tls") : outside.place(),
                    key,
                    "the admin API needs a certificate for that: give node.tls with certificate,"
                            + " key and ca");
        }
        return admin == null ? null : admin.with(files);
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
