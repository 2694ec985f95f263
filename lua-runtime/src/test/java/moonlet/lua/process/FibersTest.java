package moonlet.lua.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** That both kinds run the same programs is shown by the node's ConformanceTest. */
class FibersTest {
    @Test
    void a_jvm_that_is_started_as_we_do_lets_the_owner_schedule() {
        assertTrue(Fibers.detect().scheduledByOwner());
    }

    @Test
    void turns_can_be_handed_over_instead() {
        assertFalse(Fibers.handedOver().scheduledByOwner());
    }
}
