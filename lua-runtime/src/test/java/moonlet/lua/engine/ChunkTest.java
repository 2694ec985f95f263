package moonlet.lua.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x = = 1            | a.lua:1: unexpected symbol near '='",
                "x =                | a.lua:1: unexpected symbol near <eof>",
                "if x then          | a.lua:1: 'end' expected",
                "x = 1e             | a.lua:1: malformed number: For input string: \"1e\"",
                "x = 1..2           | a.lua:1: malformed number: multiple points",
                "goto nope          | a.lua:1: no visible label 'nope' for <goto> at line 1",
            })
    void a_syntax_error_names_line_and_token(String source, String expected) {
        assertEquals(expected, error(source).located());
    }

    @Test
    void a_function_beyond_the_format_is_an_error_with_its_line() {
        String locals = "\n".repeat(3) + "local v ".repeat(300);

        SyntaxError error = error(locals);

        assertEquals(4, error.line());
        assertTrue(error.getMessage().contains("at most 200 local variables"));
    }

    @Test
    void a_binary_chunk_is_refused() {
        assertTrue(error("\u001bLua").getMessage().contains("binary chunks are not accepted"));
    }

    private static SyntaxError error(String source) {
        return assertThrows(
                SyntaxError.class,
                () -> Chunk.compile("a.lua", source.getBytes(UTF_8), Limits.DEFAULTS));
    }
}
