package moonlet.lua.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class DialectTest {
    private static String erased(String source) throws MalformedSource {
        byte[] result = Dialect.erase(source.getBytes(StandardCharsets.ISO_8859_1));
        return new String(result, StandardCharsets.ISO_8859_1);
    }

    private static void assertMistake(String source, int line, String... words) {
        MalformedSource mistake = assertThrows(MalformedSource.class, () -> erased(source), source);
        assertEquals(line, mistake.line(), mistake.getMessage());
        for (String word : words) {
            assertTrue(mistake.getMessage().contains(word), mistake.getMessage());
        }
    }

    /** Every program of this checkout that was written without types. */
    private static List<Path> plainPrograms() throws IOException {
        Path root = Path.of("..");
        try (Stream<Path> files = Files.walk(root, 9)) {
            return files.filter(file -> file.toString().endsWith(".lua"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    @Test
    void a_function_has_so_many_jumps_that_the_parser_is_quick_with_them() throws Exception {
        String most = "if a then break end ".repeat(5_000);
        String inner = "f(function() repeat " + most + "until 1 if x then end end) ";
        String source = "while 1 do " + inner + inner + most + " end";
        assertEquals(source, erased(source));
        assertMistake(inner + "\n" + most + inner + "\ngoto x", 3, "at most 5000", "split it");
        assertMistake("goto x\n".repeat(5_000) + "::x::", 5_001, "at most 5000");
        assertMistake("break ".repeat(2_500) + "\n" + "a or ".repeat(7_501), 2, "many and, or");
        String operators = "f(" + "a and b or ".repeat(50_000) + "c)";
        assertEquals(operators, erased(operators));
    }

    @Test
    void a_quoted_string_goes_on_behind_blanks_and_line_breaks_that_are_escaped() throws Exception {
        String skips = "x = \"a \\z \r\n b as c\" y = 1";
        assertEquals(skips, erased(skips));
        String breaks = "x = 'a\\\r\nb as c' y = 1";
        assertEquals(breaks, erased(breaks));
        assertMistake("\nx = '\\z  \n ", 2, "unfinished string near <eof>");
    }

    @ParameterizedTest
    @MethodSource("plainPrograms")
    void a_program_without_types_stays_the_very_same(Path program) throws Exception {
        byte[] source = Files.readAllBytes(program);
        assertSame(source, Dialect.erase(source));
    }

    @Test
    void a_type_leaves_blanks_so_that_lines_and_columns_stay() throws Exception {
        assertEquals("local x         = 1", erased("local x: number = 1"));
        assertEquals("local x   \n     \n  = 1", erased("local x: {\n a:b \n} = 1"));
        assertEquals("return x              ", erased("return x :: string | A"));
    }

    @Test
    void a_declaration_of_a_type_over_several_lines_leaves_its_lines() throws Exception {
        assertEquals(
                "          \n            \n \nreturn 1",
                erased("type T = {\n  x: number,\n}\nreturn 1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "local x = type y = 3",
                "x = f as = 2",
                "print(a, as)",
                "a:as(x)",
                "goto done ::done::",
                "local t = {type = 1}",
                "for i = 1, 3 do end",
                "a = b.c:d(e)",
                "f{x}:g()",
                "-- x :: T",
                "--[==[ local x: T ]==] y = 1",
                "x = [==[ y :: T ]] ]==]",
            })
    void what_only_looks_like_a_type_stays(String source) throws Exception {
        assertEquals(source, erased(source));
    }

    @Test
    void a_type_that_cannot_be_read_is_named_with_its_line() {
        assertMistake("\nlocal x: = 1", 2, "expected a type near '='");
        assertMistake("local x:", 1, "expected a type near the end of the source");
        assertMistake("\n\nlocal x: {number", 3, "a type is not closed", "'{' has no partner");
        assertMistake("type T<A = 1", 1, "type parameters", "'<' has no partner");
        assertMistake("type T<A> 1", 1, "expected '='");
        assertMistake("return x :: A |", 1, "expected a type");
    }

    @Test
    void an_escape_that_names_no_code_point_is_named_with_its_line() {
        assertMistake("return '\\u41'", 1, "expected \\u{XXX}");
        assertMistake("\nreturn '\\u{}'", 2, "expected \\u{XXX}");
        assertMistake("return '\\u{110'", 1, "expected \\u{XXX}");
        assertMistake("return '\\u{80000000}'", 1, "7FFFFFFF");
    }

    @Test
    void the_operator_of_other_languages_gets_a_hint() {
        assertMistake("return a != b", 1, "write '~='");
    }

    @Test
    void a_type_nested_a_million_deep_is_read_without_recursion() throws Exception {
        String nested = "{".repeat(1_000_000) + "}".repeat(1_000_000);
        assertEquals("local x", erased("local x: " + nested).strip());
    }

    @Test
    void text_that_ends_in_the_middle_of_anything_is_left_to_the_parser() throws Exception {
        for (String source : List.of("x = 'abc", "x = [[abc", "--[[ abc", "x = '\\", "-")) {
            assertEquals(source, erased(source));
        }
    }
}
