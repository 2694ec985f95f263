package moonlet.node.cli;

import moonlet.node.LogSetup;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/** Options of every command that reads an application. */
final class CommonOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration; default is moonlet.yaml in the application folder.")
    Path config;

    @Option(names = "-v", description = "Logs more: also the errors that end processes.")
    void verbose(boolean more) {
        // Logback reads it when the first logger is made, which is later than this.
        System.setProperty(LogSetup.LEVEL_PROPERTY, more ? "DEBUG" : "INFO");
    }

    @Mixin private HelpOption help;
}
