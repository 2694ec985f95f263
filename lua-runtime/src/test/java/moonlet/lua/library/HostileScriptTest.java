package moonlet.lua.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import static java.time.Duration.ofSeconds;

import moonlet.lua.engine.Backend;

import org.junit.jupiter.api.Test;

/** Scripts that would stop or exhaust a JVM if the libraries let them. */
class HostileScriptTest {
    private static final String TOO_MANY_STEPS =
            "error: spec:1: pattern match takes more steps than the limit patternStepsMax=10000000";
    private static final String TOO_LONG =
            "error: spec:1: string of %d bytes is longer than the limit stringBytesMax=67108864";

    private final Lua lua = new Lua(Backend.COMPILED);

    @Test
    void a_pattern_that_tries_everything_ends_with_an_error() {
        assertEnds(TOO_MANY_STEPS, "(('a'):rep(400)):find('.-.-.-.-b$')");
    }

    @Test
    void a_greedy_pattern_that_tries_everything_ends_with_an_error() {
        assertEnds(TOO_MANY_STEPS, "(('a'):rep(400)):match('.*.*.*.*.*b$')");
    }

    @Test
    void a_gsub_that_tries_everything_ends_with_an_error() {
        assertEnds(TOO_MANY_STEPS, "(('a'):rep(400)):gsub('.-.-.-.-b$', '')");
    }

    @Test
    void a_gmatch_that_tries_everything_ends_with_an_error() {
        assertEnds(TOO_MANY_STEPS, "(('a'):rep(400)):gmatch('.-.-.-.-b$')()");
    }

    @Test
    void one_pass_through_the_longest_string_is_not_too_many_steps() {
        assertEnds("67108864", "#(('a'):rep(2^26)):match('^.-$')");
        assertEnds("nil", "(('a'):rep(2^26)):match('b')");
    }

    @Test
    void a_gsub_that_multiplies_a_string_stops_at_the_limit() {
        assertEnds(TOO_LONG.formatted(68_000_000), "('x'):rep(100):gsub('x', ('y'):rep(1000000))");
    }

    @Test
    void a_concat_that_multiplies_a_string_stops_at_the_limit() {
        assertEnds(
                TOO_LONG.formatted(70_000_000),
                "local s, t = ('x'):rep(1e7), {} for i = 1, 9 do t[i] = s end"
                        + " return table.concat(t)");
    }

    @Test
    void a_format_of_a_long_string_again_and_again_stops_at_the_limit() {
        assertEnds(
                TOO_LONG.formatted(80_000_000),
                "local s = ('x'):rep(4e7) return ('%s%s'):format(s, s)");
    }

    @Test
    void a_plain_search_of_a_long_string_in_a_long_string_ends() {
        assertEnds("nil", "(('a'):rep(20000)):find(('a'):rep(10000) .. 'b', 1, true)");
    }

    @Test
    void an_order_that_lies_cannot_make_sort_run_on() {
        assertEnds(
                "20000",
                "local t, n = {}, 0 for i = 1, 20000 do t[i] = i % 7 end"
                        + " table.sort(t, function(a, b) n = n + 1 return n % 3 == 0 end)"
                        + " return #t");
    }

    @Test
    void a_position_far_outside_is_just_outside() {
        assertEnds("nil", "('abc'):find('', 2^63)");
        assertEnds("1 0", "('abc'):find('', -2^63)");
        assertEnds("\"\"", "('abc'):sub(2^63, -2^63)");
    }

    private void assertEnds(String expected, String text) {
        assertEquals(expected, assertTimeoutPreemptively(ofSeconds(20), () -> lua.run(text)));
    }
}
