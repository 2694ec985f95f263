package moonlet.node.cli;

import moonlet.node.OneLine;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;

/** A command that asks a running node and prints what it says. */
abstract class AdminVerb implements Callable<Integer> {
    @Spec private CommandLine.Model.CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private AdminOptions options;

    private final Map<String, String> environment;
    private boolean isIncomplete;

    AdminVerb(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public final Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            run(options.client(environment, nodes -> missing(nodes, err)), out);
            return isIncomplete ? 1 : 0;
        } catch (AdminClient.Refused refused) {
            print(refused.why(), err);
            return refused.exitCode();
        }
    }

    private void missing(String nodes, PrintWriter err) {
        isIncomplete = true;
        String without = "without what is on " + nodes + ": no answer in time";
        print(Failure.of(ErrorKind.UNAVAILABLE, without), err);
    }

    private void print(Failure why, PrintWriter err) {
        err.println(isJson() ? JsonOutput.error(why) : "error: " + OneLine.of(why.toString()));
        err.flush();
    }

    /** Asks and prints. */
    abstract void run(AdminClient client, PrintWriter out)
            throws AdminClient.Refused, InterruptedException;

    /** Wrong usage that only the command itself can see. */
    final CommandLine.ParameterException wrong(String text) {
        return new CommandLine.ParameterException(spec.commandLine(), text);
    }

    /** Whether programs read what is printed. */
    final boolean isJson() {
        return options.output.isJson();
    }

    /** Prints an answer: as JSON, or as a table with these fields of each row. */
    final void print(JsonNode answer, PrintWriter out, String... fields) {
        if (options.output.isJson()) {
            out.println(answer);
        } else {
            new TextTable(fields).print(answer, out);
        }
        out.flush();
    }

    /** Says that something is done: only programs want to hear it. */
    final void printDone(JsonNode answer, PrintWriter out) {
        if (options.output.isJson()) {
            out.println(answer);
            out.flush();
        }
    }

    /** Says to people what goes on while they wait. */
    final void say(String text) {
        if (!options.output.isJson()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(OneLine.of(text));
            err.flush();
        }
    }
}
