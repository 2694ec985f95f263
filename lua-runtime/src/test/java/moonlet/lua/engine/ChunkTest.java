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
                "if x then          | a.lua:1: 'end' expected near <eof>",
                "x = 1e             | a.lua:1: malformed number near '1e'",
                "x = 1..2           | a.lua:1: malformed number near '1..2'",
                "x = 3n 4           | a.lua:1: syntax error near '4'",
                "x = 0x             | a.lua:1: malformed number near '0x'",
                "x = 'a             | a.lua:1: unfinished string near <eof>",
                "f(1 2)             | a.lua:1: ')' expected near '2'",
                "local 5            | a.lua:1: <name> expected near '5'",
                "x = '\\q'          | a.lua:1: invalid escape sequence near '\\q'",
                "x = '\\300'        | a.lua:1: decimal escape too large near '\\300'",
                "x = '\\x1g'        | a.lua:1: hexadecimal digit expected near '\\x1g'",
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
