package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LogAllowanceTest {
    private final LogAllowance allowance = new LogAllowance(2, 100);

    @Test
    void so_many_lines_a_second_and_what_is_more_is_counted() {
        assertTrue(allowance.take(5_000, 1));
        assertTrue(allowance.take(5_999, 1));
        assertFalse(allowance.take(5_999, 1));
        assertEquals(1, allowance.takeLeftOut());
        assertEquals(0, allowance.takeLeftOut());
    }

    @Test
    void the_next_second_has_room_again() {
        allowance.take(5_000, 60);
        assertFalse(allowance.take(5_000, 60));
        assertTrue(allowance.take(6_000, 60));
    }

    @Test
    void other_limits_count_what_was_written_before() {
        allowance.take(5_000, 1);
        allowance.take(5_000, 1);
        allowance.limits(3, 100);
        assertTrue(allowance.take(5_000, 1));
        assertFalse(allowance.take(5_000, 1));
    }

    @Test
    void one_line_always_has_room() {
        assertTrue(allowance.take(5_000, 1_000));
        assertFalse(allowance.take(5_000, 1));
    }
}
