package moonlet.lua.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import moonlet.lua.engine.Backend;
import moonlet.lua.library.Lua;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Random programs by {@code programs.grammar} do in both back ends what they do in {@code lua5.2}.
 * More of them: {@code -Dreference.programs=50000}; others: {@code -Dreference.first=10000}.
 */
class ReferenceTest {
    private static final int PROGRAMS = Integer.getInteger("reference.programs", 1_000);
    private static final int BATCH = 1_000;
    private static final long FIRST = Long.getLong("reference.first", 1);

    @TempDir Path folder;

    @BeforeAll
    static void reference_is_installed() throws InterruptedException {
        assumeTrue(
                ReferenceLua.isInstalled(),
                "no lua5.2 on this machine to compare with; install the package lua5.2");
    }

    @Test
    void random_programs_end_as_in_the_reference_implementation() throws Exception {
        for (long first = FIRST; first < FIRST + PROGRAMS; first += BATCH) {
            compare(first, Math.min(first + BATCH, FIRST + PROGRAMS));
        }
    }

    private void compare(long first, long end) throws IOException, InterruptedException {
        Grammar grammar = Grammar.read("/reference/programs.grammar");
        List<String> programs = LongStream.range(first, end).mapToObj(grammar::text).toList();
        List<String> expected = ReferenceLua.run(programs, folder);
        for (int i = 0; i < programs.size(); i++) {
            for (Backend backend : Backend.values()) {
                String where = backend + ", program " + (first + i) + ":\n" + programs.get(i);
                assertEquals(expected.get(i), new Lua(backend).bytes(programs.get(i)), where);
            }
        }
    }
}
