package moonlet.lua.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.lua.engine.Backend;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Runs {@code src/test/resources/spec}: each line is Lua, an arrow, and what it returns. */
class LibrarySpecTest {
    @ParameterizedTest(name = "{0}:{1}: {2}")
    @MethodSource("lines")
    void a_line_of_the_specification_holds(String file, int line, String text, String expected) {
        for (Backend backend : Backend.values()) {
            String where = file + ":" + line + ": " + text + " (" + backend + ")";
            assertEquals(expected, new Lua(backend).run(text), where);
        }
    }

    static Stream<Arguments> lines() {
        return Stream.concat(
                        Stream.of(
                                "string", "pattern", "format", "table", "math", "bit32", "os",
                                "numeral", "dialect", "json", "hash", "uuid"),
                        Stream.of(
                                "constructs",
                                "goto",
                                "closures",
                                "calls",
                                "vararg",
                                "events",
                                "errors",
                                "coroutine",
                                "nextvar",
                                "locals"))
                .flatMap(LibrarySpecTest::lines);
    }

    private static Stream<Arguments> lines(String name) {
        String file = "/spec/" + name + ".txt";
        try (var in = LibrarySpecTest.class.getResourceAsStream(file)) {
            String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
            return Stream.iterate(0, i -> i + 1)
                    .limit(lines.length)
                    .filter(i -> lines[i].contains(" --> "))
                    .map(i -> example(name, i + 1, lines[i].split(" --> ", 2)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Arguments example(String file, int line, String[] sides) {
        return Arguments.of(file, line, sides[0].strip(), sides[1].strip());
    }
}
