package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import moonlet.lua.process.Fibers;
import moonlet.lua.process.Payloads;
import moonlet.protocol.Ending;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.TimeUnit;

class ProcessesTest {
    @Test
    void a_parent_learns_of_a_child_that_was_killed_before_they_were_related() throws Exception {
        try (TestNodes nodes = TestNodes.start("stress", Fibers.detect())) {
            Node node = nodes.node();
            RunningProcess parent =
                    run(
                            node,
                            """
                            process.set_options({trap_links = true})
                            process.registry.register("ready")
                            local kinds = {}
                            for i = 1, 2 do
                                kinds[i] = process.events():receive().kind
                            end
                            return kinds""");
            TestNodes.await("it traps links", () -> node.names().count() > 0);
            RunningProcess child = run(node, "process.inbox():receive()");
            LocalProcess its = node.processes().find(child.pid());
            node.terminate(child.pid());
            child.ending().get(10, TimeUnit.SECONDS);

            LocalProcess own = node.processes().find(parent.pid());
            assertFalse(Processes.relate(own, its, true, true, 0));

            var returned = (Ending.Returned) parent.ending().get(10, TimeUnit.SECONDS);
            assertEquals(List.of("pid.exit", "pid.link.down"), Payloads.toJava(returned.value()));
        }
    }

    private static RunningProcess run(Node node, String code) {
        RunningProcess running =
                node.exec("stress:run", "stress:processes", Payloads.of(List.of(code)));
        TestNodes.await("it runs", () -> node.processes().find(running.pid()) != null);
        return running;
    }
}
