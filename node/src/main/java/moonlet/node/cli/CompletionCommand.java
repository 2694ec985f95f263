package moonlet.node.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/**
 * {@code moonlet completion}: what a shell reads to complete commands, options and their values.
 */
@Command(
        name = "completion",
        description =
                "Prints what bash and zsh read to complete commands: source <(moonlet completion)")
final class CompletionCommand implements Callable<Integer> {
    @Spec private CommandLine.Model.CommandSpec spec;
    @Mixin private HelpOption help;

    @Override
    public Integer call() {
        CommandLine top = spec.parent().commandLine();
        top.getOut().print(AutoComplete.bash(top.getCommandName(), top));
        return 0;
    }
}
