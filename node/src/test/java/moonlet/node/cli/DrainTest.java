package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.node.cli.Shell.Seen;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node that is told to end, or taken out, while processes of another one have to do with it: two
 * real JVMs, node1 with the host app:left and node2 with app:right. And a node that has a singleton
 * and is told to end, of three with the host app:left.
 */
@Tag("machines")
class DrainTest {
    private static final String WATCH =
            """
            local pid
            repeat
              pid = process.spawn_monitored("app:%s", "node2@app:right", process.pid())
              if not pid then time.sleep("50ms") end
            until pid
            print("watching")
            """;

    private static final int SHUTDOWN_MILLIS = 6_000;

    @TempDir private Path folder;
    private final List<Jvm> nodes = new ArrayList<>();
    private Shell app;

    @BeforeEach
    void hosts() {
        app =
                new Shell(folder)
                        .yaml("  - {name: left, kind: process.host}\n")
                        .yaml("  - {name: right, kind: process.host}\n")
                        .yaml(
                                "  - {name: service, kind: process.service, process: 'app:watcher',"
                                        + " host: 'app:left', lifecycle: {auto_start: true}}\n");
    }

    @AfterEach
    void stop() {
        nodes.forEach(Jvm::close);
    }

    @Test
    void what_processes_say_when_they_are_cancelled_arrives_before_their_exit() throws Exception {
        entry(
                "teller",
                """
                local to = ...
                process.events():receive()
                for i = 1, 5000 do process.send(to, "last", i, string.rep("x", 200)) end
                return 5000
                """);
        entry(
                "watcher",
                WATCH.formatted("teller")
                        + """
                        local last, count = process.listen("last"), 0
                        local event = process.events():receive()
                        while not channel.select({last:case_receive(), default = true}).default do
                          count = count + 1
                        end
                        print("told " .. count, event.result.value, event.result.error)
                        """);
        Jvm node1 = startBoth();
        node1.awaitErr("watching");
        nodes.getLast().terminate();
        node1.awaitErr("told 5000 5000 nil");
        assertEquals(0, nodes.getLast().awaitExit());
    }

    @Test
    void who_sends_to_a_node_that_drains_is_delivered_or_gets_an_exit() throws Exception {
        entry(
                "counter",
                """
                local numbers, events, last = process.listen("n"), process.events(), 0
                local function take(value)
                  assert(value[1] == last + 1, "a message is missing")
                  last = value[1]
                end
                while true do
                  local got = channel.select({numbers:case_receive(), events:case_receive()})
                  if got.channel == events then break end
                  take(got.value)
                end
                while true do
                  local got = channel.select({numbers:case_receive(), default = true})
                  if got.default then return last end
                  take(got.value)
                end
                """);
        entry(
                "watcher",
                WATCH.formatted("counter")
                        + """
                        local events, sent, refused = process.events(), 0, nil
                        while true do
                          local ok, err = process.send(pid, "n", {sent + 1})
                          if ok then sent = sent + 1 else refused = err:kind() end
                          if sent % 20 == 0 or refused then
                            local wait = refused and "10s" or "1ms"
                            local got = channel.select(
                              {events:case_receive(), time.after(wait):case_receive()})
                            if got.channel == events then
                              local result = got.value.result
                              print("sent=" .. sent .. " handled=" .. tostring(result.value)
                                .. " error=" .. tostring(result.error))
                              return
                            end
                            assert(not refused, "refused, and no EXIT within 10 s")
                          end
                        end
                        """);
        Jvm node1 = startBoth();
        node1.awaitErr("watching");
        nodes.getLast().terminate();
        node1.awaitErr("- sent="); // the log of links has "partsResent="
        String said = node1.err().getLast();
        Matcher numbers = Pattern.compile("sent=(\\d+) handled=(\\d+) error=nil").matcher(said);
        assertTrue(numbers.find(), said);
        // What came after its last look at the mailbox is what its EXIT is for.
        assertTrue(Integer.parseInt(numbers.group(2)) <= Integer.parseInt(numbers.group(1)), said);
        assertEquals(0, nodes.getLast().awaitExit());
    }

