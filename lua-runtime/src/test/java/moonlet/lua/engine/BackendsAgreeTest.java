package moonlet.lua.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.lua.library.Lua;

import org.junit.jupiter.api.Test;

/** The compiler and the interpreter run random programs, and must come to the same end. */
class BackendsAgreeTest {
    private static final int PROGRAMS = 300;

    @Test
    void random_programs_give_the_same_value_or_error() {
        for (long seed = 1; seed <= PROGRAMS; seed++) {
            String program = new RandomProgram(seed).text();
            String interpreted = new Lua(Backend.INTERPRETED).run(program);
            String compiled = new Lua(Backend.COMPILED).run(program);
            assertEquals(interpreted, compiled, "seed " + seed + ":\n" + program);
        }
    }
}
