package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.node.Main;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A command in a JVM of its own, as the launcher starts it: for signals and real streams. */
final class Jvm implements AutoCloseable {
    private static final int BOUND_SECONDS = 60;

    private final Process process;
    private final BlockingQueue<String> err = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();
    private final Thread reader;

    private Jvm(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::readErr);
    }

    static Jvm start(String... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    /** The same, behind another command that runs it. */
    static Jvm start(List<String> before, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                        "@src/main/dist/jvm.options",
                        "-Xmx256m",
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()));
        command.addAll(List.of(arguments));
        return new Jvm(new ProcessBuilder(command).start());
    }

    /** Waits until standard error has a line with this text. */
    void awaitErr(String text) throws InterruptedException {
        String line;
        do {
            line = err.poll(BOUND_SECONDS, TimeUnit.SECONDS);
            assertNotNull(line, () -> "no line with \"" + text + "\" in " + seen + state());
            seen.add(line);
        } while (!line.contains(text));
    }

    /** Waits until it is a member of a cluster; returns its address, {@code HOST:PORT}. */
    String awaitUp() throws InterruptedException {
        awaitErr("node up;");
        return seen.getLast().replaceAll(".* address=(\\S+).*", "$1");
    }

    /** Sends a signal, for example {@code STOP}. */
    void signal(String name) throws IOException, InterruptedException {
        String pid = Long.toString(process.pid());
        assertEquals(0, new ProcessBuilder("kill", "-" + name, pid).start().waitFor());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; what it said before is read to the end. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** SIGTERM; the handle leaves the streams open. */
    void terminate() {
        process.toHandle().destroy();
    }

    int awaitExit() throws InterruptedException {
        return awaitExit(BOUND_SECONDS);
    }

    int awaitExit(int boundSeconds) throws InterruptedException {
        assertTrue(process.waitFor(boundSeconds, TimeUnit.SECONDS), "still runs; said " + seen);
        reader.join();
        err.drainTo(seen);
        return process.exitValue();
    }

    String out() throws IOException {
        return new String(process.getInputStream().readAllBytes());
    }

    /** Waits for the first line of standard output, which is not in {@link #out} then. */
    String firstLine() throws Exception {
        return CompletableFuture.supplyAsync(() -> process.inputReader().lines().findFirst())
                .get(BOUND_SECONDS, TimeUnit.SECONDS)
                .orElseThrow();
    }

    /** What standard error had; after {@link #awaitExit} all of it. */
    List<String> err() {
        return seen;
    }

    /** What standard error has had by now. */
    List<String> errByNow() {
        err.drainTo(seen);
        return List.copyOf(seen);
    }

    /** What explains a silence: how it has ended, or else what its threads do. */
    private String state() {
        try {
            if (!process.isAlive()) {
                return "; it has ended with " + process.exitValue() + ": " + out();
            }
            String jcmd = System.getProperty("java.home") + "/bin/jcmd";
            Process threads =
                    new ProcessBuilder(jcmd, Long.toString(process.pid()), "Thread.print")
                            .redirectErrorStream(true)
                            .start();
            return "; its threads: " + new String(threads.getInputStream().readAllBytes());
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void readErr() {
        try (BufferedReader lines = process.errorReader()) {
            lines.lines().forEach(err::add);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
