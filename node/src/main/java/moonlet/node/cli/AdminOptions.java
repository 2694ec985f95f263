package moonlet.node.cli;

import moonlet.node.admin.AdminSettings;

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
                    "Where a node's admin API listens; default is MOONLET_ADMIN, else"
                            + " 127.0.0.1:7070. Any node answers for all.")
    private String admin;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "The token of the node; default is MOONLET_ADMIN_TOKEN_FILE, else"
                            + " ~/.moonlet/admin.token.")
    private Path tokenFile;

    AdminClient client(Map<String, String> environment, Consumer<String> incomplete) {
        String place = admin != null ? admin : environment.get("MOONLET_ADMIN");
        String file = environment.get("MOONLET_ADMIN_TOKEN_FILE");
        Path token = file == null ? AdminSettings.defaultTokenFile() : Path.of(file);
        return new AdminClient(
                place != null ? place : "127.0.0.1:" + AdminSettings.PORT_DEFAULT,
                tokenFile != null ? tokenFile : token,
                incomplete);
    }
}
