package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A singleton of three nodes, real JVMs, when the node that it runs on is killed or stopped. {@code
 * -Dsingleton.repetitions} says how often, {@code -Dsingleton.stopSeconds} for how long it stops.
 */
@Tag("machines")
class LostSingletonTest {
    private static final int REPETITIONS = Integer.getInteger("singleton.repetitions", 2);
    private static final int STOP_SECONDS = Integer.getInteger("singleton.stopSeconds", 20);

    private final Map<String, Jvm> nodes = new HashMap<>();
    private final Map<String, String> addresses = new HashMap<>();
    private final Instances instances = new Instances();
    private final Moves moves = new Moves(instances);

    @BeforeEach
    void three_nodes() throws Exception {
        for (String name : List.of("node1", "node2", "node3")) {
            start(name);
        }
    }

    @AfterEach
    void stop() {
        nodes.values().forEach(Jvm::close);
    }

    @Test
    void kill_9_of_its_node_moves_it() throws Exception {
        for (int i = 1; i <= REPETITIONS; i++) {
            String holder = holder();
            long killed = System.currentTimeMillis();
            nodes.get(holder).kill();
            moves.await("kill -9 of " + holder, killed);
            nodes.get(holder).awaitExit();
            start(holder);
        }
        moves.printSummary();
        instances.assertNeverTwoAtOnce();
    }

    @Test
    void a_node_that_is_stopped_and_goes_on_does_not_run_it_beside_the_new_one() throws Exception {
        for (int i = 1; i <= REPETITIONS; i++) {
            String holder = holder();
            long stopped = System.currentTimeMillis();
            nodes.get(holder).signal("STOP");
            moves.await("SIGSTOP of " + holder, stopped);
            long left = stopped + 1000L * STOP_SECONDS - System.currentTimeMillis();
            TimeUnit.MILLISECONDS.sleep(Math.max(0, left));
            nodes.get(holder).signal("CONT");
            assertEquals(1, nodes.get(holder).awaitExit());
            start(holder);
        }
        moves.printSummary();
        instances.assertNeverTwoAtOnce();
    }

    @Test
    void a_node_that_is_stopped_for_six_seconds_keeps_it() throws Exception {
        String holder = holder();
        nodes.get(holder).signal("STOP");
        TimeUnit.SECONDS.sleep(6); // longer than its lease, and shorter than it takes to lose it
        nodes.get(holder).signal("CONT");
        long goesOn = System.currentTimeMillis();
        instances.awaitWordAfter(goesOn + 1_000);
        assertEquals(1, instances.all().size(), instances.all()::toString);
    }

    @Test
    void sigterm_hands_it_over() throws Exception {
        String holder = holder();
        long told = System.currentTimeMillis();
        nodes.get(holder).terminate();
        moves.await("SIGTERM of " + holder, told);
        assertEquals(0, nodes.get(holder).awaitExit());
        instances.assertNeverTwoAtOnce();
    }

    private String holder() throws InterruptedException {
        return nodes.keySet().stream()
                .filter(instances.awaitLatest()::isOn)
                .findFirst()
                .orElseThrow();
    }

    private void start(String name) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("run", path(), "--name", name, "--listen", "127.0.0.1:0"));
        addresses.keySet().stream()
                .filter(other -> !other.equals(name))
                .findFirst()
                .ifPresent(other -> command.addAll(List.of("--seed", addresses.get(other))));
        Jvm jvm = instances.add(Jvm.start(command.toArray(String[]::new)));
        nodes.put(name, jvm);
        addresses.put(name, jvm.awaitUp());
    }

    private static String path() {
        return Instances.class.getResource("/singleton").getPath();
    }
}
