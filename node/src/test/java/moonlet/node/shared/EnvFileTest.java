package moonlet.node.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import moonlet.protocol.ByteText;
import moonlet.protocol.ErrorKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class EnvFileTest {
    @TempDir private Path folder;

    @Test
    void a_value_may_stand_in_quotes_or_not() {
        EnvFile file =
                EnvFile.read(
                        """
                        # comment
                        A=plain text # comment
                        export B="two\\nlines \\"x\\"" # comment
                        C='single \\n # no comment'

                        D=
                        """,
                        (line, why) -> {
                            throw new AssertionError(line + why);
                        });
        assertEquals("plain text", file.get("A"));
        assertEquals("two\nlines \"x\"", file.get("B"));
        assertEquals("single \\n # no comment", file.get("C"));
        assertEquals("", file.get("D"));
        assertNull(file.get("E"));
    }

    @Test
    void every_wrong_line_is_told_by_its_number() {
        List<Integer> wrong = new ArrayList<>();
        EnvFile.read("A=1\nnonsense\n2X=1\nB=\"open\nC='x' y\n", (line, _) -> wrong.add(line));
        assertEquals(List.of(2, 3, 4, 5), wrong);
    }

    @Test
    void a_change_leaves_the_other_lines_as_they_are() throws IOException {
        Path path = folder.resolve(".env");
        EnvFile file = EnvFile.read("# kept\nA=1\nB='b'\n", (_, _) -> {});
        file.set("A", "it's \"2\"\n\\", path);
        file.set("C", "3", path);
        file.set("C", "4", path);
        String text = Files.readString(path);
        assertEquals("# kept\nA=\"it's \\\"2\\\"\\n\\\\\"\nB='b'\nC=4\n", text);
        assertEquals("it's \"2\"\n\\", EnvFile.read(text, (_, _) -> {}).get("A"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(path), files.toList());
        }
    }

    @Test
    void bytes_that_are_no_text_are_invalid_and_change_nothing() {
        EnvFile file = EnvFile.read("A=1\n", (_, _) -> {});
        Storage storage = new Storage.File("app:f", folder.resolve("vars.env"), file);
        assertEquals(
                ErrorKind.INVALID,
                storage.set("A", ByteText.read(new byte[] {(byte) 0xff}, 0, 1)).kind());
        assertEquals("1", storage.get("A"));
    }
}
