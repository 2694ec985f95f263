package moonlet.node.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class NearestTest {
    @Test
    void a_missing_letter_a_swap_and_a_wrong_letter_are_near() {
        assertEquals(Optional.of("time"), Nearest.to("tme", List.of("json", "time")));
        assertEquals(Optional.of("time"), Nearest.to("tiem", List.of("json", "time")));
        assertEquals(Optional.of("time"), Nearest.to("tine", List.of("json", "time")));
    }

    @Test
    void capitals_and_separators_do_not_count() {
        assertEquals(Optional.of("timersMax"), Nearest.to("TIMERS_MAX", List.of("timersMax")));
    }

    @Test
    void another_word_is_not_near() {
        assertEquals(Optional.empty(), Nearest.to("uuid", List.of("json", "time")));
        assertEquals("", Nearest.hint("x", List.of("json")));
    }

    @Test
    void the_same_name_in_another_namespace_is_a_guess() {
        assertEquals(
                "; did you mean \"app.lib:assert\"?",
                Nearest.hintForId("tests:assert", List.of("app.lib:assert", "app.lib:other")));
    }
}
