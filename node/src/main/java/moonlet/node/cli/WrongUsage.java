package moonlet.node.cli;

import moonlet.node.OneLine;
import moonlet.node.app.Nearest;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.util.List;

/** The answer to wrong usage: what is wrong, how the command is called, where to read more. */
final class WrongUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("error: " + OneLine.of(text(mistake)));
        CommandLine.Help help = command.getHelp();
        err.print(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength()));
        err.println("More: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static String text(ParameterException mistake) {
        CommandLine command = mistake.getCommandLine();
        if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
            return mistake.getMessage().startsWith("Unknown subcommand") // of "help"
                    ? unknownCommand(command, mistake.getValue())
                    : mistake.getMessage();
        }
        String first = unmatched.getUnmatched().getFirst();
        if (unmatched.isUnknownOption()) {
            boolean atTheTop = command.getParent() == null;
            return "unknown option "
                    + first
                    + (atTheTop ? "; options stand behind the command" : "");
        }
        if (command.getSubcommands().isEmpty()) {
            return "one argument too many: " + first;
        }
        return unknownCommand(command, first);
    }

    private static String unknownCommand(CommandLine command, String name) {
        String all =
                command.getCommand() instanceof ClusterCommand
                        ? ClusterCommand.COMMANDS
                        : MoonletCommand.COMMANDS;
        return "unknown command "
                + name
                + Nearest.hintOr(name, List.of(all.split(", ")), "; one of " + all);
    }
}
