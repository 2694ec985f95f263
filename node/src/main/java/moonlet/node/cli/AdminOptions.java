package moonlet.node.cli;

import moonlet.node.admin.AdminSettings;
import moonlet.protocol.ErrorKind;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Options of the commands that ask a running node. */
final class AdminOptions {
    @Mixin OutputOption output;

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            description =
                    "Where a node's admin API listens, https://HOST:PORT if by TLS; default is"
                            + " MOONLET_ADMIN, else 127.0.0.1:7070. Any node answers for all.")
    private String admin;

    @Option(
            names = "--admin-ca",
            paramLabel = "FILE",
            description =
                    "The authorities, in PEM, whose certificates are taken with https; default is"
                            + " MOONLET_ADMIN_CA, else those of the JDK.")
    private Path authority;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "The token of the node; default is MOONLET_ADMIN_TOKEN_FILE, else"
                            + " ~/.moonlet/admin.token.")
    private Path tokenFile;

    AdminClient client(Map<String, String> environment, Consumer<String> incomplete)
            throws AdminClient.Refused {
        String place = admin != null ? admin : environment.get("MOONLET_ADMIN");
        if (authority != null && (place == null || !place.startsWith("https://"))) {
            throw AdminClient.Refused.failed(
                    ErrorKind.INVALID,
                    "--admin-ca goes with --admin https://HOST:PORT; found "
                            + (place == null ? "none" : place));
        }
        String authorities = environment.get("MOONLET_ADMIN_CA");
        Path ca = authorities == null ? null : Path.of(authorities);
        String file = environment.get("MOONLET_ADMIN_TOKEN_FILE");
        Path token = file == null ? AdminSettings.defaultTokenFile() : Path.of(file);
        return new AdminClient(
                AdminPlace.of(
                        place != null ? place : "127.0.0.1:" + AdminSettings.PORT_DEFAULT,
                        authority != null ? authority : ca),
                tokenFile != null ? tokenFile : token,
                incomplete);
    }
}
