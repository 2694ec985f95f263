package moonlet.node.cli;

import moonlet.node.OneLine;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;

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
        boolean atTheTop = mistake.getCommandLine().getParent() == null;
        if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
            return mistake.getMessage();
        }
        String first = unmatched.getUnmatched().getFirst();
        if (unmatched.isUnknownOption()) {
            return "unknown option "
                    + first
                    + (atTheTop ? "; options stand behind the command" : "");
        }
        if (!atTheTop) {
            return "one argument too many: " + first;
        }
        var similar = unmatched.getSuggestions();
        return "unknown command "
                + first
                + (similar.isEmpty()
                        ? "; one of " + MoonletCommand.COMMANDS
                        : "; did you mean " + similar.getFirst().replace("moonlet ", "") + "?");
    }
}
