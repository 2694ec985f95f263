package moonlet.node;

import static moonlet.node.service.ServiceState.EXITED;
import static moonlet.node.service.ServiceState.FAILED;
import static moonlet.node.service.ServiceState.RUNNING;
import static moonlet.node.service.ServiceState.UNKNOWN;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.process.Payloads;
import moonlet.node.service.ServiceState;
import moonlet.node.service.ServiceStatus;
import moonlet.protocol.Ending;
import moonlet.protocol.Failure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The services of the application {@code services} on a node that is alone. */
class ServicesTest {
    private TestNodes nodes;
    private Node node;
    private RunningProcess recorder;
    private List<Failure> failures;

    @BeforeEach
    void start() throws Exception {
        nodes = TestNodes.startPatient("services");
        node = nodes.node();
        recorder = node.exec("s:recorder", "s:processes", Payloads.of(List.of()));
        TestNodes.await("the recorder is there", () -> node.nameCount() == 1);
        failures = node.startServices();
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void what_is_required_is_there_first() {
        assertTrue(pidNumber("s:base") < pidNumber("s:middle"));
        assertTrue(pidNumber("s:middle") < pidNumber("s:top"));
    }

    @Test
    void what_is_required_stops_last() throws Exception {
        List<?> said = said();
        List<String> order =
                List.of(
                        "top: service stopping",
                        "middle: service stopping",
                        "base: service stopping");
        assertEquals(order, said.stream().filter(order::contains).toList());
    }

    @Test
    void who_does_not_stop_in_time_is_killed() throws Exception {
        assertTrue(said().contains("deaf: goes on"));
        assertEquals(0, node.processCount());
        assertEquals(ServiceState.STOPPED, status("s:deaf_one").state());
    }

    @Test
    void who_raises_an_error_is_started_again_until_the_attempts_are_used_up() throws Exception {
        await("s:raises", FAILED, 3);
        assertEquals(3, Collections.frequency(said(), "raises"));
    }

    @Test
    void who_returns_an_error_is_started_again_too() throws Exception {
        await("s:returns", FAILED, 2);
        assertEquals("Internal: boom", status("s:returns").failure().toString());
        assertEquals(2, Collections.frequency(said(), "returns"));
    }

    @Test
    void who_returns_an_error_that_is_not_to_be_tried_again_is_not() {
        await("s:hopeless", FAILED, 1);
        assertNull(status("s:hopeless").retryAfter());
    }

    @Test
    void what_another_process_said_of_its_own_error_does_not_end_the_attempts() {
        await("s:passes_on", FAILED, 2);
    }

    @Test
    void who_returns_is_not_started_again() {
        await("s:ends", EXITED, 0);
    }

    @Test
    void who_requires_one_that_cannot_start_does_not_start_and_the_caller_learns_why() {
        String why = "failed to execute script: no top level";
        assertEquals(FAILED, status("s:depends_on_that").state());
        assertEquals(
                List.of(
                        "Internal: service s:cannot_start: " + why,
                        "Unavailable: service s:depends_on_that: it requires s:cannot_start, which"
                                + " failed: "
                                + why),
                failures.stream().map(f -> f.toString().replaceAll("\\S+:1: ", "")).toList());
    }

    @Test
    void who_is_not_to_start_with_the_node_does_not() {
        assertEquals(UNKNOWN, status("s:not_started").state());
        assertEquals(RUNNING, status("s:middle").state()); // but for one that is required
    }

    @Test
    void a_service_that_is_terminated_has_failed_and_starts_again() {
        long before = pidNumber("s:base");
        node.terminate(status("s:base").pid());
        TestNodes.await(
                "it runs again",
                () -> status("s:base").state() == RUNNING && pidNumber("s:base") != before);
        assertEquals(1, status("s:base").attempts());
        assertEquals(RUNNING, status("s:middle").state());
    }

    private List<?> said() throws Exception {
        node.close();
        Ending end = recorder.ending().get(10, TimeUnit.SECONDS);
        return (List<?>) Payloads.toJava(((Ending.Returned) end).value());
    }

    private long pidNumber(String id) {
        return status(id).pid().number();
    }

    private void await(String id, ServiceState state, int attempts) {
        TestNodes.await(
                id + " is " + state,
                () -> status(id).state() == state && status(id).attempts() == attempts);
    }

    private ServiceStatus status(String id) {
        return node.services().stream()
                .filter(status -> status.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
