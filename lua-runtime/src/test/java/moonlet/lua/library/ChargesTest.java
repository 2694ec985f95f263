package moonlet.lua.library;

import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.engine.Backend;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What works in proportion to its input pays in proportion: {@code charges.txt} has a line for each
 * builtin and operator, which is run with inputs of a million bytes or entries. A builtin that the
 * list does not name fails the build.
 */
class ChargesTest {
    private static final int SIZE = 1 << 20;
    private static final int UNITS_PER_REDUCTION_MAX = 80;
    private static final int UNPACKING = 999_999 / 16; // what values() itself pays

    /** Of the program below, up to the part that is paid for. */
    private static final String INPUTS =
            """
            local size = %d
            local big, other = ("x"):rep(size), ("x"):rep(size)
            local spaces, digits = (" "):rep(size), ("0"):rep(size)
            local many = {}
            for i = 1, 999999 do many[i] = i end
            local function values() return table.unpack(many) end
            """
                    .formatted(SIZE);

    private static final String NAMES =
            """
            local names, libraries = {}, {"string", "table", "math", "bit32", "os", "coroutine"}
            for name, value in pairs(_G) do
              if type(value) == "function" then names[#names + 1] = name end
            end
            for _, library in ipairs(libraries) do
              for name, value in pairs(_G[library]) do
                if type(value) == "function" then names[#names + 1] = library .. "." .. name end
              end
            end
            return table.concat(names, " ")
            """;

    @ParameterizedTest
    @MethodSource("lines")
    void work_is_paid_in_proportion_to_its_input(String line) {
        String program = INPUTS + line.replaceFirst("pays (.*)", "return function() $1\nend");
        for (Backend backend : Backend.values()) {
            long paid = new Lua(backend).spent(program);
            long values = line.matches(".*(values\\(\\)|unpack\\(ones).*") ? UNPACKING : 0;
            assertTrue(
                    paid - values >= SIZE / UNITS_PER_REDUCTION_MAX,
                    () -> line + ": paid " + paid + ", " + backend);
        }
    }

    @Test
    void every_builtin_is_in_the_list() {
        Set<String> named =
                read().flatMap(line -> Stream.of(line.split("[^\\w.]+")))
                        .collect(Collectors.toSet());
        for (String name : new Lua(Backend.INTERPRETED).bytes(NAMES).split(" ")) {
            assertTrue(named.contains(name), () -> name + " is not in charges.txt");
        }
    }

    static Stream<String> lines() {
        return read().filter(line -> line.contains("pays "));
    }

    private static Stream<String> read() {
        try (var in = ChargesTest.class.getResourceAsStream("/charges.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
