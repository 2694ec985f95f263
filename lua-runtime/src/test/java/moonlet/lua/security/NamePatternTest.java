package moonlet.lua.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "*, process.send, true",
        "*, '', true",
        "process.send, process.send, true",
        "process.send, process.sen, false",
        "process.send, process.sendx, false",
        "process.s*, process.send, true",
        "process.s*, process.link, false",
        "process.*, process.send, true",
        "process.*, process, true",
        "process.*, processx, true",
        "process.*, proces, false",
        ".*, anything, true",
        "a*c, a*c, true",
        "a*c, abc, false",
    })
    void a_pattern_means_itself_a_beginning_or_everything(
            String pattern, String name, boolean matches) {
        assertEquals(matches, new NamePattern(pattern).matches(name));
    }
}
