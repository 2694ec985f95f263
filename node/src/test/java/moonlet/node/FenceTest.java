package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import moonlet.lua.process.Fibers;
import moonlet.lua.process.Payloads;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.Payload;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A process that runs only while its node is certain that it may. */
class FenceTest {
    private static final Payload ENDS = Payloads.of(List.of("ends"));

    @Test
    void a_process_behind_a_fence_gets_its_turns_while_that_is_open() throws Exception {
        AtomicBoolean open = new AtomicBoolean();
        try (TestNodes nodes = TestNodes.start("services", Fibers.detect())) {
            Spawning spawning = nodes.node().spawning();
            Fence fence = new Fence(open::get, nodes.node().timers());
            RunningProcess fenced =
                    spawning.spawn("s:fails", "s:processes", ENDS, Context.NONE, fence);
            fenced.started().get(10, TimeUnit.SECONDS);
            RunningProcess free = spawning.spawn("s:fails", "s:processes", ENDS);
            free.ending().get(10, TimeUnit.SECONDS); // which was behind it in the line
            assertFalse(fenced.ending().isDone());
            open.set(true);
            Ending end = fenced.ending().get(10, TimeUnit.SECONDS);
            assertInstanceOf(Ending.Returned.class, end);
        }
    }
}
