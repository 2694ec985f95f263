package moonlet.node.cli;

import moonlet.node.LogSetup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node in a JVM of its own, started by this one. It ends when its standard input does, so it
 * never outlives this JVM.
 */
final class ChildNode {
    /**
     * Where a node is, {@code HOST:PORT} each.
     *
     * @param listen where other nodes reach it
     * @param admin of its admin API; null where it has none
     */
    record Up(String listen, String admin) {
        private static final Pattern LINE = Pattern.compile("up (\\S+)(?: (\\S+))?");

        /** The line that a child prints first. */
        String line() {
            return "up " + listen + (admin == null ? "" : " " + admin);
        }

        /** Null for any other line. */
        static Up of(String line) {
            Matcher matcher = LINE.matcher(line);
            return matcher.matches() ? new Up(matcher.group(1), matcher.group(2)) : null;
        }
    }

    private static final List<String> ACCESS =
            List.of(
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED");

    private final String name;
    private final Process process;
    private final CompletableFuture<Up> up = new CompletableFuture<>();

    private ChildNode(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Starts {@code moonlet run} with these options. It logs as much as this JVM does.
     *
     * @param environment variables that it has besides those of this JVM
     * @param lines gets each line that the node prints or logs, without its end
     */
    static ChildNode start(
            String name,
            Path app,
            List<String> options,
            Map<String, String> environment,
            Consumer<String> lines)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        String level = System.getProperty(LogSetup.LEVEL_PROPERTY, "INFO");
        command.add("-D" + LogSetup.LEVEL_PROPERTY + "=" + level);
        command.addAll(ACCESS);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of("moonlet.node.Main", "run", app.toString(), "--name", name));
        command.add("--until-input-ends");
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process = builder.start();
        ChildNode child = new ChildNode(name, process);
        child.pump(process.getErrorStream(), lines);
        child.pump(process.getInputStream(), line -> child.printed(line, lines));
        process.onExit()
                .thenRun(
                        () ->
                                child.up.completeExceptionally(
                                        new IOException(
                                                "ended with exit code " + process.exitValue())));
        return child;
    }

    String name() {
        return name;
    }

    /** The process id of its JVM. */
    long processId() {
        return process.pid();
    }

    /** Where it is; null until it is up. */
    Up up() {
        return up.getNow(null);
    }

    /**
     * Waits until it is a member of its cluster.
     *
     * @throws IOException if it ends before, or takes longer
     */
    void awaitUp(long seconds) throws IOException, InterruptedException {
        try {
            up.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException ended) {
            throw new IOException(name + " " + ended.getCause().getMessage());
        } catch (TimeoutException late) {
            throw new IOException(name + " is not up after " + seconds + " s");
        }
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Tells it to end. */
    void stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            // that is what was wanted
        }
    }

    /** Waits for its end, then ends it by force. */
    void awaitEnd(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private void printed(String line, Consumer<String> lines) {
        Up said = Up.of(line);
        if (said == null || !up.complete(said)) {
            lines.accept(line);
        }
    }

    private void pump(InputStream from, Consumer<String> lines) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            var reader = new InputStreamReader(from, StandardCharsets.UTF_8);
                            try (BufferedReader text = new BufferedReader(reader)) {
                                text.lines().forEach(lines);
                            } catch (IOException | RuntimeException gone) {
                                // the process has ended
                            }
                        });
    }
}