    @Test
    void a_draining_node_refuses_spawns_and_a_second_signal_ends_it_at_once() throws Exception {
        app.file("moonlet.yaml", "shutdown: {timeout: 1h}\n");
        entry("deaf", "print('deaf') while true do process.events():receive() end");
        entry(
                "watcher",
                WATCH.formatted("deaf")
                        + """
                        local err
                        repeat
                          _, err = process.spawn("app:deaf", "node2@app:right")
                          time.sleep("20ms")
                        until err
                        print("spawn: " .. tostring(err), err:retryable())
                        process.inbox():receive()
                        """);
        Jvm node1 = startBoth();
        node1.awaitErr("watching");
        nodes.getLast().terminate();
        node1.awaitErr("spawn: node node2 is draining and starts no more processes true");
        assertTrue(nodes.getLast().isAlive());
        nodes.getLast().terminate();
        assertEquals(130, nodes.getLast().awaitExit());
    }

    @Test
    void the_command_waits_until_the_node_has_left() throws Exception {
        withAdminApi();
        entry("deaf", "while true do process.events():receive() end");
        entry("watcher", WATCH.formatted("deaf") + "process.inbox():receive()");
        Jvm node1 = startBoth();
        node1.awaitErr("watching");
        cluster(node1, 0, "drain", "node2", "--timeout", "100ms");
        assertEquals(0, nodes.getLast().awaitExit());
    }

    @Test
    void a_silent_node_is_taken_out_by_hand_at_once_and_ends_when_it_is_back() throws Exception {
        withAdminApi();
        entry("idle", "process.inbox():receive()");
        entry(
                "watcher",
                WATCH.formatted("idle") + "print(process.events():receive().result.error)");
        Jvm node1 = startBoth();
        node1.awaitErr("watching");
        assertEquals(
                "error: Conflict: node node2 answers the others; to end it, use moonlet cluster"
                        + " drain node2",
                cluster(node1, 1, "down", "node2"));
        nodes.getLast().signal("STOP");
        node1.awaitErr("UNREACHABLE");
        cluster(node1, 0, "down", "node2");
        node1.awaitErr("node disconnected");
        assertTrue(node1.err().stream().noneMatch(line -> line.contains("SBR took decision")));
        nodes.getLast().signal("CONT");
        assertEquals(1, nodes.getLast().awaitExit());
        awaitGone(node1);
    }

    /** Pekko removes who was taken down a little later, in its own time. */
    private void awaitGone(Jvm node1) throws Exception {
        var gone =
                new Seen(1, "", "error: NotFound: no member is named \"node2\"; members are node1");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        Seen said;
        do {
            said = ask(node1, "down", "node2");
        } while (!said.equals(gone) && System.nanoTime() - deadline < 0);
        assertEquals(gone, said);
    }

    @Test
    void each_node_that_drains_lends_its_singleton_to_the_next_before_it_leaves() throws Exception {
        Instances instances = startThreeWithSingleton();
        for (int i = 0; i < 2; i++) {
            Jvm draining = nodes.get(i);
            long told = System.currentTimeMillis();
            draining.terminate();
            awaitLoan(instances, "node" + (i + 2), told);
            assertEquals(0, draining.awaitExit());
            instances.awaitWordAfter(System.currentTimeMillis() + 500);
            assertEquals(i + 2, instances.all().size(), instances.all()::toString);
            instances.printGaps();
        }
        instances.assertNeverTwoAtOnce();
    }

    @Test
    void a_node_that_drains_with_a_singleton_on_loan_ends_it_and_the_one_after_it_runs_it()
            throws Exception {
        Instances instances = startThreeWithSingleton();
        long told = System.currentTimeMillis();
        nodes.get(0).terminate();
        awaitLoan(instances, "node2", told);
        told = System.currentTimeMillis();
        nodes.get(1).terminate();
        assertTrue(instances.awaitAfter(told).isOn("node3"));
        assertEquals(0, nodes.get(0).awaitExit());
        assertEquals(0, nodes.get(1).awaitExit());
        instances.awaitWordAfter(System.currentTimeMillis() + 500);
        assertEquals(3, instances.all().size(), instances.all()::toString);
        instances.assertNeverTwoAtOnce();
    }

