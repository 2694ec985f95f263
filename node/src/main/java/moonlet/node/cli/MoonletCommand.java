package moonlet.node.cli;

import moonlet.node.OneLine;
import moonlet.node.cluster.CannotStart;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code moonlet}: the top of the command line. */
@Command(
        name = "moonlet",
        description = "Runs Lua code as isolated, lightweight processes.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = VersionCommand.Text.class,
        footer = {"", "moonlet COMMAND --help says more. MOONLET_JAVA_OPTS adds JVM options."})
public final class MoonletCommand implements Runnable {
    static final String COMMANDS =
            "run, cluster, nodes, ps, info, names, hosts, services, events, send, spawn, cancel,"
                    + " kill, exec, test, check, new, bench, completion, version";

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Same as the command version.")
    private boolean version;

    MoonletCommand() {}

    /**
     * Runs one command.
     *
     * @param environment the environment variables
     * @return the exit code: 0 done, 1 failed, 2 wrong usage
     */
    public static int execute(String[] args, Map<String, String> environment) {
        PrintWriter err = utf8(System.err);
        int exitCode = execute(args, environment, utf8(System.out), err);
        if (exitCode == 0 && System.out.checkError()) { // a program reads that as no result
            err.println(
                    "error: Unavailable: standard output took not all of the result: is its disk"
                            + " full, or has its reader ended?");
            err.flush();
            return 1;
        }
        return exitCode;
    }

    /** The same, with other places for results and for everything else. */
    static int execute(
            String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        CommandLine line =
                new CommandLine(new MoonletCommand())
                        .addSubcommand(new RunCommand(environment))
                        .addSubcommand(
                                new CommandLine(new ClusterCommand())
                                        .addSubcommand(new ClusterUpCommand(environment))
                                        .addSubcommand(new StatusCommand(environment))
                                        .addSubcommand(new DrainCommand(environment))
                                        .addSubcommand(new LeaveCommand(environment))
                                        .addSubcommand(new DownCommand(environment)))
                        .addSubcommand(new NodesCommand(environment))
                        .addSubcommand(new PsCommand(environment))
                        .addSubcommand(new InfoCommand(environment))
                        .addSubcommand(new NamesCommand(environment))
                        .addSubcommand(new HostsCommand(environment))
                        .addSubcommand(new ServicesCommand(environment))
                        .addSubcommand(new EventsCommand(environment))
                        .addSubcommand(new SendCommand(environment))
                        .addSubcommand(new SpawnCommand(environment))
                        .addSubcommand(new CancelCommand(environment))
                        .addSubcommand(new KillCommand(environment))
                        .addSubcommand(new ExecCommand(environment))
                        .addSubcommand(new TestCommand(environment))
                        .addSubcommand(new CheckCommand(environment))
                        .addSubcommand(new NewCommand())
                        .addSubcommand(new BenchCommand(environment))
                        .addSubcommand(new CompletionCommand())
                        .addSubcommand(new VersionCommand())
                        .addSubcommand(new CommandLine.HelpCommand())
                        .setOut(out)
                        .setErr(err)
                        // "@name" is text like any other, not a file of arguments.
                        .setExpandAtFiles(false)
                        .setParameterExceptionHandler(new WrongUsage())
                        .setExecutionExceptionHandler(MoonletCommand::bug);
        // Negative numbers are arguments of a Lua program, not options of ours.
        line.getSubcommands().get("exec").setUnmatchedOptionsArePositionalParams(true);
        int exitCode = line.execute(args);
        out.flush();
        err.flush();
        return exitCode;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "which command? one of " + COMMANDS);
    }

    private static int bug(Exception thrown, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (thrown instanceof CannotStart refused) {
            err.println("error: Unavailable: " + OneLine.of(refused.getMessage()));
            return 1;
        }
        err.println("error: Internal: " + thrown + "; this is a bug in Moonlet, please report it:");
        thrown.printStackTrace(err);
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** JSON is UTF-8 wherever it goes, whatever the terminal's locale says. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }
}
