package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import moonlet.lua.process.Payloads;
import moonlet.protocol.Ending;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Who has how much of the time that a node gives its processes when it ends. */
class DrainTimeTest {
    @Test
    void services_that_do_not_stop_leave_time_to_the_other_processes() throws Exception {
        try (TestNodes nodes = TestNodes.start(TestNodes.path("drain"))) {
            Node node = nodes.node();
            assertEquals(List.of(), node.startServices());
            RunningProcess worker = node.exec("d:worker", "d:processes", Payloads.of(List.of()));
            TestNodes.await("the service has its name", () -> node.nameCount() == 1);
            worker.started().get(10, TimeUnit.SECONDS);
            node.operations().drainWithin(Duration.ofSeconds(4));
            node.close();
            Ending end = worker.ending().get(10, TimeUnit.SECONDS);
            Ending.Returned returned = assertInstanceOf(Ending.Returned.class, end);
            assertEquals("finished", Payloads.toJava(returned.value()));
        }
    }

    @Test
    void a_service_that_waits_for_one_that_does_not_stop_gets_its_cancel_at_half_of_it()
            throws Exception {
        try (TestNodes nodes = TestNodes.start(TestNodes.path("stoporder"))) {
            Node node = nodes.node();
            RunningProcess witness = node.exec("o:witness", "o:processes", Payloads.of(List.of()));
            TestNodes.await("the witness has its name", () -> node.nameCount() == 1);
            assertEquals(List.of(), node.startServices());
            node.operations().drainWithin(Duration.ofSeconds(4));
            node.close();
            Ending end = witness.ending().get(10, TimeUnit.SECONDS);
            Ending.Returned returned = assertInstanceOf(Ending.Returned.class, end);
            assertEquals(List.of("service stopping"), Payloads.toJava(returned.value()));
        }
    }
}