    /** Waits until a node runs it after that time, and while the one before still drains. */
    private static void awaitLoan(Instances instances, String node, long told) throws Exception {
        Instances.Instance next = instances.awaitAfter(told);
        assertTrue(next.isOn(node), next::toString);
        assertTrue(next.firstMillis() - told < SHUTDOWN_MILLIS / 2, next::toString);
    }

    /** With it runs a process that does not end before it is killed. */
    private Instances startThreeWithSingleton() throws Exception {
        app.file("moonlet.yaml", "shutdown: {timeout: " + SHUTDOWN_MILLIS + "ms}\n")
                .yaml(
                        "  - {name: one, kind: process.service, process: 'app:ticks', singleton:"
                                + " true, host: 'app:left', lifecycle: {auto_start: true}}\n");
        entry("watcher", "");
        entry("deaf", "while true do process.events():receive() end");
        entry(
                "ticks",
                """
                assert(process.registry.register("clock"))
                assert(process.spawn("app:deaf", "app:left"))
                local events = process.events()
                repeat
                  print(string.format("alive %.0f", time.now():unix_nano() / 1e6))
                  local got = channel.select(
                    {events:case_receive(), time.after("20ms"):case_receive()})
                until got.channel == events
                """);
        Instances instances = new Instances();
        String seed = instances.add(start("node1", "app:left")).awaitUp();
        for (String name : List.of("node2", "node3")) {
            instances.add(start(name, "app:left", "--seed", seed)).awaitUp();
        }
        assertTrue(instances.awaitLatest().isOn("node1"));
        return instances;
    }

    private void withAdminApi() {
        app.file(
                "moonlet.yaml",
                "shutdown: {timeout: 1h}\nnode: {admin: '127.0.0.1:0', admin_token_file: '"
                        + token()
                        + "'}\n");
    }

    private String token() {
        return folder.resolve("secret").resolve("token").toString();
    }

    /** Runs {@code moonlet cluster} by the admin API of a node; returns what it says of errors. */
    private String cluster(Jvm node, int exitCode, String... args) {
        Seen seen = ask(node, args);
        assertEquals(exitCode, seen.exitCode(), seen.err());
        return seen.err();
    }

    /** {@code moonlet cluster ARGS}, asked of this node. */
    private Seen ask(Jvm node, String... args) {
        String admin =
                node.err().stream()
                        .filter(line -> line.contains(" admin="))
                        .map(line -> line.replaceAll(".* admin=(\\S+).*", "$1"))
                        .findFirst()
                        .orElseThrow();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> command = new ArrayList<>(List.of("cluster"));
        command.addAll(List.of(args));
        int code =
                MoonletCommand.execute(
                        command.toArray(String[]::new),
                        Map.of("MOONLET_ADMIN", admin, "MOONLET_ADMIN_TOKEN_FILE", token()),
                        new PrintWriter(out),
                        new PrintWriter(err));
        return new Seen(code, out.toString().strip(), err.toString().strip());
    }

    private void entry(String name, String body) {
        app.entry(name, "process.lua", ", modules: [time]", "local time = require('time') " + body);
    }

    /** Returns node1; node2 is the last of {@link #nodes}. */
    private Jvm startBoth() throws Exception {
        Jvm node1 = start("node1", "app:left");
        String address = node1.awaitUp();
        Jvm node2 = start("node2", "app:right", "--seed", address);
        node2.awaitUp();
        return node1;
    }

    private Jvm start(String name, String host, String... more) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of("run", app.written(), "--name", name, "--listen", "127.0.0.1:0"));
        command.addAll(List.of("--host", host, "-v")); // so that Pekko's words are heard too
        command.addAll(List.of(more));
        Jvm jvm = Jvm.start(command.toArray(String[]::new));
        nodes.add(jvm);
        return jvm;
    }
}
