package moonlet.lua.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatternTest {
    @ParameterizedTest
    @CsvSource({
        "a, a, true",
        "a, b, false",
        "a, a.b, false",
        "*, a, true",
        "*, a.b, false",
        "a.*, a.b, true",
        "a.*, a, false",
        "**, a.b.c, true",
        "a.**, a, true",
        "a.**, a.b.c, true",
        "a.**.d, a.b.c.d, true",
        "a.**.d, a.d, true",
        "a.**.d, a.b.c, false",
        "**.b.**, a.b.a.b.c, true",
        "**.b, b.b.a.b, true",
        "(a|b).c, b.c, true",
        "(a|b).c, c.c, false",
    })
    void a_name_matches_part_by_part(String pattern, String name, boolean expected)
            throws EventPattern.Malformed {
        assertEquals(expected, EventPattern.of(pattern).matches(EventPattern.split(name)), pattern);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*", "***", "(a", "a)", "a|b", "(a|*)", "(a|b)c"})
    void what_is_neither_a_name_nor_a_pattern_is_refused(String text) {
        assertThrows(EventPattern.Malformed.class, () -> EventPattern.of(text));
    }

    @ParameterizedTest
    @CsvSource({"a.b, a.b", "(a), ", "a.*, ", "**, "})
    void only_plain_names_are_exact(String pattern, String expected) throws EventPattern.Malformed {
        if (expected == null) {
            assertNull(EventPattern.of(pattern).exact());
        } else {
            assertEquals(expected, EventPattern.of(pattern).exact());
        }
    }
}
