package moonlet.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.util.Map;

/** {@code moonlet}: the top of the command line. */
@Command(
        name = "moonlet",
        description = "Runs Lua code as isolated, lightweight processes.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = false)
public final class MoonletCommand implements Runnable {
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    MoonletCommand() {}

    /**
     * Runs one command.
     *
     * @param environment the environment variables
     * @return the exit code: 0 done, 1 failed, 2 wrong usage
     */
    public static int execute(String[] args, Map<String, String> environment) {
        CommandLine line =
                new CommandLine(new MoonletCommand())
                        .addSubcommand(new RunCommand(environment))
                        .addSubcommand(new ExecCommand(environment))
                        .addSubcommand(new TestCommand(environment))
                        .addSubcommand(new CheckCommand(environment))
                        .addSubcommand(new BenchCommand(environment))
                        .addSubcommand(new VersionCommand())
                        .addSubcommand(new CommandLine.HelpCommand());
        // Negative numbers are arguments of a Lua program, not options of ours.
        line.getSubcommands().get("exec").setUnmatchedOptionsArePositionalParams(true);
        line.setExecutionExceptionHandler(
                (thrown, command, parsed) -> {
                    command.getErr().println("error: " + thrown);
                    thrown.printStackTrace(command.getErr());
                    return CommandLine.ExitCode.SOFTWARE;
                });
        return line.execute(args);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "which command? one of run, exec, test, check, bench, version");
    }
}
