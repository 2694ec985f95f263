package moonlet.node.cli;

import picocli.CommandLine.Option;

/** {@code -h}. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;
}
