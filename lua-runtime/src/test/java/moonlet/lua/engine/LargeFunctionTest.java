package moonlet.lua.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.lua.library.Lua;

import org.junit.jupiter.api.Test;

/** Functions that no JIT compiler takes run interpreted, and get on with the others. */
class LargeFunctionTest {
    private static final String MIXED =
            """
            local n, fixed = 0, 5
            local function inner() n = n + fixed; return n end
            local function outer(x)
              local t, seen = {}, 0
            %s
              local function last() seen = seen + inner(); return seen end
              return last() + #t
            end
            return outer(1), inner()
            """;

    @Test
    void a_function_of_more_than_8000_bytecodes_shares_its_variables_with_compiled_ones() {
        assertAgree(MIXED.formatted("  t[#t + 1] = x * 2 + seen\n".repeat(600)), "605 10");
    }

    @Test
    void a_function_of_more_than_64_kilobytes_runs() {
        assertAgree(MIXED.formatted("  t[#t + 1] = x * 2 + seen\n".repeat(6_000)), "6005 10");
    }

    @Test
    void a_large_main_function_runs() {
        assertAgree(
                "local t = {}\n" + "t.x = (t.x or 0) + 1\n".repeat(5_000) + "return t.x", "5000");
    }

    private static void assertAgree(String program, String expected) {
        for (Backend backend : Backend.values()) {
            assertEquals(expected, new Lua(backend).run(program), backend.name());
        }
    }
}
