package moonlet.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/** {@code moonlet cluster ...}: commands for several nodes. */
@Command(
        name = "cluster",
        description = "Several nodes: a cluster on this machine, or one that runs.")
final class ClusterCommand implements Runnable {
    static final String COMMANDS = "up, status, drain, leave, down";

    @Spec private CommandLine.Model.CommandSpec spec;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "which command? one of " + COMMANDS);
    }
}
